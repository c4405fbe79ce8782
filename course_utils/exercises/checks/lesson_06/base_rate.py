"""Expectations of an accuracy beside its base rate, from the learner's own labels and run."""

import numpy as np

from course_utils.exercises.expect import (
    Instead,
    best_epoch,
    curve_of,
    expect,
    expect_number,
)
from course_utils.exercises.records import HistoryRecord, NumberRecord
from course_utils.exercises.verdicts import Finding


def base_rate_of(y: np.ndarray) -> float:
    """Compute the accuracy of always giving the more frequent of the labels 0 and 1."""
    positive = float(np.mean(y))
    return max(positive, 1 - positive)


def expect_base_rate(record: NumberRecord, y: np.ndarray, where: str = "`base_rate`") -> Finding:
    """Expect the share of the larger class.

    Parameters
    ----------
    y : shape (n_samples,)
        The validation labels, 0 and 1.

    Returns
    -------
    Finding
        Knows the share of the smaller class, a coin, and a number in percent.
    """
    base = base_rate_of(y)
    instead = [
        Instead(1 - base, "smaller-class", "This is the share of the *smaller* class."),
        Instead(0.5, "coin-for-base-rate", "A coin is no baseline here: the classes differ."),
        Instead(100 * base, "percent", "Write it as a share from 0 to 1, not in percent."),
    ]
    step = "Count the rows of the larger class among the validation rows, and divide by all."
    said = "the share of the larger class among the validation rows"
    return expect_number(record, base, where, step, instead, 1e-3, expected=said)


def accuracy_curve(history: HistoryRecord) -> np.ndarray:
    """Return the validation accuracy, whatever Keras called it; empty where there is none."""
    return _curve(history, "val_")


def accuracy_at_best(history: HistoryRecord) -> float:
    """Return the validation accuracy of the epoch with the lowest validation loss."""
    return float(accuracy_curve(history)[best_epoch(history) - 1])


def _curve(history, prefix=""):
    for name, curve in history.metrics.items():
        if name.removeprefix("val_") in _NAMES and name.startswith("val_") == bool(prefix):
            return np.asarray(curve, dtype=float)
    return np.array([])


_NAMES = {"binary_accuracy", "accuracy", "acc"}


def expect_accuracy_curves(
    history: HistoryRecord, where: str = "`history`", weight: float = 1.0
) -> Finding:
    """Expect a validation loss and a validation accuracy, equally long and finite.

    Returns
    -------
    Finding
        Names the curves there are.
    """
    loss = curve_of(history, "val_loss")
    accuracy = accuracy_curve(history)
    same = len(loss) == len(accuracy) > 0
    ok = bool(same and np.all(np.isfinite(loss)) and np.all(np.isfinite(accuracy)))
    curves = ", ".join(f"`{name}`" for name in list(history.metrics)[:4]) or "no curve"
    return expect(
        ok,
        where=where,
        expected="finite curves of the validation loss and the validation accuracy",
        found=f"{history.describe()} with {curves}",
        next_step="Hand `validation_data=(X_valid, y_valid)` to `fit`, and the metric to "
        "`compile`.",
        mistake="no-validation",
        weight=weight,
    )


def expect_gain(
    record: NumberRecord, history: HistoryRecord, y: np.ndarray, where: str = "`gain`"
) -> Finding:
    """Expect the validation accuracy of the best epoch, minus the base rate.

    Parameters
    ----------
    history
        One that `expect_accuracy_curves` finds right.
    y : shape (n_samples,)
        The validation labels.

    Returns
    -------
    Finding
        Right to within half a row. Knows the last and the highest instead of the best epoch,
        the training accuracy, and a base rate that was not subtracted.
    """
    base, accuracy = base_rate_of(y), accuracy_curve(history)
    right = accuracy_at_best(history) - base
    half_a_row = 0.5 / len(y)
    step = "Take the validation accuracy of the epoch with the lowest `val_loss`, minus the base."
    return expect_number(
        record,
        right,
        where,
        step,
        _not_gain(history, accuracy, right, base),
        within=half_a_row / abs(right) if right else half_a_row,
        expected="the validation accuracy of the best epoch, minus the base rate",
    )


def _not_gain(history, accuracy, right, base):
    training, best = _curve(history), best_epoch(history) - 1
    on_training = training[best] - base if len(training) > best else np.nan
    last = "This is the last epoch. Early stopping went back to the best one."
    highest = "This is the highest accuracy. The best epoch is the one with the lowest `val_loss`."
    rows = "This is the accuracy on the training rows. Take that on the validation rows."
    return [
        Instead(right + base, "base-rate-not-subtracted", "Subtract the base rate."),
        Instead(
            (right + base) / base, "ratio-for-difference", "That is a ratio. Subtract instead."
        ),
        Instead(
            curve_of(history, "val_loss")[best] - base,
            "loss-for-accuracy",
            "You took the loss of the best epoch. Take its accuracy.",
        ),
        Instead(accuracy[-1] - base, "last-instead-of-best", last),
        Instead(accuracy.max() - base, "highest-instead-of-best", highest),
        Instead(accuracy[0] - base, "first-instead-of-best", "This is the first epoch."),
        Instead(-right, "sign-turned", "Turn it around: network minus base rate."),
        Instead(100 * right, "percent", "Write it as a share, not in percent."),
        Instead(on_training, "training-accuracy", rows),
    ]
