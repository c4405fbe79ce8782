"""`course colab` writes the Colab edition of this course and says where it opens."""

import json
from importlib.metadata import version

import pytest
from typer.testing import CliRunner

from course_utils.cli import app


def test_the_edition_of_the_installed_version(tmp_path):
    words = ["colab", str(tmp_path / "colab"), "--repository", "school/course"]
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 0, done.output
    start = "https://colab.research.google.com/github/school/course/blob/gh-pages/colab/"
    assert done.stdout.splitlines()[-1] == f"{start}00_start_here.ipynb"
    notebook = json.loads((tmp_path / "colab" / "00_start_here.ipynb").read_text("utf-8"))
    assert f"--branch=v{version('deep-learning-course')}" in "".join(notebook["cells"][1]["source"])


def test_without_a_repository_it_asks_for_one(tmp_path):
    done = CliRunner().invoke(app, ["colab", str(tmp_path)])
    assert done.exit_code == 2 and "--repository" in done.output


@pytest.mark.parametrize("address", ["course", "https://github.com/school/course", "school/", ""])
def test_what_names_no_repository_is_told_and_nothing_is_written(tmp_path, address):
    folder = tmp_path / "colab"
    done = CliRunner().invoke(app, ["colab", str(folder), "--repository", address])
    assert done.exit_code == 2 and "Expected OWNER/NAME" in done.output
    assert not folder.exists()
