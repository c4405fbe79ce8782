"""The course's folder as JupyterLab's file browser gets it."""

import asyncio
import sys
from concurrent.futures import ThreadPoolExecutor

import nbformat
import pytest
from nbformat.v4 import new_notebook

from course_utils.cli.contents import LearnersContents


@pytest.fixture
def get(tmp_path):
    """Ask for a path of a folder with a source and a notebook in Python and one in R."""
    (tmp_path / "source").mkdir()
    for name in ("python3", "ir"):
        kernel = {"kernelspec": {"name": name, "display_name": name}}
        nbformat.write(new_notebook(metadata=kernel), tmp_path / f"{name}.ipynb")
    contents = LearnersContents(root_dir=str(tmp_path))

    # In a thread of its own: where a browser has been driven, this one has a running loop.
    with ThreadPoolExecutor(1) as thread:
        yield lambda path: thread.submit(asyncio.run, contents.get(path)).result()["content"]


def test_sources_are_not_in_the_file_browser(get):
    assert {entry["name"] for entry in get("")} == {"python3.ipynb", "ir.ipynb"}


def test_a_notebook_comes_with_its_language(get):
    language = get("python3.ipynb")["metadata"]["language_info"]
    assert (language["name"], language["version"]) == ("python", sys.version.split()[0])
    assert "language_info" not in get("ir.ipynb")["metadata"]
