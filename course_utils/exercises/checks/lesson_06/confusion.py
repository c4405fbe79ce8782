"""Expectations of what a learner reads from the confusion matrix of their own predictions."""

from dataclasses import dataclass, replace

import numpy as np

from course_utils.exercises.expect import CONDITION, Instead, expect, expect_number
from course_utils.exercises.records import NumberRecord
from course_utils.exercises.verdicts import Finding

SHARE = 5e-3  # two digits of a share are enough


@dataclass(frozen=True)
class Confusion:
    """The four counts of a classifier with two classes."""

    found: int
    missed: int
    false_alarms: int
    left_alone: int

    @property
    def rows(self) -> int:
        """All of them."""
        return self.found + self.missed + self.false_alarms + self.left_alone

    @property
    def recall(self) -> float:
        """The share of the positives that were found; NaN without positives."""
        return _share(self.found, self.found + self.missed)

    @property
    def precision(self) -> float:
        """The share of the alarms that are true; NaN without alarms."""
        return _share(self.found, self.found + self.false_alarms)

    @property
    def specificity(self) -> float:
        """The share of the negatives that were left alone; NaN without negatives."""
        return _share(self.left_alone, self.left_alone + self.false_alarms)

    @property
    def accuracy(self) -> float:
        """The share of right answers."""
        return _share(self.found + self.left_alone, self.rows)


def _share(part, whole):
    return part / whole if whole else np.nan


def confusion(y: np.ndarray, says_positive: np.ndarray) -> Confusion:
    """Count right and wrong answers of both kinds.

    Parameters
    ----------
    y : shape (n_samples,)
        Labels 0 and 1.
    says_positive : shape (n_samples,)
        Whether each row was called positive.
    """
    positive, alarm = np.asarray(y) == 1, np.asarray(says_positive)
    pairs = [(positive, alarm), (positive, ~alarm), (~positive, alarm), (~positive, ~alarm)]
    return Confusion(*(int(np.sum(one & other)) for one, other in pairs))


def expect_alarms(cells: Confusion, where: str) -> Finding:
    """Expect some alarms and some rows left alone: else precision or recall says nothing.

    It is a condition.
    """
    alarms, total = cells.found + cells.false_alarms, cells.rows
    found = f"{alarms:,} of {total:,} rows called positive"
    step = "A classifier that always gives the same answer has learnt nothing. Train it again."
    ok = 0 < alarms < total
    return expect(
        ok,
        where=where,
        expected="answers of both kinds",
        found=found,
        next_step=step,
        mistake="one-answer-for-all",
        weight=CONDITION,
    )


def expect_missed(record: NumberRecord, cells: Confusion, where: str = "`missed`") -> Finding:
    """Expect the number of positives that were not found.

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
        Instead(cells.rows, "rows-for-missed", "These are all rows."),
        Instead(cells.found + cells.missed, "positives-for-missed", "These are all positives."),
        Instead(
            cells.left_alone, "left-alone-for-missed", "These are negative, and were not called."
        ),
        Instead(
            cells.missed + cells.false_alarms,
            "all-mistakes",
            "These are all mistakes. Count only the positives that were not found.",
        ),
    ]
    step = "Count the rows whose label is 1 and whose probability is not above the threshold."
    said = "the number of positives that your network did not find"
    finding = expect_number(record, cells.missed, where, step, instead, 1e-9, expected=said)
    return _possible(finding, record, cells, most=cells.rows)


_OF_POSITIVES = "You divided by all rows. Recall is a share of the positives alone."


def expect_recall(record: NumberRecord, cells: Confusion, where: str = "`recall`") -> Finding:
    """Expect the share of the positives that were found.

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
        Instead(cells.missed / cells.rows, "all-for-positives", _OF_POSITIVES),
        Instead(cells.found / cells.rows, "all-for-positives", _OF_POSITIVES),
        *_wrong_shares(cells, cells.recall),
    ]
    step = "Of all positives, how many were found? `found / (found + missed)`."
    said = "the share of the positives that your network found"
    finding = expect_number(record, cells.recall, where, step, instead, SHARE, expected=said)
    return _possible(finding, record, cells, most=1)


def expect_precision(record: NumberRecord, cells: Confusion, where: str = "`precision`") -> Finding:
    """Expect the share of the alarms that are true.

    Returns
    -------
    Finding
        Knows recall, the share of false alarms, and the accuracy.
    """
    swapped = "That is the recall. Precision divides by all that were *called* positive."
    instead = [
        Instead(cells.recall, "recall-for-precision", swapped),
        Instead(
            1 - cells.precision,
            "share-of-false-alarms",
            "This is the share of the alarms that are false.",
        ),
        Instead(
            cells.found / cells.rows,
            "all-for-alarms",
            "You divided by all rows. Precision is a share of the alarms alone.",
        ),
        *_wrong_shares(cells, cells.precision),
    ]
    step = "Of all alarms, how many are true? `found / (found + false_alarms)`."
    said = "the share of your network's alarms that are true"
    finding = expect_number(record, cells.precision, where, step, instead, SHARE, expected=said)
    return _possible(finding, record, cells, most=1)


def _possible(finding: Finding, record: NumberRecord, cells: Confusion, most: int) -> Finding:
    """Explain a number that no rows can give: a column compared with a row makes a table."""
    if finding.ok or finding.mistake or not most < record.value < np.inf:
        return finding
    n = cells.rows
    step = (
        f"More than {most:,} is impossible here. `predict` gives shape ({n}, 1), `y_test` has "
        f"shape ({n},): compared with each other they make a table of {n:,} × {n:,}. Count with "
        "`p_test.ravel()`."
    )
    return replace(finding, next_step=step, mistake="column-against-row")


def _wrong_shares(cells, right):
    both = cells.precision + cells.recall
    f1 = 2 * cells.precision * cells.recall / both if both else np.nan
    return [
        Instead(cells.found, "count-for-share", "That is how many were found. Divide."),
        Instead(f1, "f1", "That is the F1 score, which mixes precision and recall."),
        Instead(cells.accuracy, "accuracy", "That is the accuracy: it counts both classes."),
        Instead(100 * right, "percent", "Write it as a share from 0 to 1, not in percent."),
        Instead(1 / right if right else np.nan, "share-upside-down", "Divide the other way round."),
    ]
