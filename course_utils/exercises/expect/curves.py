"""Expectations of the curves of training runs: last values, best epoch, gap."""

from collections.abc import Mapping

import numpy as np

from course_utils.exercises.expect.values import Instead, expect, expect_number
from course_utils.exercises.records import HistoryRecord, NumberRecord
from course_utils.exercises.verdicts import CONDITION, Finding


def last_value(history: HistoryRecord, metric: str = "val_loss") -> float:
    """Return the last value of a curve; NaN where it has none that is finite and above 0."""
    curve = curve_of(history, metric)
    last = float(curve[-1]) if len(curve) else np.nan
    return last if np.isfinite(last) and last > 0 else np.nan


def best_epoch(history: HistoryRecord, metric: str = "val_loss") -> int:
    """Find the epoch with the lowest value of a curve.

    Returns
    -------
    int
        Counted from 1; the first of several; 0 where the curve has no finite number.
    """
    curve = curve_of(history, metric)
    finite = np.where(np.isfinite(curve), curve, np.inf)
    return int(np.argmin(finite)) + 1 if np.isfinite(curve).any() else 0


def gap(history: HistoryRecord, epoch: int = -1) -> float:
    """Take the training loss from the validation loss.

    Parameters
    ----------
    epoch
        Counted from 1; -1 is the last one.

    Returns
    -------
    float
        NaN where the run has no such epoch, or lacks one of the two curves.
    """
    index = epoch - 1 if epoch > 0 else epoch
    curves = [curve_of(history, name) for name in ("val_loss", "loss")]
    if any(not -len(curve) <= index < len(curve) for curve in curves):
        return np.nan
    return float(curves[0][index] - curves[1][index])


def curve_of(history: HistoryRecord, metric: str) -> np.ndarray:
    """Return a curve as floats of shape (n_epochs,); empty where the history has none."""
    return np.asarray(history.metrics.get(metric, ()), dtype=float)


def expect_last_values(
    histories: Mapping[str, HistoryRecord], next_step: str, metric: str = "val_loss"
) -> Finding:
    """Expect a last value above 0 in each history, so that they can be compared.

    Parameters
    ----------
    histories
        By the names they have in the notebook.

    Returns
    -------
    Finding
        A condition. Names each history without such a value.
    """
    lacking = [name for name, history in histories.items() if np.isnan(last_value(history, metric))]
    return expect(
        not lacking,
        where="the histories",
        expected=f"a last `{metric}` above 0 in each",
        found=" and ".join(
            f"`{name}` is {histories[name].describe()} without one" for name in lacking
        ),
        next_step=next_step,
        weight=CONDITION,
    )


def expect_both_losses(histories: Mapping[str, HistoryRecord], next_step: str) -> Finding:
    """Expect training and validation loss, finite and above 0, over at least two epochs.

    Parameters
    ----------
    histories
        By the names they have in the notebook.

    Returns
    -------
    Finding
        A condition. Names each history that cannot be read.
    """
    lacking = [name for name, history in histories.items() if not _readable(history)]
    return expect(
        not lacking,
        where="the histories",
        expected="a finite `loss` and `val_loss` for each of at least 2 epochs",
        found=" and ".join(
            f"`{name}` is {histories[name].describe()} without them" for name in lacking
        ),
        next_step=next_step,
        weight=CONDITION,
    )


def _readable(history):
    curves = [curve_of(history, name) for name in ("loss", "val_loss")]
    same = len(curves[0]) == len(curves[1]) >= 2
    return same and all(np.isfinite(curve).all() and curve.min() > 0 for curve in curves)


def expect_conclusion(holds: bool, shown: str, found: str, next_step: str) -> Finding:
    """Expect that the learner's own runs show what these runs always show.

    Parameters
    ----------
    holds
        With room to spare for another seed.
    shown
        What they show, completing "expected ...".
    found
        What was found in them, in numbers.

    Returns
    -------
    Finding
        A condition: about runs that show the opposite the question has no answer.
    """
    return expect(
        holds,
        where="the runs",
        expected=shown,
        found=found,
        next_step=next_step,
        mistake="not-the-runs-of-these-cells",
        weight=CONDITION,
    )


def expect_gap(
    record: NumberRecord,
    history: HistoryRecord,
    where: str = "`gap`",
    other: HistoryRecord | None = None,
) -> Finding:
    """Expect validation loss minus training loss at the last epoch of the learner's own run.

    Parameters
    ----------
    other
        The run that it may be mixed up with.

    Returns
    -------
    Finding
        Knows the turned sign, the ratio, percent, one loss alone, the gap at the best epoch and
        that of the other run.
    """
    training, validation = (curve_of(history, name)[-1] for name in ("loss", "val_loss"))
    at_best = gap(history, best_epoch(history))
    alone = "That is one loss alone. The gap is the difference of both."
    instead = [
        Instead(training - validation, "sign-turned", "Take the training loss from the other one."),
        Instead(validation / training, "ratio-for-gap", "That is a ratio. Subtract instead."),
        Instead(
            at_best, "gap-at-the-best-epoch", "That is the gap at the best epoch, not at the end."
        ),
        Instead(100 * (validation - training), "percent", "Do not multiply it by 100."),
        *([] if other is None else [Instead(gap(other), "other-run", "That is the other run's.")]),
        Instead(training, "one-loss-alone", alone),
        Instead(validation, "one-loss-alone", alone),
    ]
    step = "Subtract the last number of `loss` from the last number of `val_loss`."
    said = "the last validation loss minus the last training loss"
    return expect_number(
        record, validation - training, where, step, instead, within=0.01, expected=said
    )
