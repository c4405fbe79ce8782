"""Expectation of the number of the best epoch, as questions of lesson 4 ask for it."""

import numpy as np

from course_utils.exercises.expect import Instead, best_epoch, curve_of, expect_number
from course_utils.exercises.records import HistoryRecord, NumberRecord
from course_utils.exercises.verdicts import Finding


def expect_best_epoch(
    record: NumberRecord,
    history: HistoryRecord,
    where: str = "`best_epoch`",
    metric: str = "val_loss",
) -> Finding:
    """Expect the number of the best epoch, read from the learner's own run.

    Returns
    -------
    Finding
        Knows a number counted from 0, the best of the training curve, the last epoch, and the
        loss itself.
    """
    best = best_epoch(history, metric)
    lowest = np.nanmin(curve_of(history, metric))
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
        Instead(lowest, "loss-for-epoch", "That is the lowest loss. In which epoch was it?"),
    ]
    step = f"Find the lowest number of `{metric}` and its place; `np.argmin` gives the place."
    said = f"the epoch with the lowest `{metric}`, counted from 1"
    return expect_number(record, best, where, step, instead, 1e-9, expected=said)
