"""Tests for the marks that count, with overrides, comments and deadlines, in both databases."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from course_utils.errors import CourseError
from course_utils.exercises.verdicts import Status, Verdict
from course_utils.grading.gradebook import LatePolicy, explain
from course_utils.grading.result import UNREADABLE, QuestionResult
from tests.grading.gradebook.examples import DAY, MONDAY, question, result

TEN_PERCENT = LatePolicy(percent_per_day=10)


@pytest.fixture
def grade(gradebook):
    """Store results in a run of their own."""

    def store(*results):
        run = gradebook.start_run("1.0")
        assert all(gradebook.store(one, run) for one in results)
        return run

    return store


def only_mark(gradebook, **which):
    (mark,) = gradebook.marks(**which)
    return mark


def test_an_empty_gradebook_has_no_marks(gradebook):
    assert gradebook.marks() == []


def test_a_mark_says_how_it_came_about(gradebook, grade):
    run = grade(result())
    mark = only_mark(gradebook)
    assert (mark.marks, mark.earned, mark.points, mark.run, mark.hand_ins) == (3, 3, 4, run, 1)
    assert [(q.question, q.marks, q.points, q.status) for q in mark.questions] == [
        ("1.1", 2, 2, "correct"),
        ("1.2", 1, 2, "incorrect"),
    ]
    assert explain(mark) == (
        "What was handed in last counts: the only one, handed in 2026-03-02 12:00 UTC, graded in "
        "run 1.",
        "The checks gave 3 of 4.",
    )


def test_marks_come_by_exercise_then_by_student(gradebook, grade):
    grade(result("bob"), result("Ada"), result("ada", exercise="00_start"), result("école"))
    order = [(mark.exercise, mark.student) for mark in gradebook.marks()]
    assert order == [
        *[("00_start", "ada"), ("01_neuron", "Ada")],
        *[("01_neuron", "bob"), ("01_neuron", "école")],
    ]
    assert [mark.student for mark in gradebook.marks("01_neuron", "bob")] == ["bob"]


def test_the_rule_decides_and_is_said(gradebook, grade):
    grade(result(key="a", marks=8, handed_in=MONDAY))
    grade(result(key="b", marks=5, handed_in=MONDAY + DAY))
    latest, best = (only_mark(gradebook, rule=rule) for rule in ("latest", "best"))
    assert (latest.marks, best.marks) == (5, 8)
    assert (latest.hand_ins, latest.rule, best.rule) == (2, "latest", "best")
    assert explain(latest)[0] == (
        "What was handed in last counts: one of 2, handed in 2026-03-03 12:00 UTC, graded in run 2."
    )
    assert explain(best)[0].startswith(
        "What earned most counts, after the deduction for being late: "
    )
    with pytest.raises(CourseError, match="Expected the rule latest or best, found 'mean'"):
        gradebook.marks(rule="mean")


def test_unchanged_work_that_is_handed_in_again_counts_again(gradebook, grade):
    first = result(key="a", marks=8, handed_in=None)
    grade(first)
    grade(result(key="b", marks=5, handed_in=None))
    grade(gradebook.find(first.key))
    assert only_mark(gradebook).marks == 8


def test_being_late_costs_what_the_rule_says(gradebook, grade):
    grade(result("ada", marks=8), result("bob", marks=8, handed_in=MONDAY + 1.5 * DAY))
    due = datetime(2026, 3, 2, 13, tzinfo=ZoneInfo("Europe/Berlin"))
    gradebook.set_deadline("01_neuron", due, TEN_PERCENT)
    ada, bob = gradebook.marks()
    assert (ada.marks, bob.marks, bob.earned) == (8, pytest.approx(6.4), 8)
    assert explain(ada)[-1] == "Handed in in time."
    assert explain(bob)[-2:] == (
        "Handed in 1 day 12 hours late: 80% of its marks count.",
        f"The rule: {TEN_PERCENT.words()}",
    )
    assert gradebook.deadlines()["01_neuron"].due == MONDAY
    gradebook.set_deadline("01_neuron", MONDAY + 2 * DAY)
    assert [mark.marks for mark in gradebook.marks()] == [8, 8]
    gradebook.set_deadline("01_neuron", None)
    assert gradebook.deadlines() == {}
    assert gradebook.marks()[1].lateness is None


def test_a_deadline_without_a_zone_is_refused(gradebook):
    with pytest.raises(CourseError, match="Expected the deadline of 01_neuron with a time zone"):
        gradebook.set_deadline("01_neuron", datetime(2026, 3, 2))


def test_a_question_set_by_hand_takes_part_in_sum_and_late_policy(gradebook, grade):
    grade(result(questions=(question("1.1", 1), question("1.2", 0)), handed_in=MONDAY + DAY))
    gradebook.set_deadline("01_neuron", MONDAY, TEN_PERCENT)
    gradebook.override("ada", "01_neuron", "1.2", 1.5, "Prof. Noether", "Right in spirit.")
    mark = only_mark(gradebook)
    assert (mark.earned, mark.marks) == (1, pytest.approx(0.9 * 2.5))
    assert [(q.earned, q.marks) for q in mark.questions] == [(1, 1), (0, 1.5)]
    said = [
        words for words in explain(mark) if words.startswith("Question 1.2 was set to 1.5 by Prof.")
    ]
    assert said[0].endswith("UTC. The reason: Right in spirit.")


def test_a_whole_exercise_set_by_hand_is_final(gradebook, grade):
    grade(result(handed_in=MONDAY + 3 * DAY))
    gradebook.set_deadline("01_neuron", MONDAY, TEN_PERCENT)
    gradebook.override("ada", "01_neuron", "1.1", 0, "N", "")
    gradebook.override("ada", "01_neuron", None, 4.5, "N", "oral exam")
    mark = only_mark(gradebook)
    assert (mark.marks, mark.points, mark.override.reason) == (4.5, 4, "oral exam")
    assert explain(mark)[-2].endswith("The reason: oral exam.")
    assert explain(mark)[-1] == "Being late does not change that."


def test_the_last_override_counts_all_are_kept_and_none_withdraws(gradebook, grade):
    grade(result(marks=5))
    for marks in (7, 9):
        gradebook.override("ada", "01_neuron", None, marks, "N", f"for {marks}")
    assert only_mark(gradebook).marks == 9
    gradebook.override("ada", "01_neuron", None, None, "N", "a slip")
    mark = only_mark(gradebook)
    assert (mark.marks, mark.override) == (5, None)
    kept = gradebook.overrides("01_neuron", "ada")
    assert [(one.marks, one.reason) for one in kept] == [
        *[(7, "for 7"), (9, "for 9")],
        (None, "a slip"),
    ]
    assert kept[0].at <= kept[1].at


def test_overrides_and_comments_survive_a_regrade(gradebook, grade):
    grade(result(key="a"), result("bob"))
    gradebook.override("ada", "01_neuron", "1.1", 0.5, "N", "copied")
    gradebook.comment("ada", "01_neuron", "See me.", "N")
    gradebook.comment("ada", "01_neuron", "Why?", "N", question="1.1")
    before = only_mark(gradebook, student="ada")
    grade(result(key="b", questions=(question("1.1", 2), question("1.2", 0))))
    after = only_mark(gradebook, student="ada")
    assert (before.marks, after.marks) == (1.5, 0.5)
    assert after.questions[0].override == before.questions[0].override
    assert after.comments == before.comments
    assert [(c.question, c.text) for c in after.comments] == [(None, "See me."), ("1.1", "Why?")]
    assert only_mark(gradebook, student="bob").comments == ()
    assert gradebook.comments(student="bob") == []


def test_who_handed_in_nothing_may_have_marks_by_hand(gradebook, grade):
    grade(result("bob"))
    gradebook.override("eve", "01_neuron", None, 3, "N", "on paper")
    mark = only_mark(gradebook, student="eve")
    assert (mark.marks, mark.points, mark.result, mark.questions) == (3, 4, None, ())
    assert explain(mark)[0] == "Nothing was handed in."
    gradebook.override("eve", "01_neuron", None, None, "N", "")
    gradebook.override("eve", "01_neuron", "1.2", 1, "N", "")
    assert only_mark(gradebook, student="eve").marks == 1


def test_what_was_unreadable_earns_nothing_of_the_points_of_the_exercise(gradebook, grade):
    broken = result("eve", ended=UNREADABLE, questions=(), note="No notebook.")
    grade(result("ada"), broken)
    mark = only_mark(gradebook, student="eve")
    assert (mark.marks, mark.points, mark.result) == (0, 4, broken)
    assert explain(mark)[-1] == "The checks gave 0 of 4."


@pytest.mark.parametrize("handed_in", [MONDAY + DAY, None])
def test_a_later_broken_file_takes_no_marks_away_and_is_named(gradebook, grade, handed_in):
    grade(result(key="a", handed_in=handed_in and MONDAY))
    broken = {"questions": (), "ended": UNREADABLE, "note": "Cut.", "handed_in": handed_in}
    grade(result(key="b", **broken))
    verdict = Verdict("1.1", Status.NOT_ATTEMPTED, (), 2.0)
    blank = {"questions": (QuestionResult(verdict, "A unit"),), "handed_in": handed_in}
    grade(result(key="c", **blank))
    mark = only_mark(gradebook)
    assert (mark.marks, mark.run, mark.hand_ins) == (3, 1, 3)
    assert [one.run for one in mark.passed_over] == [2, 3]
    assert explain(mark)[2:4] == (
        "Passed over is `ada.ipynb`, which came later: it could not be read.",
        "Passed over is `ada.ipynb`, which came later: nothing in it was answered.",
    )


def test_a_student_is_taken_away_and_put_back(gradebook, grade):
    grade(result("ada"), result("bob"))
    gradebook.comment("bob", "01_neuron", "See me.", "N")
    gradebook.remove(student="bob", by="N", reason="left the class")
    grade(result("bob", key="b"))
    assert [mark.student for mark in gradebook.marks()] == ["ada"]
    assert len(gradebook.results()) == 3
    gradebook.remove(student="bob", by="N", is_back=True)
    assert [mark.student for mark in gradebook.marks()] == ["ada", "bob"]
    (gone, back) = gradebook.removals()
    assert (gone.student, gone.run, gone.reason, gone.by) == ("bob", None, "left the class", "N")
    assert (gone.is_back, back.is_back) == (False, True)


def test_a_run_is_taken_away_and_what_was_before_counts_again(gradebook, grade):
    grade(result("ada", marks=5))
    run = grade(result("ada", key="b", marks=9, handed_in=MONDAY + DAY), result("invented"))
    gradebook.remove(run=run, by="N")
    assert [(mark.student, mark.marks) for mark in gradebook.marks()] == [("ada", 5)]


@pytest.mark.parametrize(("which", "message"), [({"student": "eve"}, "ada"), ({"run": 7}, "1")])
def test_who_is_not_there_cannot_be_taken_away(gradebook, grade, which, message):
    grade(result())
    with pytest.raises(CourseError, match=rf"of the gradebook \({message}\), found"):
        gradebook.remove(**which, by="N")
    assert gradebook.removals() == []


@pytest.mark.parametrize(
    ("exercise", "question", "marks", "message"),
    [
        ("01_neurom", None, 1, r"\(01_neuron, 09_paper\), found '01_neurom'"),
        ("01_neuron", "1.9", 1, r"a question of 01_neuron \(1.1, 1.2\), found '1.9'"),
        ("09_paper", "1.1", 1, "there is none yet"),
        ("01_neuron", "1.1", -1, "marks of 0 or more, or None to withdraw, found -1"),
        ("01_neuron", None, float("nan"), "found nan"),
        ("01_neuron", None, float("inf"), "found inf"),
    ],
)
def test_a_slip_in_an_override_is_found(gradebook, grade, exercise, question, marks, message):
    grade(result())
    gradebook.set_deadline("09_paper", MONDAY)
    with pytest.raises(CourseError, match=message):
        gradebook.override("ada", exercise, question, marks, "N", "")
    assert gradebook.overrides() == []
