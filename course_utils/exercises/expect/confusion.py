"""Expectations of what a learner reads from the confusion matrix of their own predictions."""

from dataclasses import dataclass

import numpy as np

from course_utils.exercises.expect.values import Instead, expect, expect_number

SHARE = 5e-3  # two digits of a share are enough


@dataclass(frozen=True)
class Confusion:
    """The four counts of a classifier with two classes."""

    found: int
    missed: int
    false_alarms: int
    left_alone: int

    @property
    def recall(self):
        """The share of the positives that were found; NaN without positives."""
        return _share(self.found, self.found + self.missed)

    @property
    def precision(self):
        """The share of the alarms that are true; NaN without alarms."""
        return _share(self.found, self.found + self.false_alarms)

    @property
    def specificity(self):
        """The share of the negatives that were left alone; NaN without negatives."""
        return _share(self.left_alone, self.left_alone + self.false_alarms)

    @property
    def accuracy(self):
        """The share of right answers."""
        right = self.found + self.left_alone
        return _share(right, right + self.missed + self.false_alarms)


def _share(part, whole):
    return part / whole if whole else np.nan


def confusion(y, says_positive):
    """Count right and wrong answers of both kinds.

    Parameters
    ----------
    y : numpy.ndarray, shape (n_samples,)
        Labels 0 and 1.
    says_positive : numpy.ndarray of bool, shape (n_samples,)

    Returns
    -------
    Confusion
    """
    positive, alarm = np.asarray(y) == 1, np.asarray(says_positive)
    pairs = [(positive, alarm), (positive, ~alarm), (~positive, alarm), (~positive, ~alarm)]
    return Confusion(*(int(np.sum(one & other)) for one, other in pairs))


def expect_alarms(cells, where):
    """Expect some alarms and some rows left alone: else precision or recall says nothing."""
    alarms = cells.found + cells.false_alarms
    total = alarms + cells.missed + cells.left_alone
    found = f"{alarms:,} of {total:,} rows called positive"
    step = "A classifier that always gives the same answer has learnt nothing. Train it again."
    ok = 0 < alarms < total
    return expect(ok, where, "answers of both kinds", found, step, "one-answer-for-all")


def expect_missed(record, cells, where="`missed`"):
    """Expect the number of positives that were not found.

    Parameters
    ----------
    record : NumberRecord
    cells : Confusion
    where : str

    Returns
    -------
    Finding
        Knows the other three cells of the matrix.
    """
    instead = [
        Instead(
            cells.false_alarms,
            "false-alarms-for-misses",
            "These are the false alarms: they were called, but are negative.",
        ),
        Instead(cells.found, "found-for-missed", "These are the ones that were found."),
        Instead(cells.left_alone, "left-alone-for-missed", "These were rightly left alone."),
        Instead(
            cells.missed + cells.false_alarms,
            "all-mistakes",
            "These are all mistakes. Count only the positives that were not found.",
        ),
    ]
    step = "Count the rows whose label is 1 and whose probability is not above the threshold."
    said = "the number of positives that your network did not find"
    return expect_number(record, cells.missed, where, step, instead, 1e-9, expected=said)


def expect_recall(record, cells, where="`recall`"):
    """Expect the share of the positives that were found.

    Parameters
    ----------
    record : NumberRecord
    cells : Confusion
    where : str

    Returns
    -------
    Finding
        Knows precision, the share missed, the share for the negatives, and the accuracy.
    """
    swapped = "That is the precision. Recall divides by all that *are* positive."
    instead = [
        Instead(cells.precision, "precision-for-recall", swapped),
        Instead(1 - cells.recall, "share-missed", "That is the share that was missed."),
        Instead(cells.specificity, "specificity-for-recall", "That is the share of the negatives."),
        *_wrong_shares(cells, cells.recall),
    ]
    step = "Of all positives, how many were found? `found / (found + missed)`."
    said = "the share of the positives that your network found"
    return expect_number(record, cells.recall, where, step, instead, SHARE, expected=said)


def expect_precision(record, cells, where="`precision`"):
    """Expect the share of the alarms that are true.

    Parameters
    ----------
    record : NumberRecord
    cells : Confusion
    where : str

    Returns
    -------
    Finding
        Knows recall, the share of false alarms, and the accuracy.
    """
    swapped = "That is the recall. Precision divides by all that were *called* positive."
    instead = [
        Instead(cells.recall, "recall-for-precision", swapped),
        Instead(1 - cells.precision, "share-of-false-alarms", "That share of the alarms is false."),
        *_wrong_shares(cells, cells.precision),
    ]
    step = "Of all alarms, how many are true? `found / (found + false_alarms)`."
    said = "the share of your network's alarms that are true"
    return expect_number(record, cells.precision, where, step, instead, SHARE, expected=said)


def _wrong_shares(cells, right):
    return [
        Instead(cells.accuracy, "accuracy", "That is the accuracy: it counts both classes."),
        Instead(100 * right, "percent", "Write it as a share from 0 to 1, not in percent."),
        Instead(1 / right if right else np.nan, "share-upside-down", "Turn the fraction over."),
    ]
