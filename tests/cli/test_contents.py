"""The course's folder as JupyterLab's file browser gets it."""

import asyncio
import sys

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
    return lambda path: asyncio.run(contents.get(path))["content"]


def test_sources_are_not_in_the_file_browser(get):
    assert {entry["name"] for entry in get("")} == {"python3.ipynb", "ir.ipynb"}


def test_a_notebook_comes_with_its_language(get):
    language = get("python3.ipynb")["metadata"]["language_info"]
    assert (language["name"], language["version"]) == ("python", sys.version.split()[0])
    assert "language_info" not in get("ir.ipynb")["metadata"]
