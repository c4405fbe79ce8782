"""Runs a notebook under nbval in a process of its own, as an author would from a shell."""

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOKS = ROOT / "notebooks"


@dataclass(frozen=True)
class Run:
    """How a notebook ran: cells that passed, cells that failed, and what nbval printed."""

    passed: int
    failed: int
    output: str


def editions(*folders):
    """All generated notebooks in these folders of `notebooks/`, in order."""
    found = [path for folder in folders for path in sorted((NOTEBOOKS / folder).glob("*.ipynb"))]
    assert found, f"no notebooks in {folders}: run make notebooks"
    return found


def run_notebook(path, home, strict=False):
    """Run every cell of a notebook under nbval.

    Parameters
    ----------
    path : Path
    home : Path
        An empty folder for the progress record.
    strict : bool
        Whether anything but a correct answer is an error.

    Returns
    -------
    Run
    """
    environment = {
        **os.environ,
        "COURSE_HOME": str(home),
        "COURSE_STRICT": "1" if strict else "0",
    }
    environment.pop("COURSE_PROGRESS", None)
    command = [sys.executable, "-m", "pytest", "--nbval", "--nbval-kernel-name=course-warm"]
    command += [
        "--nbval-cell-timeout=120",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:xdist",
        "-q",
        str(path),
    ]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    output = done.stdout + done.stderr
    counts = {word: int(number) for number, word in re.findall(r"(\d+) (passed|failed)", output)}
    return Run(counts.get("passed", 0), counts.get("failed", 0), output)
