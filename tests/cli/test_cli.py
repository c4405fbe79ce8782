"""Tests for the `course` command as a whole."""

import subprocess
import sys

import pytest

COMMANDS = (
    *("check", "lab", "progress", "data", "build", "lint", "new-lesson", "new-explorer"),
    *("grade", "marks", "gradescope", "nbgrader", "bundle"),
)
HEAVY = ("tensorflow", "keras", "pandas", "matplotlib", "sqlalchemy", "jupytext", "jupyterlab")


def test_help_lists_every_command(course):
    done = course("--help")
    assert done.returncode == 0
    assert all(f" {name} " in done.stdout for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_shows_examples(course, name):
    done = course(name, "--help")
    assert done.returncode == 0
    assert f"course {name}" in done.stdout.partition("For example:")[2]
    assert "bool" not in done.stdout


def test_help_waits_for_nothing_heavy(surroundings):
    code = f"import course_utils.cli, sys; print([m for m in {HEAVY} if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], env=surroundings, capture_output=True, text=True
    )
    assert done.stdout.strip() == "[]", done.stderr


def test_an_error_of_the_course_is_a_sentence(course):
    done = course("data", "concret")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("There is no data set 'concret'. Did you mean 'concrete'")
    assert "Traceback" not in done.stderr


def test_a_command_that_does_not_exist(course):
    done = course("chek")
    assert done.returncode == 2
    assert "No such command" in done.stderr


def test_a_console_with_few_letters_gets_the_rest(course):
    done = course("data", "concrete", PYTHONIOENCODING="cp437", PYTHONUTF8="0")
    assert done.returncode == 0, done.stderr
    assert "1,030 ? 9" in done.stdout
