"""Reading the curves of a run: its best epoch and its gap."""

import numpy as np

from course_utils.exercises.expect.values import Instead, condition, expect, expect_number


def best_epoch(history, metric="val_loss"):
    """Find the epoch with the lowest value of a curve.

    Parameters
    ----------
    history : HistoryRecord
    metric : str

    Returns
    -------
    int
        Counted from 1; the first of several; 0 where the curve holds no finite number.
    """
    curve = _curve(history, metric)
    finite = np.where(np.isfinite(curve), curve, np.inf)
    return int(np.argmin(finite)) + 1 if np.isfinite(curve).any() else 0


def gap(history, epoch=-1):
    """Take the training loss from the validation loss.

    Parameters
    ----------
    history : HistoryRecord
    epoch : int
        Counted from 1; -1 is the last one.

    Returns
    -------
    float
        NaN where the run has no such epoch, or lacks one of the two curves.
    """
    place = epoch - 1 if epoch > 0 else epoch
    curves = [_curve(history, name) for name in ("val_loss", "loss")]
    if any(not -len(curve) <= place < len(curve) for curve in curves):
        return np.nan
    return float(curves[0][place] - curves[1][place])


def expect_both_losses(histories, next_step):
    """Expect training and validation loss, finite and above 0, over at least two epochs.

    Parameters
    ----------
    histories : mapping of str to HistoryRecord
        By the names they have in the notebook.
    next_step : str

    Returns
    -------
    Finding
        A condition: it earns nothing, but costs. Names each history that cannot be read.
    """
    lacking = [name for name, history in histories.items() if not _readable(history)]
    found = [f"`{name}` is {histories[name].describe()} without them" for name in lacking]
    wanted = "a finite `loss` and `val_loss` for each of at least 2 epochs"
    return condition(expect(not lacking, "the histories", wanted, " and ".join(found), next_step))


def expect_best_epoch(record, history, where="`best_epoch`", metric="val_loss"):
    """Expect the number of the best epoch, read from the learner's own run.

    Parameters
    ----------
    record : NumberRecord
    history : HistoryRecord
    where, metric : str

    Returns
    -------
    Finding
        Knows a number counted from 0, the best of the training curve, and the last epoch.
    """
    best = best_epoch(history, metric)
    instead = [
        Instead(best - 1, "counted-from-0", "Python counts from 0, epochs from 1: add 1."),
        Instead(
            best_epoch(history, metric.removeprefix("val_")),
            "read-from-the-training-curve",
            "That is where the training curve is lowest. Look at the rows it did not learn from.",
        ),
        Instead(
            history.epochs,
            "last-for-best",
            "That is the last epoch. The best one is where the validation curve is lowest.",
        ),
    ]
    step = f"Find the lowest number of `{metric}` and its place; `np.argmin` gives the place."
    said = f"the epoch with the lowest `{metric}`, counted from 1"
    return expect_number(record, best, where, step, instead, 1e-9, expected=said)


def expect_gap(record, history, where="`gap`"):
    """Expect validation loss minus training loss at the last epoch of the learner's own run.

    Parameters
    ----------
    record : NumberRecord
    history : HistoryRecord
    where : str

    Returns
    -------
    Finding
        Knows the turned sign, the ratio, one loss alone, and the gap at the best epoch.
    """
    training, validation = (_curve(history, name)[-1] for name in ("loss", "val_loss"))
    at_best = gap(history, best_epoch(history))
    alone = "That is one loss alone. The gap is the difference of both."
    instead = [
        Instead(training - validation, "sign-turned", "Take the training loss from the other one."),
        Instead(validation / training, "ratio-for-gap", "That is a ratio. Subtract instead."),
        Instead(
            at_best, "gap-at-the-best-epoch", "That is the gap at the best epoch, not at the end."
        ),
        Instead(training, "one-loss-alone", alone),
        Instead(validation, "one-loss-alone", alone),
    ]
    step = "Subtract the last number of `loss` from the last number of `val_loss`."
    said = "the last validation loss minus the last training loss"
    return expect_number(
        record, validation - training, where, step, instead, within=0.01, expected=said
    )


def _curve(history, metric):
    return np.asarray(history.metrics.get(metric, ()), dtype=float)


def _readable(history):
    curves = [_curve(history, name) for name in ("loss", "val_loss")]
    same = len(curves[0]) == len(curves[1]) >= 2
    return same and all(np.isfinite(curve).all() and curve.min() > 0 for curve in curves)
