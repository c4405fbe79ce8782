"""From a submission's cells to its result, in a real child."""

import contextlib
import socket
from dataclasses import replace

import numpy as np
import pytest

from course_utils.exercises.questions import question_ids
from course_utils.exercises.verdicts import Status
from course_utils.grading.notebook_cell import NotebookCell
from course_utils.grading.result import COMPLETE, STOPPED, UNREADABLE
from course_utils.grading.sandbox.channel import Channel
from course_utils.grading.sandbox.host import Child, ColdHost, HostError
from course_utils.grading.sandbox.seal import Limits
from course_utils.grading.session import grade_submission
from course_utils.storage import cached_arrays

pytestmark = pytest.mark.process


def statuses(result):
    return {q.verdict.question: q.verdict.status for q in result.questions}


def question(result, id):
    return next(q for q in result.questions if q.verdict.question == id)


@pytest.fixture(scope="module")
def solved(host, limits, submitted):
    return grade_submission(submitted(until=None, edition="solution"), host, limits)


def test_the_published_solution_gets_full_marks(solved):
    assert solved.ended == COMPLETE and solved.note == ""
    assert statuses(solved) == dict.fromkeys(question_ids(1), Status.CORRECT)
    assert solved.marks == solved.points == 11
    assert solved.cpu_seconds > 0 and 0 < solved.memory_mb < 250


def test_a_fresh_process_gives_the_same_marks(solved, limits, submitted):
    cold = grade_submission(
        submitted(until=None, edition="solution"), ColdHost("no fork here"), limits
    )
    assert (cold.mode, cold.why_cold) == ("cold", "no fork here")
    assert [q.verdict for q in cold.questions] == [q.verdict for q in solved.questions]


def test_nothing_is_given_for_a_blank_exercise(host, limits, submitted):
    blank = grade_submission(submitted(until=None), host, limits)
    assert blank.ended == COMPLETE and blank.marks == 0
    assert set(statuses(blank).values()) == {Status.NOT_ATTEMPTED}
    assert all(q.code == "" for q in blank.questions)


def test_a_crash_keeps_what_came_before_and_what_comes_after(host, limits, submitted):
    answers = {
        "1.1": "input_shape = (6,)",
        "1.2": "model = 1 / 0",
        "1.4": "def neuron(X, w, b):\n    print('called')\n    return X @ w + b\nprint('made')",
    }
    result = grade_submission(submitted(answers), host, limits)
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
    result = grade_submission(submitted(answers), host, limits)
    assert 0 < question(result, "1.2").marks < 2
    assert question(result, "1.2").verdict.status == Status.INCORRECT


def test_a_cell_that_takes_too_long_is_interrupted_and_the_next_one_runs(host, submitted):
    answers = {"1.1": "while True:\n    pass", "1.4": "neuron = lambda X, w, b: X @ w + b"}
    short = Limits(cell_seconds=3, notebook_seconds=600)
    result = grade_submission(submitted(answers), host, short)
    assert "ran for more than 3 s" in question(result, "1.1").output
    assert statuses(result)["1.4"] == Status.CORRECT


def test_a_cell_that_cannot_be_interrupted_ends_the_notebook_but_no_mark(host, submitted):
    stuck = "import signal\nsignal.signal(signal.SIGALRM, signal.SIG_IGN)\nwhile True: pass"
    answers = {"1.1": "input_shape = (6,)", "1.2": stuck}
    result = grade_submission(
        submitted(answers), host, Limits(cell_seconds=0.5, notebook_seconds=600)
    )
    assert result.ended == STOPPED and "gave no answer" in result.note
    assert "question 1.2" in result.note
    assert statuses(result)["1.1"] == Status.CORRECT
    assert statuses(result)["1.7"] == Status.NOT_ATTEMPTED
    assert result.note in question(result, "1.7").verdict.message


def test_a_notebook_that_ends_its_own_process_keeps_its_marks(host, limits, submitted):
    answers = {"1.1": "input_shape = (6,)", "1.2": "import os; os._exit(0)"}
    result = grade_submission(submitted(answers), host, limits)
    assert result.ended == STOPPED and "ended by itself" in result.note
    assert result.marks == 1


def test_the_whole_notebook_has_a_deadline(host, submitted):
    answers = {"1.1": "import time; time.sleep(1.5)"}
    result = grade_submission(submitted(answers), host, Limits(cell_seconds=5, notebook_seconds=1))
    assert result.ended == STOPPED and "more than 1 s" in result.note


def test_what_cannot_be_read_gets_a_sentence_and_no_child(host, limits, submitted):
    told = grade_submission(replace(submitted(), problem="It is a lesson."), host, limits)
    assert told.ended == UNREADABLE and told.note == "It is a lesson."
    assert told.questions == () and told.marks == 0


def test_tables_that_the_course_gives_are_the_courses_own(host, limits, submitted):
    """A forged table of training rows changes nothing: the rows come from the course's run."""
    answers = {"1.6": "X_train = X_train * 0 + 1\nmpg_per_year = 5.0"}
    result = grade_submission(submitted(answers, until="1.6"), host, limits)
    assert statuses(result)["1.6"] == Status.INCORRECT


def code(source):
    return NotebookCell("", "code", source)


