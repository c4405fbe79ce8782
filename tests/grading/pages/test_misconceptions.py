"""The counting behind the map of misconceptions, on verdicts of real questions."""

from dataclasses import replace

from course_utils.exercises.verdicts import Finding, verdict_of
from course_utils.grading.pages.misconceptions import misconceptions, unnamed_findings
from course_utils.grading.result import QuestionResult, Result
from tests.grading.pages.samples import BLANK, NO_BIAS, ROWS, TARGET, TEXT, result, unreadable

CLASS = [
    result("ada"),
    result("bob", {"1.1": ROWS, "1.4": NO_BIAS}),
    result("eve", {"1.1": TARGET, "1.4": NO_BIAS}),
    result("joe", {"1.1": ROWS, "1.4": NO_BIAS, "2.1": TEXT}),
    result("kim", {"1.4": BLANK, "2.1": TEXT}),
    unreadable("sam"),
]


def of(student, *findings, question="1.1"):
    """A result with one question and these findings."""
    return Result(student, "x", "", "", (QuestionResult(verdict_of(question, findings), "T"),))


def test_mistakes_are_counted_by_question_and_name():
    counts = [(item.question, item.mistake, item.students) for item in misconceptions(CLASS)]
    assert counts == [
        ("1.4", "bias-forgotten", ("bob", "eve", "joe")),
        ("1.1", "rows-in-the-input-shape", ("bob", "joe")),
        ("1.1", "target-among-the-inputs", ("eve",)),
    ]


def test_the_example_is_what_a_student_was_told():
    rows = misconceptions(CLASS)[1]
    assert (rows.example.found, rows.example_of, rows.count) == ("`(392,)`", "bob", 2)
    assert rows.title == "The input shape"


def test_findings_without_a_name_are_counted_by_where():
    (item,) = unnamed_findings(CLASS)
    assert (item.question, item.example.where, item.students) == ("2.1", "`relu`", ("joe", "kim"))
    assert item.mistake == ""


def test_a_student_counts_once():
    twice = of("ada", *2 * [Finding(False, "here", "a", mistake="slip")])
    (item,) = misconceptions([twice, twice])
    assert item.students == ("ada",)


def test_the_example_is_the_usual_one():
    told = [Finding(False, "here", "a", found, mistake="slip") for found in "xyyz"]
    (item,) = misconceptions([of(f"student {n}", one) for n, one in enumerate(told)])
    assert (item.example.found, item.example_of, item.count) == ("y", "student 1", 4)


def test_the_same_mistake_in_two_questions_is_two():
    slip = Finding(False, "here", "a", mistake="slip")
    items = misconceptions([of("ada", slip, question="1.10"), of("bob", slip, question="1.2")])
    assert [item.question for item in items] == ["1.2", "1.10"]


def test_nothing_wrong():
    assert misconceptions([]) == misconceptions(CLASS[:1]) == unnamed_findings(CLASS[:1]) == []
    right = Finding(True, "here", "a", mistake="slip")
    assert misconceptions([of("ada", right, replace(right, mistake=""))]) == []
