"""From a submission's bytes to its result, in a real child."""

from dataclasses import replace

import numpy as np
import pytest

from course_utils.exercises.questions import question_ids
from course_utils.exercises.verdicts import Status
from course_utils.grading.result import COMPLETE, STOPPED, UNREADABLE
from course_utils.grading.sandbox.host import ColdHost, HostError
from course_utils.grading.sandbox.seal import Limits
from course_utils.grading.session import grade
from course_utils.training import cached_arrays


def statuses(result):
    return {q.verdict.question: q.verdict.status for q in result.questions}


def question(result, id):
    return next(q for q in result.questions if q.verdict.question == id)


@pytest.fixture(scope="module")
def solved(host, limits, submitted):
    return grade(submitted(until=None, edition="solutions"), host, limits)


def test_the_published_solution_gets_full_marks(solved):
    assert solved.ended == COMPLETE and solved.note == ""
    assert statuses(solved) == dict.fromkeys(question_ids(1), Status.CORRECT)
    assert solved.marks == solved.points == 11
    assert solved.cpu_seconds > 0 and 0 < solved.memory_mb < 250


def test_a_fresh_process_gives_the_same_marks(solved, limits, submitted):
    cold = grade(submitted(until=None, edition="solutions"), ColdHost(), limits)
    assert cold.mode == "cold"
    assert [q.verdict for q in cold.questions] == [q.verdict for q in solved.questions]


def test_nothing_is_given_for_a_blank_exercise(host, limits, submitted):
    blank = grade(submitted(until=None), host, limits)
    assert blank.ended == COMPLETE and blank.marks == 0
    assert set(statuses(blank).values()) == {Status.NOT_ATTEMPTED}
    assert all(q.code == "" for q in blank.questions)


def test_a_crash_keeps_what_came_before_and_what_comes_after(host, limits, submitted):
    answers = {
        "1.1": "input_shape = (6,)",
        "1.2": "model = 1 / 0",
        "1.4": "def neuron(X, w, b):\n    print('called')\n    return X @ w + b\nprint('made')",
    }
    result = grade(submitted(answers), host, limits)
    assert result.ended == COMPLETE
    assert statuses(result)["1.1"] == statuses(result)["1.4"] == Status.CORRECT
    crashed = question(result, "1.2")
    assert crashed.verdict.status == Status.CANNOT_CHECK
    assert "NameError" in crashed.verdict.failed[0].found
    assert "ZeroDivisionError" in crashed.output and crashed.code == "model = 1 / 0"
    assert question(result, "1.4").output == "made\n"


def test_partial_credit_is_the_notebooks_own(host, limits, submitted):
    answers = {
        "1.2": "model = keras.Sequential([keras.Input((6,)), "
        "keras.layers.Dense(1, activation='relu')])"
    }
    result = grade(submitted(answers), host, limits)
    assert 0 < question(result, "1.2").marks < 2
    assert question(result, "1.2").verdict.status == Status.INCORRECT


def test_a_cell_that_takes_too_long_is_interrupted_and_the_next_one_runs(host, submitted):
    answers = {"1.1": "while True:\n    pass", "1.4": "neuron = lambda X, w, b: X @ w + b"}
    short = Limits(cell_seconds=1, notebook_seconds=60)
    result = grade(submitted(answers), host, short)
    assert "ran for more than 1 s" in question(result, "1.1").output
    assert statuses(result)["1.4"] == Status.CORRECT


def test_a_cell_that_cannot_be_interrupted_ends_the_notebook_but_no_mark(host, submitted):
    stuck = "import signal\nsignal.signal(signal.SIGALRM, signal.SIG_IGN)\nwhile True: pass"
    answers = {"1.1": "input_shape = (6,)", "1.2": stuck}
    result = grade(submitted(answers), host, Limits(cell_seconds=0.5, notebook_seconds=60))
    assert result.ended == STOPPED and "gave no answer" in result.note
    assert "question 1.2" in result.note
    assert statuses(result)["1.1"] == Status.CORRECT
    assert statuses(result)["1.7"] == Status.NOT_ATTEMPTED
    assert result.note in question(result, "1.7").verdict.message


def test_a_notebook_that_ends_its_own_process_keeps_its_marks(host, limits, submitted):
    answers = {"1.1": "input_shape = (6,)", "1.2": "import os; os._exit(0)"}
    result = grade(submitted(answers), host, limits)
    assert result.ended == STOPPED and "ended by itself" in result.note
    assert result.marks == 1


def test_the_whole_notebook_has_a_deadline(host, submitted):
    answers = {"1.1": "import time; time.sleep(1.5)"}
    result = grade(submitted(answers), host, Limits(cell_seconds=5, notebook_seconds=1))
    assert result.ended == STOPPED and "more than 1 s" in result.note


def test_what_cannot_be_read_gets_a_sentence_and_no_child(host, limits, submitted):
    broken = replace(submitted(), data=b"{")
    result = grade(broken, host, limits)
    assert result.ended == UNREADABLE and "Expected a notebook" in result.note
    told = grade(replace(submitted(), problem="It is a lesson."), host, limits)
    assert told.ended == UNREADABLE and told.note == "It is a lesson."
    assert told.questions == () and told.marks == 0


def test_tables_that_the_course_gives_are_the_courses_own(host, limits, submitted):
    """A forged table of training rows changes nothing: the rows come from the course's run."""
    answers = {"1.6": "X_train = X_train * 0 + 1\nmpg_per_year = 5.0"}
    result = grade(submitted(answers, until="1.6"), host, limits)
    assert statuses(result)["1.6"] == Status.INCORRECT


def test_await_at_the_top_of_a_cell(host, limits, submitted):
    answers = {"1.1": "import asyncio\nawait asyncio.sleep(0)\ninput_shape = (6,)"}
    result = grade(submitted(answers, until="1.1"), host, limits)
    assert statuses(result)["1.1"] == Status.CORRECT, question(result, "1.1").output


def test_what_the_grader_trained_is_there_to_be_read(host, limits, submitted):
    cached_arrays(["shape"], lambda: {"shape": np.array([6])})
    answers = {
        "1.1": "from course_utils.training import cached_arrays\n"
        "input_shape = cached_arrays(['shape'], dict)['shape']"
    }
    result = grade(submitted(answers, until="1.1"), host, limits)
    assert statuses(result)["1.1"] == Status.CORRECT, question(result, "1.1").output


def test_colours_and_half_characters_do_not_reach_a_page(host, limits, submitted):
    answers = {"1.1": "print('\\ud800 \\x1b[31mred')\ninput_shape = (6,)"}
    output = question(grade(submitted(answers), host, limits), "1.1").output
    output.encode("utf-8")
    assert "red" in output


def test_a_child_that_ends_before_its_first_cell_is_not_the_students_fault(host, submitted, limits):
    tiny = replace(limits, memory_mb=1)
    with pytest.raises(HostError, match="before the first cell: .* ended by itself"):
        grade(submitted(), host, tiny)
    assert grade(submitted(until="1.1"), host, limits).ended == COMPLETE
