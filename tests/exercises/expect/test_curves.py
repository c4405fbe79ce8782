"""Reading curves: last values, the best epoch, the gap, and the usual wrong readings."""

import numpy as np
import pytest

from course_utils.exercises.expect import (
    best_epoch,
    curve_of,
    expect_both_losses,
    expect_conclusion,
    expect_gap,
    expect_last_values,
    gap,
    last_value,
)
from course_utils.exercises.records import HistoryRecord, NumberRecord
from course_utils.exercises.verdicts import CONDITION


def history(loss, val_loss):
    return HistoryRecord({"loss": np.array(loss), "val_loss": np.array(val_loss)})


RUN = history([3.0, 2.0, 1.5, 1.0, 0.8], [3.2, 2.5, 2.0, 2.2, 2.4])
NO_NUMBER = history([1.0, np.nan], [np.nan, np.nan])


def test_the_last_value_of_a_curve():
    assert last_value(RUN) == 2.4
    assert last_value(RUN, "loss") == 0.8


@pytest.mark.parametrize("curve", [[], [1.0, np.nan], [1.0, np.inf], [1.0, 0.0], [-1.0]])
def test_a_curve_without_a_usable_end(curve):
    assert np.isnan(last_value(HistoryRecord({"val_loss": np.array(curve)})))


def test_every_history_without_one_is_named():
    bare = HistoryRecord({"loss": np.array([3.0])})
    finding = expect_last_values({"first": RUN, "second": bare}, "Train again.")
    assert not finding.ok
    assert finding.expected == "a last `val_loss` above 0 in each"
    assert finding.found == "`second` is a history of 1 epoch without one"
    assert finding.next_step == "Train again."


def test_histories_that_can_be_compared():
    assert expect_last_values({"first": RUN, "second": RUN}, "").ok


@pytest.mark.parametrize("holds", [True, False])
def test_runs_that_show_what_they_always_show_or_the_opposite(holds):
    finding = expect_conclusion(holds, "bent below linear", "4 and 8", "Run the cell.")
    assert (finding.ok, finding.weight) == (holds, CONDITION)
    assert finding.mistake == ("" if holds else "not-the-runs-of-these-cells")


def test_a_curve_that_is_not_there_is_empty():
    assert curve_of(RUN, "loss").shape == (5,)
    assert curve_of(RUN, "mae").shape == (0,)


def test_the_best_epoch_is_counted_from_one():
    assert best_epoch(RUN) == 3
    assert best_epoch(RUN, "loss") == 5


def test_the_first_of_several_and_past_nan():
    assert best_epoch(history([1, 1], [np.nan, 2.0])) == 2
    assert best_epoch(history([1, 1, 1], [3.0, 2.0, 2.0])) == 2
    assert best_epoch(NO_NUMBER) == 0
    assert best_epoch(HistoryRecord({})) == 0


def test_the_gap():
    assert gap(RUN) == pytest.approx(1.6)
    assert gap(RUN, epoch=3) == pytest.approx(0.5)
    assert np.isnan(gap(RUN, epoch=6))
    assert np.isnan(gap(HistoryRecord({"loss": np.array([1.0])})))


@pytest.mark.parametrize(
    "bad",
    [
        NO_NUMBER,
        HistoryRecord({"loss": np.array([2.0, 1.0])}),
        history([2.0], [2.0]),
        history([2.0, 1.0], [2.0, 1.0, 0.5]),
        history([2.0, 0.0], [2.0, 1.0]),
    ],
)
def test_a_run_that_cannot_be_read_is_named(bad):
    finding = expect_both_losses({"good": RUN, "bad": bad}, "Train again.")
    assert not finding.ok
    assert finding.found.startswith("`bad` is a history of")
    assert "`good`" not in finding.found
    assert finding.next_step == "Train again."


def test_runs_that_can_be_read_earn_nothing_by_it():
    finding = expect_both_losses({"good": RUN}, "")
    assert finding.ok
    assert finding.weight == CONDITION


@pytest.mark.parametrize(
    ("answer", "mistake"),
    [
        (1.6, None),
        (-1.6, "sign-turned"),
        (3.0, "ratio-for-gap"),
        (0.5, "gap-at-the-best-epoch"),
        (0.8, "one-loss-alone"),
        (2.4, "one-loss-alone"),
        (7, ""),
    ],
)
def test_reading_the_gap(answer, mistake):
    finding = expect_gap(NumberRecord(answer), RUN)
    assert finding.ok == (mistake is None)
    assert finding.mistake == (mistake or "")
