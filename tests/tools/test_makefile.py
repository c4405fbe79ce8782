"""Tests for the Makefile and for .ci/run, which starts it."""

import os
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
VERBS = {"help", "lab", "test", "quick", "notebooks", "lesson", "site", "check", "clean"}


def make(*words):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    return subprocess.run(["make", *words], cwd=ROOT, env=kept, capture_output=True, text=True)


def test_help_is_the_default_and_lists_every_verb():
    done = make()
    assert done.returncode == 0
    assert set(re.findall(r"^  make (\S+) +\S", done.stdout, re.MULTILINE)) == VERBS
    assert make("help").stdout == done.stdout


@pytest.mark.parametrize("words", [["lesson"], ["lesson", "L=1"], ["lesson", "L=ab"]])
def test_lesson_asks_which(words):
    done = make(*words)
    assert done.returncode != 0
    assert "make lesson L=01" in done.stderr


def test_a_lesson_that_is_not_there_is_said_before_anything_is_installed():
    done = make("lesson", "L=99", "STARTER=false")
    assert done.returncode != 0
    assert done.stderr.startswith("There is no lesson 99. The lessons: 00_whole_game 01_single")


@pytest.mark.parametrize("verb", sorted(VERBS - {"help", "clean", "lesson"}))
def test_every_verb_begins_with_the_environment(verb):
    done = make("--dry-run", verb)
    assert "tools/environment.py requirements" in done.stdout.splitlines()[0]


def test_a_python_that_is_too_old_is_a_sentence_and_harms_nothing(script):
    old = script("old-python", 'echo "3 8 18"; echo venv')
    done = make("lab", f"PYTHON={old}")
    assert done.returncode != 0
    assert "is Python 3.8.18; the course needs Python 3.11" in done.stderr


def test_a_port_is_handed_on():
    assert "lab --port 8890" in make("--dry-run", "lab", "PORT=8890").stdout
    assert "--port" not in make("--dry-run", "lab").stdout


def test_ci_runs_make_test():
    run = ROOT / ".ci" / "run"
    assert os.access(run, os.X_OK)
    assert subprocess.run(["bash", "-n", run]).returncode == 0
    assert run.read_text(encoding="utf-8").rstrip().endswith("exec make test")
