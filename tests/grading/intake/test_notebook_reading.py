"""Every file is read by a process that may die of it; whoever handed it in is told."""

import json
import os
import signal

import pytest

from course_utils.grading.assembly import load_exercise
from course_utils.grading.intake import collect, notebook_reading
from course_utils.grading.intake.notebook_reading import read_notebook
from tests.grading.intake.handed_in import FIRST, changed, published, write

HOSTILE = {
    "a heading of 150,000 spaces": ("markdown", "#" + " " * 150_000 + "x"),
    "a cell of 7.5 MB": ("code", "x = [" + "1, " * 2_500_000 + "]"),
    "600 minus signs": ("code", 'check("1.2", ' + "-" * 600 + "model)"),
    "100,000 parentheses": ("code", "(" * 100_000),
}


@pytest.fixture
def afresh():
    """A process for this test alone, with what the test sets for it."""
    notebook_reading._end()
    yield
    notebook_reading._end()


def test_what_is_asked_of_the_cells_later_is_read_here():
    reading = read_notebook(published())
    assert (reading.exercise, reading.problem, reading.cells) == (
        FIRST,
        "",
        load_exercise(FIRST).cells,
    )
    assert all({"ask", "begins"} <= vars(cell).keys() for cell in reading.cells)


@pytest.mark.parametrize(("kind", "source"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_cell_is_read_as_any_other(kind, source):
    cell = {"cell_type": kind, "source": source, "metadata": {}}
    reading = read_notebook(changed(lambda notebook: notebook["cells"].append(cell)))
    assert (reading.exercise, reading.problem) == (FIRST, "")
    assert reading.cells[-1].source == source


def test_a_file_that_takes_too_long_is_named_and_the_class_goes_on(tmp_path, afresh, monkeypatch):
    folder = write(tmp_path, {"ada.ipynb": None})
    with monkeypatch.context() as patched:
        patched.setattr(notebook_reading, "SECONDS", 0.001)  # less than the process needs to start
        (late,) = collect([folder]).submissions
    (again,) = collect([folder]).submissions
    assert late.student == "ada" and "found one that takes longer" in late.problem
    assert again.problem == ""


def test_a_file_that_ends_the_process_is_named_and_the_class_goes_on(tmp_path, afresh, monkeypatch):
    monkeypatch.setattr(notebook_reading, "MEMORY", 200_000_000)
    fat = changed(lambda notebook: notebook.update(x="x" * 60_000_000))
    ada, bo = collect([write(tmp_path, {"ada.ipynb": fat, "bo.ipynb": None})]).submissions
    assert ada.student == "ada" and "ends the program that reads it" in ada.problem
    assert bo.problem == ""


def test_a_process_that_somebody_else_killed_costs_nobody_a_mark(afresh):
    read_notebook(published())
    os.kill(notebook_reading._running[0].pid, signal.SIGKILL)
    assert read_notebook(published()).problem == ""


def test_what_is_no_notebook_gets_its_sentence():
    reading = read_notebook(json.dumps([1]).encode())
    assert reading.exercise is None and reading.problem.startswith("Expected a notebook")
