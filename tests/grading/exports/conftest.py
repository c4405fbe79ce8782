"""Marks, a result and texts of a student who tries everything."""

from dataclasses import fields
from datetime import datetime

import pytest

from course_utils.exercises.verdicts import Finding, Status, Verdict, verdict_of
from course_utils.grading.exports.mark import SchoolMark
from course_utils.grading.gradebook import LATEST
from course_utils.grading.intake import Entry
from course_utils.grading.result import QuestionResult, Result
from tests.grading.exports.hostile import HOSTILE

GRADED = datetime(2026, 11, 21, 13, 35, 7, 123000)

COUNTED = {"rule": LATEST, "run": 1, "hand_ins": 1, "deadline": None, "lateness": None}
COUNTED |= {"passed_over": (), "questions": (), "override": None, "comments": ()}


@pytest.fixture
def mark():
    """A function that makes a mark: Ada's, unless it is told otherwise."""

    def make(student="ada", name="Ada Lovelace", handed_in=None, graded_at=GRADED, **changes):
        known = {field.name for field in fields(Entry)} & changes.keys()
        entry = Entry(student, name, **{field: changes.pop(field) for field in known})
        mark = {"exercise": "01_single_neuron", "title": "A single neuron"}
        mark |= {"marks": 7.5, "points": 10.0, "earned": 7.5} | changes
        times = {"handed_in": handed_in, "graded_at": graded_at}
        result = Result(student, mark["exercise"], "a.ipynb", "0", **times)
        return SchoolMark(student, result=result, entry=entry, **(COUNTED | mark))

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
