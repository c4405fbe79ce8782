"""Tests for how marks are written in sentences."""

from course_utils.grading.gradebook.counting import Attempt, Case, settle
from course_utils.grading.gradebook.explaining import explain
from course_utils.grading.gradebook.instructor import Override
from tests.grading.gradebook.examples import MONDAY, result


def mark_of(result, *overrides):
    attempt = Attempt(5, 2, MONDAY, result.origin, result.handed_in, result.marks, result.points)
    case = Case("ada", "01_neuron", (attempt,), overrides, (), None, 4.0)
    return settle(case, "best", attempt, result)


def test_an_unknown_time_is_left_out():
    assert explain(mark_of(result(handed_in=None))) == (
        "What earned most counts, after the deduction for being late: the only one, graded in "
        "run 2.",
        "The checks gave 3 of 4.",
    )


def test_who_set_a_mark_and_when_and_why_is_said():
    override = Override("ada", "01_neuron", None, 4.0, "Noether", "Oral exam.", MONDAY)
    quiet = Override("ada", "01_neuron", "1.1", 0.5, "Noether", "", MONDAY)
    assert explain(mark_of(result(), override, quiet))[2:] == (
        "Question 1.1 was set to 0.5 by Noether on 2026-03-02 12:00 UTC.",
        "The whole exercise was set to 4 by Noether on 2026-03-02 12:00 UTC. The reason: Oral "
        "exam.",
        "Being late does not change that.",
    )
