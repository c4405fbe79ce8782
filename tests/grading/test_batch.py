"""A class that is graded, stopped, and graded again."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from course_utils.grading import work
from course_utils.grading.batch import grade_class
from course_utils.grading.gradebook import open_gradebook
from course_utils.grading.intake import IgnoredFile
from course_utils.grading.sandbox.seal import Limits

pytestmark = pytest.mark.process


def one_thread():
    return ThreadPoolExecutor(1)


@pytest.fixture
def gradebook(tmp_path):
    return open_gradebook(tmp_path / "gradebook.db")


@pytest.fixture
def grade(gradebook, host, limits, monkeypatch):
    """Grade with one thread of this process and the tests' own host."""
    monkeypatch.setitem(work._hosts, False, host)

    def run(submissions, limits=limits, **options):
        return list(grade_class(submissions, gradebook, one_thread, limits, **options))

    return run


@pytest.fixture
def students(submitted):
    answers = [{"1.1": "input_shape = (6,)"}, {}]
    return [submitted(a, until="1.1", student=f"s{n}") for n, a in enumerate(answers)]


def counted(gradebook):
    return {mark.student: mark.marks for mark in gradebook.marks()}


def test_what_is_unchanged_is_not_run_again(grade, students, gradebook):
    first = grade(students)
    assert [one.known for one in first] == [False, False]
    assert counted(gradebook) == {"s0": 1, "s1": 0}
    again = grade([replace(one, origin="elsewhere") for one in students])
    assert [one.known for one in again] == [True, True]
    assert {one.result.origin for one in again} == {"elsewhere"}
    assert counted(gradebook) == {"s0": 1, "s1": 0}


def test_a_run_keeps_what_it_left_aside_and_what_was_chosen(grade, gradebook):
    file = IgnoredFile("a.txt", "No notebook.")
    grade([], ignored=[file], options={"demo": True})
    (run,) = gradebook.runs()
    assert run.options["demo"] is True and run.options["again"] is False
    assert grade([]) == [] and gradebook.left_aside("") == []


def test_what_changed_is_run_and_counts(grade, students, gradebook, submitted):
    grade(students)
    better = submitted({"1.1": "input_shape = [6]"}, until="1.1", student="s1")
    assert [one.known for one in grade([students[0], better])] == [True, False]
    assert counted(gradebook) == {"s0": 1, "s1": 1}


def test_other_limits_and_a_wish_run_everything(grade, students):
    grade(students)
    assert not any(one.known for one in grade(students, limits=Limits(cell_seconds=19)))
    assert not any(one.known for one in grade(students, again=True))


def test_a_grader_that_stopped_half_way_goes_on_where_it_was(grade, students, gradebook, limits):
    running = grade_class(students, gradebook, one_thread, limits)
    stored = next(running).result.student
    running.close()
    known = {one.result.student for one in grade(students) if one.known}
    assert stored in known
    assert counted(gradebook) == {"s0": 1, "s1": 0}


def test_what_the_grader_could_not_run_is_tried_again(grade, students, gradebook, monkeypatch):
    monkeypatch.setattr(work, "_TRIES", 0)
    failed = grade(students)
    assert {one.result.ended for one in failed} == {"failed"}
    assert counted(gradebook) == {}
    monkeypatch.setattr(work, "_TRIES", 1)
    assert not any(one.known for one in grade(students))
