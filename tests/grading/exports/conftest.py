"""Marks, a result and texts of a student who tries everything."""

from datetime import datetime

import pytest

from course_utils.exercises.verdicts import Finding, Status, Verdict, verdict_of
from course_utils.grading.exports.mark import SchoolMark
from course_utils.grading.result import QuestionResult, Result
from tests.grading.exports.hostile import HOSTILE

GRADED = datetime(2026, 11, 21, 13, 35, 7, 123000)


@pytest.fixture
def mark():
    """A function that makes a mark: Ada's, unless it is told otherwise."""

    def make(student="ada", **changes):
        mark = {"name": "Ada Lovelace", "exercise": "01_single_neuron", "title": "A single neuron"}
        mark |= {"marks": 7.5, "points": 10.0, "graded_at": GRADED}
        return SchoolMark(student, **(mark | changes))

    return make


@pytest.fixture
def result():
    """A result with a right, a half right and an open question, the texts hostile."""
    half = [Finding(True, "the shape", "6"), Finding(False, HOSTILE, HOSTILE, HOSTILE, HOSTILE)]
    verdicts = [
        verdict_of("1.1", [Finding(True, "it", "6")], 1.0),
        verdict_of("1.2", half, 3.0),
        Verdict("1.10", Status.NOT_ATTEMPTED, (), 2.0, "Replace the `...`."),
    ]
    questions = tuple(QuestionResult(verdict, f"Title {HOSTILE}") for verdict in verdicts)
    note = f"Stopped: {HOSTILE}"
    return Result("ada", "01_single_neuron", "a.ipynb", "0", questions, "stopped", note, 1.2345)
