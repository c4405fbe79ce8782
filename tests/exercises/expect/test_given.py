"""What is not the answer: made by a cell of the course, or noted by `fit`."""

import pytest

from course_utils.exercises.expect import expect_given, expect_noted
from course_utils.exercises.records import HistoryRecord
from course_utils.exercises.verdicts import CONDITION

SAID = {"where": "`X`", "expected": "800 rows", "found": "3 rows"}


def test_what_a_cell_made_is_a_condition():
    assert expect_given(True, **SAID).ok and expect_given(True, **SAID).weight == CONDITION
    finding = expect_given(False, **SAID)
    assert (finding.ok, finding.weight, finding.found) == (False, CONDITION, "3 rows")
    assert finding.next_step == "Run that cell again, then yours, then this one."
    tables = expect_given(False, **SAID, cell="the cell that makes the tables")
    assert tables.next_step.startswith("Run the cell that makes the tables again, then yours")


def test_a_history_as_fit_returns_it():
    finding = expect_noted(HistoryRecord({"loss": (2.0, 1.0)}, {"steps": 3}))
    assert finding.ok and finding.weight == CONDITION


@pytest.mark.parametrize(
    "history",
    [HistoryRecord({"loss": (2.0, 1.0)}), HistoryRecord({}, {"steps": 3}), HistoryRecord({})],
)
def test_the_numbers_alone_are_told_apart(history):
    finding = expect_noted(history)
    assert not finding.ok and finding.mistake == "history-of-history"
    assert finding.next_step == "Pass `history` itself, not `history.history`."
