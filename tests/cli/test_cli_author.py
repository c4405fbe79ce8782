"""Tests for `course build`, `lint`, `new-lesson` and `new-explorer`: they reach the tools."""

import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def copy(tmp_path):
    """A copy of the course that the commands may write to: its path, to be the PYTHONPATH."""
    folder = tmp_path / "copy"
    for name in ("course_utils", "notebooks/source"):
        shutil.copytree(
            ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", ".*")
        )
    return folder


def test_the_committed_notebooks_are_up_to_date(course):
    done = course("build", "--check")
    assert (done.returncode, done.stdout) == (0, "All notebooks are up to date.\n")


def test_building_again_writes_nothing(course):
    done = course("build", "--lesson", "0")
    assert (done.returncode, done.stdout) == (0, "0 written, 4 were up to date.\n")


def test_the_start_page_and_lesson_0_keep_the_rules(course):
    done = course("lint", "--lesson", "0")
    assert (done.returncode, done.stdout) == (0, "Every rule is kept.\n")


def test_a_lesson_that_does_not_exist(course):
    for command in ("build", "lint"):
        done = course(command, "--lesson", "98")
        assert done.returncode == 1
        assert "98" in done.stderr
        assert "Traceback" not in done.stderr


def test_a_new_lesson_needs_a_title(course):
    done = course("new-lesson")
    assert done.returncode == 2
    assert "missing argument" in done.stderr.lower()


def test_a_new_lesson_is_written_linted_and_built(course, copy):
    where = {"PYTHONPATH": str(copy)}
    written = course("new-lesson", "Testing the tests", **where)
    assert written.returncode == 0, written.stderr
    paths = [copy / line.removeprefix("wrote ") for line in written.stdout.splitlines()]
    assert len(paths) > 1 and all(path.is_file() for path in paths)
    lesson = next(path for path in paths if path.parent.name == "lessons")

    stale = course("build", "--check", **where)
    assert stale.returncode == 1
    assert f"notebooks/lessons/lesson_{lesson.stem}.ipynb:1: " in stale.stdout
    built = course("build", **where)
    assert built.returncode == 0
    assert f"wrote notebooks/lessons/lesson_{lesson.stem}.ipynb" in built.stdout
    assert (copy / "notebooks" / "lessons" / f"lesson_{lesson.stem}.ipynb").is_file()
    assert course("build", "--check", **where).returncode == 0

    with lesson.open("a", encoding="utf-8") as file:
        file.write("\n# %%\n%time 1\n")
    broken = course("lint", "--lesson", lesson.stem[:2], **where)
    assert broken.returncode == 1
    assert f"notebooks/source/lessons/{lesson.name}:" in broken.stdout
    assert "to put right." in broken.stdout


def test_a_new_explorer_is_written_once(course, copy):
    where = {"PYTHONPATH": str(copy)}
    written = course("new-explorer", "tilt", **where)
    assert written.returncode == 0, written.stderr
    assert written.stdout.splitlines() == [
        "wrote course_utils/widgets/explorers/tilt.py",
        "wrote tests/widgets/explorers/test_tilt.py",
        "wrote course_utils/__init__.py",
    ]
    again = course("new-explorer", "tilt", **where)
    assert (again.returncode, again.stdout) == (1, "")
    assert "nothing was written" in again.stderr
