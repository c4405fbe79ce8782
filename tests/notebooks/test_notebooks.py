"""Every notebook, cell by cell, in a real kernel: nbval finds the errors and the asserts."""

import os
from importlib import import_module
from pathlib import Path

import nbformat
import pytest

from course_utils.exercises import question_ids
from course_utils.progress import read_progress
from tests.notebooks.running import NOTEBOOKS, editions, run_notebook


def by_stem(path):
    return path.stem


@pytest.fixture
def home(tmp_path, monkeypatch):
    """An empty progress record, for the notebook and for reading it afterwards.

    The explorers' trainings are shared: each is trained by the first notebook that shows it.
    """
    trained = Path(os.environ["COURSE_HOME"]) / "cache"
    trained.mkdir(exist_ok=True)
    (tmp_path / "cache").symlink_to(trained)
    monkeypatch.setenv("COURSE_HOME", str(tmp_path))
    monkeypatch.delenv("COURSE_PROGRESS", raising=False)
    return tmp_path


def code_cells(path):
    return [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]


def statuses(lesson):
    """What the record holds for each question of a lesson."""
    progress = read_progress()
    return {id: progress[id].status for id in question_ids(lesson) if id in progress}


def test_start_page(home):
    run = run_notebook(NOTEBOOKS / "00_start_here.ipynb", home)
    assert run.failed == 0 and run.passed > 0, run.output


@pytest.mark.parametrize("path", editions("lessons"), ids=by_stem)
def test_lesson_keeps_its_word(path, home):
    run = run_notebook(path, home, strict=True)
    assert run.failed == 0, run.output
    assert run.passed == len(code_cells(path))


@pytest.mark.parametrize("path", editions("exercises"), ids=by_stem)
def test_blank_exercise_runs_and_nothing_is_attempted(path, home):
    run = run_notebook(path, home)
    assert run.failed == 0, run.output
    lesson = int(path.stem[:2])
    assert statuses(lesson) == dict.fromkeys(question_ids(lesson), "not attempted")


@pytest.mark.parametrize("path", editions("solutions"), ids=by_stem)
def test_solution_is_correct(path, home):
    run = run_notebook(path, home, strict=True)
    assert run.failed == 0, run.output
    lesson = int(path.stem[:2])
    assert statuses(lesson) == dict.fromkeys(question_ids(lesson), "correct")


@pytest.mark.parametrize("path", editions("solutions"), ids=by_stem)
def test_solution_with_one_broken_answer_is_red(path, home, tmp_path):
    lesson = int(path.stem[:2])
    first = question_ids(lesson)[0]
    broken = tmp_path / path.name
    nbformat.write(spoil(path, first), broken)
    run = run_notebook(broken, home, strict=True)
    assert run.failed == 1, run.output
    assert statuses(lesson)[first] == "incorrect"


def spoil(path, question):
    """The notebook up to a question, with its first known mistake behind the right answer."""
    notebook = nbformat.read(path, as_version=4)
    asks = [f'check("{question}"' in cell.source for cell in notebook.cells]
    notebook.cells = notebook.cells[: asks.index(True) + 1]
    answer = notebook.cells[-2]
    proofs = import_module(f"tests.exercises.test_lesson_{path.stem[:2]}")
    (code, _fragment), *_ = getattr(proofs, f"TestLesson{path.stem[:2]}").wrong[question]
    answer.source += f"\n{code}"
    return notebook
