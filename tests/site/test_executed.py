"""Tests for the executed copies: kept, found again, and never those of another state."""

import json
from copy import deepcopy

import pytest

import course_utils
from course_utils.errors import AuthoringError
from course_utils.site import executed as kept
from course_utils.site.executed import BESIDE, FOLDER, executed, keep_executed


def code(source, **more):
    return {"cell_type": "code", "id": source, "metadata": {}, "source": source, **more}


BLANK = {
    "cells": [
        {"cell_type": "markdown", "id": "m", "metadata": {}, "source": ["# Title\n", "Text"]},
        code("a", execution_count=None, outputs=[]),
        code("b", execution_count=None, outputs=[]),
    ],
    "metadata": {"kernelspec": {"name": "python3"}},
}
VIEW = {"application/vnd.jupyter.widget-view+json": {"model_id": "1"}}


@pytest.fixture
def path(tmp_path, monkeypatch):
    monkeypatch.setenv(FOLDER, str(tmp_path / "kept"))
    path = tmp_path / "lesson.ipynb"
    path.write_text(json.dumps(BLANK))
    return path


def run(outputs=()):
    """The notebook after a run between whose cells a test has run others."""
    notebook = deepcopy(BLANK)
    _, first, second = notebook["cells"]
    first |= {"execution_count": 1, "outputs": [], "metadata": {"execution": "when"}}
    second |= {"execution_count": 5, "outputs": list(outputs)}
    notebook["metadata"]["widgets"] = {"much": "state"}
    return notebook


def shown(data):
    return {"output_type": "execute_result", "execution_count": 5, "metadata": {}, "data": data}


def test_a_copy_is_found_again(path):
    assert executed(path) is None
    keep_executed(path, run([shown({"text/plain": "1"})]))
    copy = executed(path)
    assert copy["cells"][2]["outputs"][0]["data"] == {"text/plain": "1"}
    assert copy["cells"][0]["source"] == "# Title\nText"


def test_what_only_the_run_knew_is_left_out(path):
    keep_executed(path, run([shown(VIEW), shown({"text/plain": "1"})]))
    copy = executed(path)
    assert copy["metadata"] == BLANK["metadata"]
    assert [cell.get("execution_count") for cell in copy["cells"]] == [None, 1, 2]
    (output,) = copy["cells"][2]["outputs"]
    assert output["execution_count"] == 2
    assert all(cell["metadata"] == {} for cell in copy["cells"])


def test_another_state_of_the_notebook_or_of_the_course_finds_nothing(path, monkeypatch):
    keep_executed(path, run())
    monkeypatch.setattr(kept, "_course_key", lambda: "another package")
    assert executed(path) is None
    monkeypatch.undo()
    path.write_text(json.dumps(BLANK | {"metadata": {"changed": True}}))
    assert executed(path) is None


def test_a_damaged_copy_is_none(path):
    keep_executed(path, run()).write_text("{")
    assert executed(path) is None


def test_only_the_last_copies_stay(path, monkeypatch):
    for state in range(7):
        monkeypatch.setattr(kept, "_course_key", lambda state=state: str(state))
        place = keep_executed(path, run())
    assert len(list(place.parent.iterdir())) == 4
    assert executed(path)


def test_what_is_no_whole_run_is_refused(path):
    other = run()
    other["cells"][1]["source"] = "c"
    with pytest.raises(AuthoringError, match="its 3 cells, found 3 cells of which 2 are the same"):
        keep_executed(path, other)
    with pytest.raises(AuthoringError, match="cell 2 was not"):
        keep_executed(path, BLANK)
    error = {"output_type": "error", "ename": "ValueError", "evalue": "no", "traceback": []}
    with pytest.raises(AuthoringError, match="found ValueError in cell 3: no"):
        keep_executed(path, run([error]))
    assert executed(path) is None


def test_a_notebook_reaches_no_room_that_the_key_leaves_out():
    homes = {home.partition(".")[0] for home in course_utils._HOME.values()}
    assert homes and not homes & {*BESIDE}
