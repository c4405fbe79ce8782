"""Tests for running notebooks: a real kernel, a cell that fails, and none where a copy is kept."""

import json
import os

import nbformat
import pytest

from course_utils.errors import AuthoringError
from course_utils.site.executed import FOLDER
from course_utils.site.executing import execute_missing

pytestmark = pytest.mark.process

# It takes its time, so that a notebook beside it fails first.
WAIT = "import os, time; time.sleep(2)\n"
ASK = f"{WAIT}print(os.environ['COURSE_PROGRESS'], os.path.isdir(os.environ['COURSE_HOME']))"


@pytest.fixture
def notebook(tmp_path, monkeypatch):
    monkeypatch.setenv(FOLDER, str(tmp_path / "kept"))

    def notebook(name, *sources):
        cells = [nbformat.v4.new_code_cell(source) for source in sources]
        path = tmp_path / f"{name}.ipynb"
        nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
        return path

    return notebook


def test_each_is_run_once_and_an_error_says_where(notebook):
    good, bad = notebook("good", ASK, "1 + 1"), notebook("bad", "1 / 0")
    told = []
    with pytest.raises(AuthoringError, match="bad.ipynb: .* ZeroDivisionError"):
        execute_missing([good, bad], lambda *what: told.append(what))
    (copy,) = execute_missing([good], lambda *what: told.append(what))
    assert [cell["outputs"][0] for cell in copy["cells"]] == [
        {"name": "stdout", "output_type": "stream", "text": "off True\n"},
        {**copy["cells"][1]["outputs"][0], "data": {"text/plain": "2"}},
    ]
    assert ("good", False) in told, "the copy of the good one was lost with the bad one"
    assert json.loads(good.read_text())["cells"][1]["outputs"] == []
    assert "COURSE_PROGRESS" not in os.environ or os.environ["COURSE_PROGRESS"] != "off"
