"""Tests for what the grader stores and finds again, in both databases."""

import math
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from course_utils.errors import CourseError
from course_utils.exercises.verdicts import Finding, Status, Verdict
from course_utils.grading.gradebook import open_gradebook, runs
from course_utils.grading.intake import IgnoredFile
from course_utils.grading.result import STOPPED, UNREADABLE, QuestionResult
from tests.grading.gradebook.examples import MONDAY, question, result

# One result of each kind that the grader makes.
RESULTS = {
    "complete": result(),
    "stopped": result(
        ended=STOPPED, note="Cell 4 ran for more than 60 s.", mode="cold", why_cold="a fact"
    ),
    "unreadable": result(ended=UNREADABLE, questions=(), note="No notebook.", handed_in=None),
    "unsealed": result(unsealed=("no user namespace", "no Landlock"), graded_at=None),
    "each status": result(
        questions=tuple(
            QuestionResult(Verdict(f"1.{i}", status, (), 3.0, "m"), "t", "code", "out", 0.1)
            for i, status in enumerate(Status)
        )
    ),
    "hostile": result(
        student="=cmd|'/C calc'!A0 <script>alert(1)</script> '; DROP TABLE results; --",
        origin="../../etc/passwd\n🦆 \u202e",
        questions=(replace(question(), code="'\"\\\x1b[31m\r\n%s {}", output="\u0085\ufffe" * 9),),
    ),
    "empty": result(student="", exercise="", key="", questions=(replace(question(), title=""),)),
    "large": result(questions=(replace(question(), output="é\n" * 500_000),)),
    "exact": result(seconds=1 / 3, handed_in=MONDAY.replace(microsecond=123_457)),
}


@pytest.mark.parametrize("name", RESULTS)
def test_a_result_comes_back_equal(gradebook, name):
    assert gradebook.store(RESULTS[name], gradebook.start_run("1.0"))
    assert gradebook.results() == [RESULTS[name]]
    assert gradebook.find(RESULTS[name].key) == RESULTS[name]
    (mark,) = gradebook.marks()
    assert (mark.result, mark.marks) == (RESULTS[name], RESULTS[name].marks)


def test_what_the_last_run_of_an_exercise_left_aside(gradebook):
    old, new = (gradebook.start_run("1.0") for _ in range(2))
    files = [
        IgnoredFile("b.ipynb", "Older.", "ada", "01_neuron"),
        IgnoredFile("a.txt", "No notebook."),
        IgnoredFile("c.ipynb", "Older.", "ada", "02_deep"),
    ]
    gradebook.leave_aside(old, [IgnoredFile("x", "y")])
    gradebook.leave_aside(new, files)
    gradebook.leave_aside(gradebook.start_run("1.0"), [])
    for run in (old, new):
        gradebook.store(result(key=f"{run}"), run)
    assert gradebook.left_aside("01_neuron") == files[:2]
    assert gradebook.left_aside("02_deep") == []


def test_times_come_back_in_utc_from_any_zone(gradebook):
    tokyo = datetime(2026, 3, 2, 21, tzinfo=timezone(timedelta(hours=9)))
    gradebook.store(result(handed_in=tokyo), gradebook.start_run("1.0"))
    found = gradebook.results()[0].handed_in
    assert (found, found.tzinfo) == (MONDAY, UTC)


def test_a_time_without_a_zone_is_refused(gradebook):
    run = gradebook.start_run("1.0")
    with pytest.raises(CourseError, match=r"Expected handed_in of 'ada' .* with a time zone"):
        gradebook.store(result(handed_in=datetime(2026, 3, 2)), run)
    assert gradebook.results() == []


