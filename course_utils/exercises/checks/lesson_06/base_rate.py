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
        The test labels, 0 and 1.

    Returns
    -------
    Finding
        Knows the share of the smaller class, a coin, and a number in percent.
    """
    base = base_rate_of(y)
    instead = [
        Instead(1 - base, "smaller-class", "This is the share of the *smaller* class."),
        Instead(
            0.5,
            "coin-for-base-rate",
            "That is right for two classes of equal size. Here they differ.",
        ),
        Instead(100 * base, "percent", "Write it as a share from 0 to 1, not in percent."),
    ]
    step = "Count the rows of the larger class among the test rows, and divide by all."
    said = "the share of the larger class among the test rows"
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


def accuracy_of(p: np.ndarray, y: np.ndarray) -> float:
    """Compute the share of right answers, where a probability above 0.5 says 1."""
    return float(np.mean((p > 0.5) == y))


def expect_gain(
    record: NumberRecord,
    p: np.ndarray,
    y: np.ndarray,
    history: HistoryRecord,
    subtracted: float,
    where: str = "`gain`",
) -> Finding:
    """Expect the accuracy on the test rows, minus the base rate.

    Parameters
    ----------
    p : shape (n_samples,)
        The probabilities that the learner's network gives the test rows.
    y : shape (n_samples,)
        The test labels.
    history
        Its training: the accuracies that should not be reported.
    subtracted
        What the learner took for the base rate.

    Returns
    -------
    Finding
        Right to within half a row. Knows the accuracies of the history, a column compared with
        a row, and a base rate that was not subtracted or is another one.
    """
    base, accuracy = base_rate_of(y), accuracy_of(p, y)
    right = accuracy - base
    half_a_row = 0.5 / len(y)
    step = "Take the share of right answers of your network on `X_test`, minus the base rate."
    instead = [*_not_gain(p, y, accuracy, base), *_of_the_run(history, {base, subtracted})]
    if subtracted != base:
        says = "That fits your `base_rate`: correct that first, and subtract again."
        instead.append(Instead(accuracy - subtracted, "follows-from-base-rate", says))
    return expect_number(
        record,
        right,
        where,
        step,
        instead,
        within=half_a_row / abs(right) if right else half_a_row,
        expected="the accuracy on the test rows, minus the base rate",
    )


def _not_gain(p, y, accuracy, base):
    right, n = accuracy - base, len(y)
    table = (
        f"`predict` gives shape ({n}, 1): compared with `y_test` it makes a table of {n:,} × "
        f"{n:,}. Use `.ravel()`."
    )
    return [
        Instead(accuracy, "base-rate-not-subtracted", "Subtract the base rate."),
        Instead(accuracy / base, "ratio-for-difference", "That is a ratio. Subtract instead."),
        Instead(-right, "sign-turned", "The other way round: network minus base rate."),
        Instead(100 * right, "percent", "Write it as a share from 0 to 1, not in percent."),
        Instead(1 - accuracy - base, "share-of-mistakes", "This is the share of wrong answers."),
        Instead(np.mean((p[:, None] > 0.5) == y) - base, "column-against-row", table),
    ]


def _of_the_run(history, bases):
    """Accuracies of the history, each minus what may have been subtracted."""
    rows = (
        "This is an accuracy on the validation rows, which chose the epoch. Report the test rows."
    )
    learnt = "This is an accuracy on the training rows. Report the test rows."
    validation, training = accuracy_curve(history), _curve(history)
    best = [accuracy_at_best(history)] if expect_accuracy_curves(history).ok else []
    named = [(value, "validation-accuracy", rows) for value in (*best, *validation[-1:])]
    named += [(value, "training-accuracy", learnt) for value in training[-1:]]
    return [
        Instead(value - base, mistake, says) for value, mistake, says in named for base in bases
    ]
