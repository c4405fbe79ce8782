"""Tests for tools/other_seeds.py."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from tests.tools.conftest import load


@pytest.fixture
def other_seeds():
    """The module tools/other_seeds.py."""
    return load("other_seeds")


@pytest.fixture
def write(tmp_path):
    """Return a function that writes a notebook of some code cells and returns its path."""

    def write(*cells):
        notebook = new_notebook(cells=[new_code_cell(cell) for cell in cells])
        nbformat.write(notebook, tmp_path / "01_short.ipynb")
        return tmp_path / "01_short.ipynb"

    return write


def test_every_kind_of_seed_is_moved(other_seeds):
    code = "set_random_seed(1); default_rng(2); split(X, random_state=3); range(4)"
    notebook = new_notebook(cells=[new_code_cell(code), new_markdown_cell("set_random_seed(1)")])
    notebook, found = other_seeds.moved(notebook, 100)
    assert found == 3
    assert notebook.cells[0].source == (
        "set_random_seed(101); default_rng(102); split(X, random_state=103); range(4)"
    )
    assert notebook.cells[1].source == "set_random_seed(1)"


def test_a_claim_that_holds(other_seeds, write):
    path = write("import numpy as np\nassert np.random.default_rng(1).random() < 1")
    assert other_seeds.run(path, 100) == (1, "")


def test_a_claim_of_one_seed_only_is_found(other_seeds, write):
    path = write("import numpy as np\nassert np.random.default_rng(1).integers(10**9) == 511821624")
    found, error = other_seeds.run(path, 100)
    assert found == 1
    assert "AssertionError" in error
    assert other_seeds.run(path, 0)[1] == ""


def test_an_unknown_lesson_is_named(other_seeds):
    with pytest.raises(Exception, match=r"no lesson 99; there are 00, 01"):
        other_seeds.paths(["99"])
    assert {path.parent.name for path in other_seeds.paths(["01"])} == {"lessons", "solutions"}
    assert all("_01_" in path.stem for path in other_seeds.paths(["01"]))
