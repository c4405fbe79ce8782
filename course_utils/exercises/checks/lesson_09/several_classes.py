"""Expectations of a classifier for five grades: its end, and how often it is right."""

import numpy as np

from course_utils.exercises.expect import Instead, expect, expect_given
from course_utils.exercises.forward import predict
from course_utils.exercises.records import ArrayRecord, ModelRecord
from course_utils.exercises.verdicts import Finding

GRADES = 5
N = 6

_NO_SLOPE = "Accuracy moves in steps, and steps have no slope."
_NOT_PROBABILITIES = (
    "It was made for quantities. The grades are names: 4 is not twice as much as 2."
)
NOT_THE_LOSS = [
    Instead(
        "binary_crossentropy",
        "binary-loss",
        "That one asks each output for a yes or no of its own. Here one of five is right.",
    ),
    Instead("mean_squared_error", "squared-error-for-classes", _NOT_PROBABILITIES),
    Instead("mean_absolute_error", "absolute-error-for-classes", _NOT_PROBABILITIES),
    Instead("accuracy", "accuracy-as-loss", _NO_SLOPE),
    Instead("sparse_categorical_accuracy", "accuracy-as-loss", _NO_SLOPE),
]


def expects_logits(model: ModelRecord) -> bool:
    """Whether a model was compiled with a loss that puts the softmax in by itself."""
    loss = model.compiled.loss if model.compiled else None
    return bool(loss is not None and loss.settings.get("from_logits"))


def expect_end(model: ModelRecord) -> Finding:
    """Expect five outputs and one softmax, at the end of the model or in its loss."""
    last = model.operations[model.outputs[0]] if model.operations else None
    kind, outputs = (last.kind, (last.output_shape or (0,))[-1]) if last else ("nothing", 0)
    fits = kind == ("dense" if expects_logits(model) else "softmax")
    found = f"{outputs} output{'' if outputs == 1 else 's'}"
    step, mistake = _about_the_end(kind, outputs, expects_logits(model))
    return expect(
        fits and outputs == GRADES,
        where="the end of the model",
        expected="five outputs that share a single 1: a softmax",
        found=found + ("" if kind == "dense" else f", and {kind} at the end"),
        next_step=step,
        mistake=mistake,
        weight=3,
    )


def _about_the_end(kind, outputs, logits):
    write = 'Write `Dense(5, activation="softmax")`.'
    if outputs == 1:
        return (
            f"One output is one number. Each grade needs an output of its own. {write}",
            "one-output",
        )
    if outputs != GRADES:
        return f"There are five grades, 0 to 4, so five outputs. {write}", "other-number-of-outputs"
    if kind == "softmax" and logits:
        return "Softmax twice: leave it out of the model, or `from_logits` out.", "squashed-twice"
    if kind == "sigmoid":
        return (
            "With a sigmoid each grade has a probability of its own, and they do not add up to 1. "
            f"But a diamond has one grade. {write}",
            "sigmoid-for-softmax",
        )
    if kind == "dense":
        return f"These are logits, and the loss takes them for probabilities. {write}", "no-softmax"
    return write, "another-activation"


def expect_rows(X: ArrayRecord, y: ArrayRecord) -> Finding:
    """Expect the course's own rows and integer grades, as a condition."""
    ok = (
        X.values.ndim == 2
        and X.values.shape[1] == N
        and y.values.shape == X.values.shape[:1]
        and set(np.unique(y.values).tolist()) == set(range(GRADES))
    )
    return expect_given(
        bool(ok),
        where="`X_valid` and `y_valid`",
        expected=f"rows of {N} columns, and a grade from 0 to 4 for each",
        found=f"{X.describe()} and {y.describe()}",
        cell="the cell that makes the tables",
    )


def expect_accurate(model: ModelRecord, X: ArrayRecord, y: ArrayRecord) -> Finding:
    """Expect the right grade clearly more often than by always giving the most frequent one."""
    said = predict(model, X.values).reshape(len(y.values), -1).argmax(axis=1)
    accuracy = float(np.mean(said == y.values))
    base_rate = float(np.bincount(y.values.astype(int)).max() / len(y.values))
    loss = model.compiled.loss if model.compiled else None
    one_hot = loss is not None and loss.name == "categorical_crossentropy"
    return expect(
        accuracy > base_rate + 0.15,
        where="its accuracy on the validation rows",
        expected=f"clearly above the base rate of {base_rate:.0%}",
        found=f"{accuracy:.0%}",
        next_step=_ONE_HOT_WANTED if one_hot else _TRAIN,
        mistake="integers-for-one-hot" if one_hot else "not-trained",
        weight=3,
    )


_TRAIN = "Train it: `model.fit(X_train, y_train, batch_size=64, epochs=20, verbose=0)`."
_ONE_HOT_WANTED = (
    "`categorical_crossentropy` wants rows of five, a 1 among zeros, and stops with an error where "
    "it gets integers. For `y_train` as it is, take the sparse one, and train again."
)
