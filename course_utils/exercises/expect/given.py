"""Expectations of what is not the answer: what a cell of the course has made, or `fit` noted."""

from course_utils.exercises.expect.curves import curve_of
from course_utils.exercises.expect.values import expect
from course_utils.exercises.records import HistoryRecord
from course_utils.exercises.verdicts import CONDITION, Finding


def expect_given(
    ok: bool, *, where: str, expected: str, found: str, cell: str = "that cell"
) -> Finding:
    """Expect what a cell of the course's own makes, beside the answer; a condition.

    Parameters
    ----------
    ok
        Whether it is as the cell makes it.
    cell
        What to run again: "the cell that makes the tables".
    """
    return expect(
        ok,
        where=where,
        expected=expected,
        found=found,
        next_step=f"Run {cell} again, then yours, then this one.",
        weight=CONDITION,
    )


def expect_noted(history: HistoryRecord) -> Finding:
    """Expect a history with the losses and what Keras noted of the run; a condition.

    Returns
    -------
    Finding
        Not ok for `history.history`, which is the numbers alone.
    """
    return expect(
        bool(history.params.get("steps")) and len(curve_of(history, "loss")) > 0,
        where="`history`",
        expected="what `fit` returns",
        found=f"{history.describe()}: the numbers alone, without what Keras noted of the run",
        next_step="Pass `history` itself, not `history.history`.",
        mistake="history-of-history",
        weight=CONDITION,
    )
