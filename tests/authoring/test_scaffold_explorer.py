"""A new explorer: what is written, what is refused, and that it works at once."""

import os
import shutil
import subprocess
import sys

import pytest

from course_utils.authoring import new_explorer
from course_utils.errors import AuthoringError
from course_utils.source.course_map import root

CONTENTS = """\
_HOME = {
    "check": "checking",
    "explore_bends": "widgets.explorers",
    "explore_neuron": "widgets.explorers",
    "show_progress": "progress",
}
"""
OPEN = """\
from course_utils import explore_weight_decay
explorer = explore_weight_decay()
print(explorer.token(rate=0.2, epoch=30), len(explorer.numbers) < 100_000)
"""


@pytest.fixture
def folder(tmp_path):
    """The part of a course that a new explorer is written to."""
    (tmp_path / "course_utils").mkdir()
    (tmp_path / "course_utils/__init__.py").write_text(CONTENTS)
    return tmp_path


def contents(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("name", ["capacity", "a", "weight_decay_2"])
def test_files_of_a_new_explorer(folder, name):
    paths = new_explorer(folder, name)
    assert [path.relative_to(folder).as_posix() for path in paths] == [
        f"course_utils/widgets/explorers/{name}.py",
        f"tests/widgets/explorers/test_{name}.py",
        "course_utils/__init__.py",
    ]
    names = {}
    exec(paths[-1].read_text(), names)
    explorers = [key for key in names["_HOME"] if key.startswith("explore_")]
    assert explorers == sorted(["explore_bends", "explore_neuron", f"explore_{name}"])
    assert len(names["_HOME"]) == 5
    assert "def spec()" in paths[0].read_text()


@pytest.mark.parametrize(
    "name", ["", "Weight", "weight decay", "weight-decay", "2d", "class", "a__b", "../a", "_a"]
)
def test_what_is_no_name_is_refused(folder, name):
    with pytest.raises(AuthoringError, match="Expected the name of a Python module"):
        new_explorer(folder, name)
    assert contents(folder) == {"course_utils/__init__.py": CONTENTS}


@pytest.mark.parametrize(
    "path", ["course_utils/widgets/explorers/tilt.py", "tests/widgets/explorers/test_tilt.py"]
)
def test_nothing_is_written_when_a_file_is_in_the_way(folder, path):
    (folder / path).parent.mkdir(parents=True)
    (folder / path).write_text("# somebody's work\n")
    before = contents(folder)
    with pytest.raises(AuthoringError, match=f"no file at {path}: nothing was written"):
        new_explorer(folder, "tilt")
    assert contents(folder) == before


def test_nothing_is_written_where_no_explorer_is_named(folder):
    (folder / "course_utils/__init__.py").write_text("_HOME = {}\n")
    before = contents(folder)
    with pytest.raises(AuthoringError, match="found none: nothing was written"):
        new_explorer(folder, "tilt")
    assert contents(folder) == before


@pytest.mark.process
def test_a_new_explorer_works_at_once(tmp_path):
    clone = tmp_path / "clone"
    skipped = shutil.ignore_patterns("__pycache__", ".*")
    shutil.copytree(root() / "course_utils", clone / "course_utils", ignore=skipped)
    shutil.copytree(root() / "tests/widgets", clone / "tests/widgets", ignore=skipped)
    for name in ("pyproject.toml", "tests/__init__.py", "tests/conftest.py"):
        shutil.copy(root() / name, clone / name)
    env = os.environ | {"PYTHONPATH": str(clone), "COURSE_HOME": str(tmp_path / "home")}

    def run(*arguments):
        command = [sys.executable, *map(str, arguments)]
        done = subprocess.run(command, cwd=clone, env=env, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    paths = new_explorer(clone, "weight_decay")
    run("-m", "ruff", "check", *paths)
    run("-m", "ruff", "format", "--check", *paths)
    assert run("-c", OPEN).split() == ["weight_decay", "rate=0.2", "epoch=30", "True"]
    tests = run("-m", "pytest", "-q", "-p", "no:cacheprovider", paths[1])
    assert "5 passed" in tests
