"""Expectations of a classifier with one output: what it returns must fit its loss."""

import numpy as np
from numpy.typing import ArrayLike

from course_utils.exercises.expect import expect
from course_utils.exercises.forward import predict
from course_utils.exercises.records import ModelRecord
from course_utils.exercises.verdicts import Finding
from course_utils.networks.activations import ACTIVATIONS, sigmoid


def returns_logits(model: ModelRecord) -> bool:
    """Whether a model was compiled with a loss that puts the sigmoid in by itself."""
    loss = model.compiled.loss if model.compiled else None
    return bool(loss is not None and loss.settings.get("from_logits"))


def last_step(model: ModelRecord) -> str:
    """Return the kind of the step that makes the output: "sigmoid", "dense", ..."""
    return model.operations[model.outputs[0]].kind if model.operations else ""


def expect_one_sigmoid(model: ModelRecord) -> Finding:
    """Expect the sigmoid exactly once: at the end of the model, or in its loss.

    Returns
    -------
    Finding
        Names softmax, another activation, no sigmoid at all, and one in both places.
    """
    end, logits = last_step(model), returns_logits(model)
    ok = end not in ACTIVATIONS or end == "linear" if logits else end == "sigmoid"
    found, step, mistake = ("", "", "") if ok else _not_one_sigmoid(end, logits, _outputs(model))
    return expect(
        ok,
        where="the way from the last layer to the loss",
        expected="one sigmoid",
        found=found,
        next_step=step,
        mistake=mistake,
    )


def _outputs(model):
    """How many numbers the model gives a row; 1 where it is not built."""
    shape = model.operations[model.outputs[0]].output_shape if model.operations else None
    return (shape[-1] or 1) if shape else 1


def _not_one_sigmoid(end, logits, outputs):
    """What to say of an end that makes no probability, or makes one twice."""
    if end == "softmax":
        always = "with one unit always 1" if outputs == 1 else f"here over {outputs} units"
        return (
            f"softmax, which makes the outputs add up to 1: {always}",
            'End with one unit and a sigmoid: `Dense(1, activation="sigmoid")`.',
            "softmax-on-one-unit" if outputs == 1 else "softmax-for-two-classes",
        )
    if end == "sigmoid":
        return (
            "two: one in the last layer, and one in the loss because of `from_logits=True`",
            "Keep one of them: leave `from_logits` out, or take the activation away.",
            "squashed-twice",
        )
    if end in ACTIVATIONS and end != "linear":
        step = f"Write `sigmoid` in the place of `{end}`."
        if logits:
            step = f"Leave `{end}` out: the sigmoid of the loss wants any number."
        return f"another activation, `{end}`, in the last layer", step, "another-activation"
    return (
        "none: the loss treats any number as a probability",
        'Write `activation="sigmoid"` in the last layer, or `from_logits=True` in the loss.',
        "no-sigmoid",
    )


def probabilities_of(model: ModelRecord, X: ArrayLike) -> np.ndarray:
    """Compute the probabilities that a classifier gives, whether or not it returns logits.

    Parameters
    ----------
    X : shape (n_samples, n_features)

    Returns
    -------
    numpy.ndarray, shape (n_samples,) or as the model returns it where that is no column

    Raises
    ------
    CannotPredictError
        See `predict`.
    """
    outputs = predict(model, X)
    outputs = sigmoid(outputs) if returns_logits(model) else outputs
    return outputs[:, 0] if outputs.ndim == 2 and outputs.shape[1] == 1 else outputs


def expect_probabilities(p: ArrayLike, n_samples: int, where: str) -> Finding:
    """Expect one probability a row, and not the same one for all.

    Returns
    -------
    Finding
        The evidence is the range, the shape, or the one distinct value.
    """
    found, step, mistake = _not_probabilities(np.asarray(p), n_samples) or ("", "", "")
    return expect(
        not found,
        where=where,
        expected=f"{n_samples} numbers between 0 and 1, not all the same",
        found=found,
        next_step=step,
        mistake=mistake,
    )


def _not_probabilities(p, n_samples):
    """What to say of an array that is no probability for each row; None of one that is."""
    if p.dtype.kind not in "biuf" or not np.all(np.isfinite(p)):
        step = "Look for a NaN in weights or data."
        return "values that are not finite numbers", step, "not-finite"
    if p.shape not in {(n_samples,), (n_samples, 1)}:
        step = "One number for each row: `model.predict(..., verbose=0).ravel()`."
        return f"shape {p.shape}", step, "other-shape"
    if p.min() < 0 or p.max() > 1:
        step = "These are logits. Send them through a sigmoid to make probabilities of them."
        if p.min() >= 0 and p.max() <= 100:
            step = "No probability is above 1. If these are percent, divide by 100."
        return f"numbers from {p.min():.2f} to {p.max():.2f}", step, "no-sigmoid"
    distinct = np.unique(p)
    if len(distinct) == 1:
        step = "The same answer for every row says nothing. Look at the last layer and at the loss."
        return f"{distinct[0]:.4g} for every row", step, "one-distinct-prediction"
    if len(distinct) == 2 and set(distinct) == {0.0, 1.0}:
        step = "These are decisions already. Keep what the model gave, before the threshold."
        return "only zeros and ones", step, "decisions"
    return None