def test_texts_that_no_database_stores_are_replaced(gradebook):
    bad = "a\x00b\ud800c\udfff"
    good = "a\ufffdb\ufffdc\ufffd"
    finding = Finding(False, bad, bad, bad, bad, bad)
    verdict = Verdict(bad, Status.INCORRECT, (finding,), 1.0, bad)
    stored = result(
        questions=(QuestionResult(verdict, bad, bad, bad),),
        **dict.fromkeys(("origin", "note"), bad),
        unsealed=(bad,),
    )
    gradebook.store(stored, gradebook.start_run(bad, {bad: [bad, {"x": math.nan}]}))
    (found,) = gradebook.results()
    shown = found.questions[0]
    assert {found.origin, found.note, *found.unsealed, shown.title, shown.code} == {good}
    assert {shown.output, shown.verdict.question, shown.verdict.message} == {good}
    assert shown.verdict.findings == (Finding(False, good, good, good, good, good),)
    assert gradebook.runs()[0].options == {good: [good, {"x": None}]}
    gradebook.override("ada", "01_neuron", None, 1, bad, bad)
    gradebook.comment("ada", "01_neuron", bad, bad)
    (mark,) = gradebook.marks()
    assert {mark.override.by, mark.override.reason, mark.comments[0].text} == {good}


def test_students_whose_names_cannot_be_stored_stay_different(gradebook):
    names = ["\udcff", "\udcfe", "\x00", "x" * 3000, "x" * 3001, "🦆" * 1000]
    run = gradebook.start_run("1.0")
    for marks, name in enumerate(names):
        assert gradebook.store(result(name, marks=marks), run)
        assert not gradebook.store(result(name, marks=marks), run)
    assert len({mark.student for mark in gradebook.marks()}) == len(names)
    for marks, name in enumerate(names):
        (mark,) = gradebook.marks(student=name)
        assert mark.marks == marks
        assert gradebook.results(student=mark.student) == [mark.result]


def test_numbers_that_are_none_earn_nothing(gradebook):
    verdict = Verdict("1.1", Status.CORRECT, (), math.inf)
    odd = result(questions=(QuestionResult(verdict, "t", seconds=math.nan),), memory_mb=math.nan)
    gradebook.store(odd, gradebook.start_run("1.0"))
    (found,) = gradebook.results()
    assert (found.marks, found.memory_mb, found.questions[0].seconds) == (0, 0, 0)


def test_the_same_result_twice_in_a_run_counts_once(gradebook):
    run = gradebook.start_run("1.0")
    assert gradebook.store(result(), run) is True
    assert gradebook.store(result(note="again"), run) is False
    assert gradebook.results() == [result()]


def test_another_run_student_exercise_or_key_is_another_result(gradebook):
    first, second = gradebook.start_run("1.0"), gradebook.start_run("1.0")
    others = [result("bob"), result(exercise="02_layers"), result(key="b")]
    assert all(gradebook.store(other, first) for other in [result(), *others])
    assert gradebook.store(result(), second)
    assert gradebook.results() == [result(), *others, result()]
    assert gradebook.results("02_layers") == [result(exercise="02_layers")]
    assert gradebook.results("01_neuron", "bob") == [result("bob")]


def test_a_known_key_is_found_and_another_is_not(gradebook):
    run = gradebook.start_run("1.0")
    assert (gradebook.known_keys(), gradebook.find("a" * 64)) == (set(), None)
    for stored in (result(), result("bob"), result("bob", "b")):
        gradebook.store(stored, run)
    assert gradebook.known_keys() == {"a" * 64, "b" * 64}
    assert gradebook.find("a" * 64) == result("bob")
    assert gradebook.find("c" * 64) is None


def test_runs_say_when_with_what_and_how(gradebook):
    before = datetime.now(UTC)
    numbers = [gradebook.start_run("1.0", {"workers": 2, "to": place}) for place in ("a", "b")]
    first, second = gradebook.runs()
    assert [first.id, second.id] == numbers
    assert before <= first.started <= second.started <= datetime.now(UTC)
    assert (second.course_version, second.options) == ("1.0", {"workers": 2, "to": "b"})


def test_a_result_of_a_run_that_never_began_is_refused(gradebook):
    with pytest.raises(CourseError, match="found 7: start one first"):
        gradebook.store(result(), 7)


def test_another_process_reads_what_was_stored(gradebook, place):
    gradebook.store(result(), gradebook.start_run("1.0"))
    assert open_gradebook(place).results() == [result()]


def test_a_class_larger_than_one_query(gradebook, monkeypatch):
    monkeypatch.setattr(runs, "MOST_IN_QUERY", 2)
    run = gradebook.start_run("1.0")
    for student in "edcba":
        gradebook.store(result(student), run)
    assert [mark.result for mark in gradebook.marks()] == [result(name) for name in "abcde"]
