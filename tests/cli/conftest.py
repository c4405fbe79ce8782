"""The `course` command in a process of its own, with a home of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def surroundings(tmp_path):
    """Environment variables that keep everything a command writes inside the test's folder."""
    folders = ("COURSE_HOME", "JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR", "JUPYTER_DATA_DIR")
    own = {name: str(tmp_path / name.lower()) for name in folders}
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("COURSE_", "MPL"))}
    return {**kept, **own, "PYTHONPATH": str(ROOT), "COLUMNS": "100", "NO_COLOR": "1"}


@pytest.fixture
def course(surroundings, tmp_path):
    """Return a function that runs `course` with some words and returns the finished process."""

    def run(*words, answer="", **more):
        return subprocess.run(
            [sys.executable, "-m", "course_utils.cli", *words],
            cwd=tmp_path,  # a command works from anywhere
            env={**surroundings, **more},
            input=answer,
            capture_output=True,
            encoding=more.get("PYTHONIOENCODING", "utf-8"),
            timeout=300,
        )

    return run
