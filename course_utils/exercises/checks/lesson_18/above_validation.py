"""Expectations of a training loss measured like a validation loss: with all units."""

import numpy as np

from course_utils.exercises.expect import Instead, curve_of, expect_given, expect_number
from course_utils.exercises.forward import CannotPredictError, predict
from course_utils.exercises.records import ArrayRecord, HistoryRecord, ModelRecord, NumberRecord
from course_utils.exercises.verdicts import Finding


def expect_healthy_run(
    history: HistoryRecord, model: ModelRecord, X: ArrayRecord, y: ArrayRecord
) -> Finding:
    """Expect a run whose training loss is above its validation loss, and its network."""
    losses = [curve_of(history, name) for name in ("loss", "val_loss")]
    finite = all(len(curve) >= 3 and np.isfinite(curve).all() for curve in losses)
    ok = finite and losses[0][-1] > losses[1][-1] and np.isfinite(loss_of(model, X, y))
    return expect_given(
        bool(ok),
        where="`dropped_history`, `dropped`, `X_train` and `y_train`",
        expected="the run of this exercise, its network and its training rows",
        found=f"{history.describe()}, {model.describe()}, {X.describe()} and {y.describe()}",
        cell="the cell that trains `dropped`",
    )


def loss_of(model: ModelRecord, X: ArrayRecord, y: ArrayRecord) -> float:
    """Return the mean absolute error of a model with all units; NaN where there is none."""
    try:
        outputs = predict(model, X.values).ravel()
        same = outputs.shape == y.values.shape
        return float(np.mean(np.abs(outputs - y.values))) if same else np.nan
    except (CannotPredictError, ValueError, TypeError):
        return np.nan


def expect_measured(
    measured: NumberRecord,
    history: HistoryRecord,
    model: ModelRecord,
    X: ArrayRecord,
    y: ArrayRecord,
) -> Finding:
    """Expect the loss on the training rows, as `evaluate` gives it."""
    loss, valid = curve_of(history, "loss"), curve_of(history, "val_loss")
    noted = "That is what `fit` noted, with three of ten units dropped. Measure it again with all."
    return expect_number(
        measured,
        loss_of(model, X, y),
        "`measured`",
        "`dropped.evaluate(X_train, y_train, verbose=0)`",
        [
            Instead(float(loss[-1]), "noted-for-measured", noted),
            Instead(float(loss.min()), "noted-for-measured", noted),
            Instead(float(valid[-1]), "validation-for-training", "That is the validation loss. Her "
                    "question is about the *training* rows."),
            Instead(float(valid.min()), "validation-for-training", "That is a validation loss. Her "
                    "question is about the *training* rows."),
            Instead(float(loss[-1] - valid[-1]), "gap-for-loss", "That is the gap. What is the "
                                                                 "loss?"),
        ],
        within=2e-3,
        expected="the loss on the training rows with all units",
    )  # fmt: skip
