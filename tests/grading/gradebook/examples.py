"""Results as the grader makes them."""

from datetime import UTC, datetime, timedelta

from course_utils.exercises.verdicts import Finding, Status, Verdict
from course_utils.grading.result import QuestionResult, Result

MONDAY = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def question(name="1.1", right=1, of=2, points=2.0):
    """A question of which `right` findings out of `of` are ok."""
    findings = tuple(
        Finding(i < right, f"layer {i}", "a `Dense` layer", "none", "Add one.", f"slip {i}", 1.5)
        for i in range(of)
    )
    status = Status.CORRECT if right == of else Status.INCORRECT
    verdict = Verdict(name, status, findings, points, "Two layers are one.")
    return QuestionResult(verdict, "A linear unit", "model = 1\n", "<b>1</b>\n", 0.25)


def result(student="ada", key="a", marks=None, **changes):
    """A result of 01_neuron; with `marks`, of one question that gives as many, out of 10."""
    questions = question("1.1", 2), question("1.2", 1)
    if marks is not None:
        questions = (question("1.1", marks, 10, 10.0),)
    values = {
        "student": student,
        "exercise": "01_neuron",
        "origin": f"{student}.ipynb",
        "key": key * 64,
        "questions": questions,
        "seconds": 1.4,
        "cpu_seconds": 1.1,
        "memory_mb": 66.5,
        "handed_in": MONDAY,
        "graded_at": MONDAY + DAY,
    }
    return Result(**values | changes)
