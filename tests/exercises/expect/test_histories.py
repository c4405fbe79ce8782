"""The last value of a curve, and what is said where there is none."""

import numpy as np
import pytest

from course_utils.exercises.expect import course_of, expect_last_values, falls, last_value
from course_utils.exercises.records import HistoryRecord

GOOD = HistoryRecord({"loss": np.array([3.0, 1.0]), "val_loss": np.array([4.0, 2.0])})


def test_the_last_value_of_a_curve():
    assert last_value(GOOD) == 2
    assert last_value(GOOD, "loss") == 1


@pytest.mark.parametrize("curve", [[], [1.0, np.nan], [1.0, np.inf], [1.0, 0.0], [-1.0]])
def test_a_curve_without_a_usable_end(curve):
    assert np.isnan(last_value(HistoryRecord({"val_loss": np.array(curve)})))


def test_every_history_without_one_is_named():
    bare = HistoryRecord({"loss": np.array([3.0])})
    finding = expect_last_values({"first": GOOD, "second": bare}, "Train again.")
    assert not finding.ok
    assert finding.expected == "a last `val_loss` above 0 in each"
    assert finding.found == "`second` is a history of 1 epoch without one"
    assert finding.next_step == "Train again."


def test_histories_that_can_be_compared():
    assert expect_last_values({"first": GOOD, "second": GOOD}, "").ok


def test_a_curve_falls_only_as_a_number_from_start_to_end():
    assert falls(np.array([3.0, 4.0, 1.0]))
    for curve in ([3.0], [], [3.0, 3.0], [3.0, np.nan], [np.inf, 1.0]):
        assert not falls(np.array(curve))


def test_the_course_of_a_curve_in_words():
    assert course_of(np.array([3.0, 1.0])) == "3 in the first epoch, 1 in the last"
    lost = np.array([3.0, np.inf, np.nan])
    assert course_of(lost) == "no finite number from epoch 2 on"
    assert course_of(np.array([])) == "no loss at all"
