"""Expectations of a classifier with one output: what it returns must fit its loss."""

import numpy as np

from course_utils.activations import sigmoid
from course_utils.exercises.expect.values import expect
from course_utils.exercises.forward import predict


def returns_logits(model):
    """Tell whether a model was compiled with a loss that puts the sigmoid in by itself.

    Parameters
    ----------
    model : ModelRecord

    Returns
    -------
    bool
        False for a model that is not compiled.
    """
    loss = model.compiled.loss if model.compiled else None
    return bool(loss is not None and loss.settings.get("from_logits"))


def last_step(model):
    """Return the kind of the step that makes the output: "sigmoid", "dense", ..."""
    return model.operations[model.outputs[0]].kind if model.operations else ""


def expect_one_sigmoid(model):
    """Expect the sigmoid exactly once: at the end of the model, or in its loss.

    Parameters
    ----------
    model : ModelRecord

    Returns
    -------
    Finding
        Names softmax on one unit, no sigmoid at all, and one in both places.
    """
    end, logits = last_step(model), returns_logits(model)
    where, wanted = "the way from the last layer to the loss", "one sigmoid"
    if end == "softmax":
        found = "softmax, which divides each output by the sum of all: with one unit always 1"
        step = 'Write `activation="sigmoid"` in the last layer.'
        return expect(False, where, wanted, found, step, "softmax-on-one-unit")
    if end == "sigmoid" and logits:
        found = "two: one in the last layer, and one in the loss by `from_logits=True`"
        step = "Keep one of them: leave `from_logits` out, or take the activation away."
        return expect(False, where, wanted, found, step, "squashed-twice")
    found = "none: the loss takes any number for a probability"
    step = 'Write `activation="sigmoid"` in the last layer, or `from_logits=True` in the loss.'
    return expect(end == "sigmoid" or logits, where, wanted, found, step, "no-sigmoid")


def probabilities_of(model, X):
    """Compute the probabilities that a classifier gives, whether or not it returns logits.

    Parameters
    ----------
    model : ModelRecord
    X : array-like of shape (n_samples, n_features)

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


def expect_probabilities(p, n_samples, where):
    """Expect one probability a row, and not the same one for all.

    Parameters
    ----------
    p : numpy.ndarray
    n_samples : int
    where : str

    Returns
    -------
    Finding
        The evidence is the range, the shape, or the one distinct value.
    """
    p = np.asarray(p)
    wanted = f"{n_samples} numbers between 0 and 1, not all the same"
    if p.dtype.kind not in "biuf" or not np.all(np.isfinite(p)):
        found, step = "values that are not finite numbers", "Look for a NaN in weights or data."
        return expect(False, where, wanted, found, step, "not-finite")
    if p.shape not in {(n_samples,), (n_samples, 1)}:
        step = "One number for each row: `model.predict(X_valid, verbose=0).ravel()`."
        return expect(False, where, wanted, f"shape {p.shape}", step, "other-shape")
    if p.min() < 0 or p.max() > 1:
        found = f"numbers from {p.min():.2f} to {p.max():.2f}"
        step = "These are logits. Send them through a sigmoid to make probabilities of them."
        return expect(False, where, wanted, found, step, "no-sigmoid")
    if set(np.unique(p)) <= {0.0, 1.0} and len(np.unique(p)) == 2:
        step = "These are decisions already. Keep what the model gave, before the threshold."
        return expect(False, where, wanted, "only zeros and ones", step, "decisions")
    found = f"{p.flat[0]:.4g} for every row"
    step = "An answer that never changes knows nothing. Look at the last layer and at the loss."
    return expect(len(np.unique(p)) > 1, where, wanted, found, step, "one-distinct-prediction")