def test_what_the_notebooks_own_check_accepts_counts(host, limits, submitted):
    """A literal in its check, a check among other code, another place than the course's."""
    answers = {
        "1.2": "mine = keras.Sequential([keras.Input((6,)), keras.layers.Dense(1)])\n"
        "check('1.2', mine)\nmine = None",
        "1.3": "def neuron(X, w, b):\n    return X @ w + b\ncheck('1.4', neuron)\ndel neuron",
    }
    one = submitted(answers)
    literal = [
        code('check("1.1", (6,))') if cell.ask and cell.ask.question == "1.1" else cell
        for cell in one.cells
    ]
    result = grade_submission(replace(one, cells=tuple(literal)), host, limits)
    right = [id for id, status in statuses(result).items() if status == Status.CORRECT]
    assert right == ["1.1", "1.2", "1.4"], result


def test_why_a_cell_failed_is_said_and_what_was_not_run(host, limits, submitted):
    one = submitted({"1.2": "model = nobody"})
    top = code("!pip install -q keras\nimport nobody_has_this")
    cells = (top, *one.cells, code("raise KeyError"))
    result = grade_submission(replace(one, cells=cells), host, limits)
    assert result.ended == COMPLETE
    assert "`pip install -q keras` was not run" in result.note
    told = "A cell outside the questions stopped before its end: ModuleNotFoundError: No module"
    assert told in result.note
    stopped = "A cell of this question stopped before its end: NameError: name 'nobody' is not"
    assert question(result, "1.2").verdict.message.startswith(stopped)
    assert "KeyError" in question(result, "1.4").verdict.message


def test_an_error_in_a_cell_of_the_courses_own_is_told(host, limits, submitted):
    one = submitted()
    spoiled = (code("import pandas\npandas.DataFrame.head = None"), *one.cells)
    result = grade_submission(replace(one, cells=spoiled), host, limits)
    assert result.note.startswith("A cell of the course's own stopped before its end: TypeError")


def test_the_best_call_of_a_check_in_a_loop_counts(host, limits, submitted):
    loop = (
        "for n in (6, 5):\n"
        "    check('1.1', (n,))\n"
        "    model = keras.Sequential([keras.Input((n,)), keras.layers.Dense(1)])\n"
        "    check('1.2', model)"
    )
    result = grade_submission(submitted({"1.2": loop}), host, limits)
    found = statuses(result)
    assert found["1.1"] == found["1.2"] == Status.CORRECT
    for id in ("1.1", "1.2"):
        told = f"One cell has 2 calls of `check` for question {id}: an earlier one is better than"
        assert told in result.note
    last = loop.replace("(6, 5)", "(5, 6)")
    assert grade_submission(submitted({"1.2": last}), host, limits).note == ""


def test_a_folder_that_a_program_was_to_make_is_there_for_the_next_cell(host, limits, submitted):
    answers = {
        "1.1": "!mkdir -p out\ninput_shape = (6,)",
        "1.2": "model = keras.Sequential([keras.Input((6,)), keras.layers.Dense(1)])\n"
        "model.save('out/m.keras')\nmodel = keras.models.load_model('out/m.keras')",
    }
    result = grade_submission(submitted(answers), host, limits)
    assert statuses(result)["1.2"] == Status.CORRECT and result.note == ""


def test_await_at_the_top_of_a_cell(host, limits, submitted):
    answers = {"1.1": "import asyncio\nawait asyncio.sleep(0)\ninput_shape = (6,)"}
    result = grade_submission(submitted(answers, until="1.1"), host, limits)
    assert statuses(result)["1.1"] == Status.CORRECT, question(result, "1.1").output


def test_what_the_grader_trained_is_there_to_be_read(host, limits, submitted):
    cached_arrays(["shape"], lambda: {"shape": np.array([6])})
    answers = {
        "1.1": "from course_utils.storage import cached_arrays\n"
        "input_shape = cached_arrays(['shape'], dict)['shape']"
    }
    result = grade_submission(submitted(answers, until="1.1"), host, limits)
    assert statuses(result)["1.1"] == Status.CORRECT, question(result, "1.1").output


def test_colours_and_half_characters_do_not_reach_a_page(host, limits, submitted):
    answers = {"1.1": "print('\\ud800 \\x1b[31mred')\ninput_shape = (6,)"}
    output = question(grade_submission(submitted(answers), host, limits), "1.1").output
    output.encode("utf-8")
    assert "red" in output


class OneChild:
    """A host whose child says that it is ready, and ends."""

    mode, why = "warm", ""

    @contextlib.contextmanager
    def child(self, limits):
        ours, theirs = socket.socketpair()
        with theirs:
            Channel(theirs).send({"ready": []})
        with contextlib.closing(Channel(ours)) as channel:
            yield Child(channel)


def test_a_child_that_ends_before_a_cell_of_the_students_is_not_the_students_fault(
    host, submitted, limits
):
    """Without a number for its memory none can be sealed: it ends. With too little, it may hang."""
    assert grade_submission(submitted(until="1.1"), host, limits).ended == COMPLETE
    for of in (host, OneChild()):
        with pytest.raises(HostError, match="before a cell of the student's: .* ended by itself"):
            grade_submission(submitted(), of, replace(limits, memory_mb=None))
    own = NotebookCell("", "code", "x = 1")
    begun = replace(submitted(), cells=(own, *submitted().cells))
    assert grade_submission(begun, OneChild(), limits).ended == STOPPED
    assert grade_submission(submitted(until="1.1"), host, limits).ended == COMPLETE


def test_what_is_kept_of_a_question_has_an_end(host, limits, submitted):
    one = submitted(until="1.1")
    own = NotebookCell("", "code", "print('x' * 15_000) #" + "y" * 15_000)
    many = replace(one, cells=(*one.cells[:-1], *[own] * 20, one.cells[-1]))
    kept = question(grade_submission(many, host, limits), "1.1")
    assert len(kept.code) == len(kept.output) == 200_000
