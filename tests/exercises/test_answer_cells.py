"""A verdict on yesterday's value says that it is one."""

import pytest
from IPython.core.interactiveshell import InteractiveShell

from course_utils.exercises import answer_cells, check
from course_utils.exercises.verdicts import Status

OLD = "is about the value from before"


@pytest.fixture
def shell(tmp_path, monkeypatch):
    """A notebook with a home of its own, in which `check` is ready."""
    monkeypatch.setenv("COURSE_HOME", str(tmp_path))
    monkeypatch.delenv("COURSE_STRICT", raising=False)
    monkeypatch.setattr(answer_cells, "_unfinished", set())
    shell = InteractiveShell.instance()
    answer_cells.watch_cells()
    shell.push({"check": check})
    yield shell
    shell.events.unregister("post_run_cell", answer_cells.note_cell)
    InteractiveShell.clear_instance()


def verdict(shell):
    return shell.run_cell('check("1.1", input_shape)').result


@pytest.mark.parametrize(
    "broken", ["input_shape = (6,", "input_shape = rows + 1", "input_shape=1/0"]
)
def test_an_error_in_the_answers_cell_is_said_until_that_cell_runs(shell, broken):
    shell.run_cell("input_shape = (6,)")
    assert OLD not in str(verdict(shell))
    shell.run_cell(broken)
    stale = verdict(shell)
    assert stale.status is Status.CORRECT and "`input_shape` stopped" in str(stale)
    assert OLD in str(stale)
    shell.run_cell("2 + 2")
    assert OLD in str(verdict(shell)), "another cell mends nothing, and neither did the check"
    shell.run_cell("input_shape = (7,)")
    assert OLD not in str(verdict(shell))


def test_an_error_elsewhere_is_no_concern_of_the_answer(shell):
    shell.run_cell("input_shape = (6,)")
    shell.run_cell("other = 1 / 0\ninput_shape == other")
    assert OLD not in str(verdict(shell))


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("w, b = 1, 2", {"w", "b"}),
        ("def bend(x):\n    return x", {"bend"}),
        ("model: object = make(", {"model"}),
        ("if w == 1:\n    shape = (1,)", {"shape"}),
        ("print(w)", set()),
    ],
)
def test_what_a_cell_makes(cell, names):
    assert answer_cells._made_in(cell) == names
