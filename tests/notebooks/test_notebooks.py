"""Every notebook, cell by cell, in a real kernel: that finds the errors and the asserts."""

import json
import os
from copy import deepcopy
from importlib import import_module

import nbformat
import pytest

from course_utils.exercises import question_ids
from course_utils.progress import read_progress
from course_utils.site.executed import keep_executed
from tests.notebooks.running import NOTEBOOKS, editions, run_notebook, seconds


def by_stem(path):
    return path.stem


@pytest.fixture
def run(tmp_path, monkeypatch, trained):
    """Run a notebook with an empty progress record, which can be read afterwards."""
    (tmp_path / "cache").symlink_to(trained)
    monkeypatch.setenv("COURSE_HOME", str(tmp_path))
    monkeypatch.delenv("COURSE_PROGRESS", raising=False)

    def run(path, strict=False, change=lambda notebook: None, more=lambda cells: []):
        notebook = nbformat.read(path, as_version=4)
        change(notebook)
        return run_notebook(notebook, path.parent, tmp_path, strict, more)

    return run


def code_cells(path):
    return [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]


def statuses(lesson):
    """What the record holds for each question of a lesson."""
    progress = read_progress()
    return {id: progress[id].status for id in question_ids(lesson) if id in progress}


def test_start_page(run):
    path = NOTEBOOKS / "00_start_here.ipynb"
    done = run(path)
    assert done.errors == {} and done.passed == len(code_cells(path)) > 0


@pytest.mark.parametrize("path", editions("lessons"), ids=by_stem)
def test_lesson_keeps_its_word_and_each_cell_can_be_run_again(path, run):
    """One kernel: first "Run All Cells", which only notes the names, then the cells once more."""
    notebook = nbformat.read(path, as_version=4)
    code = [n for n, cell in enumerate(notebook.cells) if cell.cell_type == "code"]
    ran = []

    def straight(copy):
        copy.cells = [each for n in code for each in (copy.cells[n], inside("note(globals())"))]

    def again(cells):
        for n, cell in zip(code, cells[::2], strict=True):
            notebook.cells[n] = cell
        more = once_more(notebook, code)
        ran.extend([*cells, *more])
        return more

    done = run(path, strict=True, change=straight, more=again)
    assert done.errors == {} and done.passed == len(ran) > 3 * len(code)
    keep_executed(path, notebook)  # the website need not run the lesson then


# What a learner may make of a cell below "Try it".
TRIED = {
    "w, b = 3.0, 90.0": "w, b = 0.0, 9.0",
    "w, b = 1.0, -15.0": "w, b = 9.0, 0.0",
    "output_bias = 0.0": "output_bias = 3.0",
    "networks[128]": "networks[1]",
}


# Seconds of a cell that trains; whoever changes a lesson has it run again, too (`make lesson`).
LONG = 600 if os.environ.get("COURSE_RUN_AGAIN") == "all" else 1


def once_more(notebook, code):
    """The code cells once more, from the last one to the first, but for those that train for long.

    A cell finds the names bound as its first run left them, and what it changed in place still
    changed: as if it were run twice in a row. To run it twice in a row would spoil the straight
    run, for a network that is trained on learns more, and chance goes on. From the last to the
    first, because what a cell changes in place when it is run again concerns those behind it.
    Where the lesson says "Try it", the cell is edited, and the one below runs with what it left.
    """
    again = []
    for number, place in enumerate(code):
        cell, tried = notebook.cells[place], deepcopy(notebook.cells[place])
        if "**Try it.**" in notebook.cells[place - 1].source:
            for old, new in TRIED.items():
                tried.source = tried.source.replace(old, new)
        is_tried = tried.source != cell.source
        if is_tried or seconds(cell) < LONG:
            below = [notebook.cells[n] for n in code[number + 1 : number + 2] if is_tried]
            back = inside(f"go_back({number}, globals())")
            again = [back, tried, *deepcopy(below), *again]
    return again


def inside(call):
    """A cell that calls a function of `inside.py` and leaves no name behind."""
    module = "__import__('tests.notebooks.inside', fromlist=['_'])"
    return nbformat.v4.new_code_cell(f"{module}.{call}")


@pytest.mark.parametrize("path", editions("exercises"), ids=by_stem)
def test_blank_exercise_then_its_solution_of_which_a_spoiled_answer_is_red(path, run):
    """One kernel, as a learner's: the exercise is run as it came, and again once answered.

    What the blank edition leaves cannot help the solution: both have the same cells, but for the
    answers, and a name that only the blank one has is `...`, which is no answer.
    """
    lesson = int(path.stem[:2])
    first = question_ids(lesson)[0]
    spoiled, between = [], inside("end_of_blank()")

    def answer(notebook):
        solved = nbformat.read(NOTEBOOKS / "solutions" / f"solution_{path.name}", as_version=4)
        index = spoil(solved, first, mistake(lesson, first))
        spoiled.append(len(notebook.cells) + 1 + index)
        notebook.cells += [between, *solved.cells]

    done = run(path, change=answer)
    assert list(done.errors) == spoiled, done.errors
    assert done.errors[spoiled[0]].startswith(f"QuestionError: ✗ Question {first}: Not yet")
    (blank,) = between.outputs
    assert json.loads(blank.text) == dict.fromkeys(question_ids(lesson), "not attempted")
    assert statuses(lesson) == dict.fromkeys(question_ids(lesson), "correct")


def test_a_check_after_a_restart_says_what_to_run_first(run):
    def only_a_check(notebook):
        notebook.cells = [cell for cell in notebook.cells if cell.source.startswith('check("1.2"')]
        left.extend(notebook.cells)

    left = []
    run(editions("exercises")[1], change=only_a_check)
    (error,) = left[0].outputs
    assert error.ename == "NameError" and len(error.traceback) == 1
    assert "Run All Above Selected Cell" in error.traceback[0]


def mistake(lesson, question):
    """The code of the first known mistake in a question."""
    proofs = import_module(f"tests.exercises.checks.lesson_{lesson:02}.test_questions")
    (code, _told), *_ = getattr(proofs, f"TestLesson{lesson:02}").wrong[question]
    return code


def spoil(notebook, question, code):
    """Have a right answer, once checked, spoiled, checked again and put right.

    Returns
    -------
    int
        The index of the cell that checks the spoiled answer.
    """
    asks = [f'check("{question}"' in cell.source for cell in notebook.cells]
    after = asks.index(True) + 1
    cells = ["right = dict(globals())\n" + code, notebook.cells[after - 1].source]
    cells.append("globals().update(right)")
    notebook.cells[after:after] = [nbformat.v4.new_code_cell(source) for source in cells]
    return after + 1
