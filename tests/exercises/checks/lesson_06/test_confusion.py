"""Counts of right and wrong answers, and what is confused with what."""

import numpy as np
import pytest

from course_utils.exercises.checks.lesson_06.confusion import (
    Confusion,
    confusion,
    expect_alarms,
    expect_missed,
    expect_precision,
    expect_recall,
)
from course_utils.exercises.records import NumberRecord

CELLS = Confusion(found=30, missed=20, false_alarms=10, left_alone=140)


def test_the_four_counts():
    y = np.array([1, 1, 1, 0, 0, 0, 0])
    says = np.array([True, False, False, True, False, False, False])
    assert confusion(y, says) == Confusion(1, 2, 1, 3)


def test_the_shares():
    assert CELLS.recall == 0.6
    assert CELLS.precision == 0.75
    assert CELLS.accuracy == 0.85
    assert CELLS.specificity == pytest.approx(140 / 150)


def test_a_share_of_nothing_is_no_number():
    silent = Confusion(found=0, missed=3, false_alarms=0, left_alone=5)
    assert np.isnan(silent.precision)
    assert silent.recall == 0
    assert np.isnan(Confusion(0, 0, 1, 1).recall)


@pytest.mark.parametrize(
    ("expectation", "right"),
    [(expect_missed, 20), (expect_recall, 0.6), (expect_precision, 0.75)],
)
def test_the_right_number(expectation, right):
    assert expectation(NumberRecord(right), CELLS).ok
    assert not expectation(NumberRecord(right * 1.2), CELLS).ok


@pytest.mark.parametrize(
    ("expectation", "wrong", "mistake", "says"),
    [
        (expect_missed, 10, "false-alarms-for-misses", "they were called"),
        (expect_missed, 30, "all-mistakes", ""),
        (expect_missed, 140, "left-alone-for-missed", "were not called"),
        (expect_recall, 0.75, "precision-for-recall", "*are* positive"),
        (expect_recall, 0.4, "share-missed", "was missed"),
        (expect_recall, 60, "percent", "not in percent"),
        (expect_precision, 0.6, "recall-for-precision", "*called* positive"),
        (expect_precision, 0.25, "share-of-false-alarms", "that are false"),
        (expect_precision, 0.85, "accuracy", "both classes"),
        (expect_precision, 4 / 3, "share-upside-down", "Divide the other way round"),
    ],
)
def test_a_known_mistake(expectation, wrong, mistake, says):
    cells = Confusion(35, 20, 10, 140) if mistake == "all-mistakes" else CELLS
    finding = expectation(NumberRecord(wrong), cells)
    assert not finding.ok
    assert finding.mistake == mistake
    assert says in finding.next_step


def test_one_answer_for_all_is_told_by_its_count():
    finding = expect_alarms(Confusion(0, 3, 0, 1997), "`p`")
    assert not finding.ok
    assert finding.found == "0 of 2,000 rows called positive"
    assert expect_alarms(CELLS, "`p`").ok
    assert not expect_alarms(Confusion(3, 0, 7, 0), "`p`").ok
