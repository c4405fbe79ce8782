"""What was read in a file, and the one way to have a file read: by a process that may die of it."""

import atexit
import pickle
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field

from course_utils.grading.intake.shares import Share
from course_utils.grading.notebook_cell import NotebookCell
from course_utils.places import package_folder

SECONDS = 60.0  # for one file; a usual one takes a few milliseconds
MEMORY = 3_000_000_000  # bytes; five million pieces of JSON take a third of it
LENGTH = 8  # bytes, in which each side says how many follow
_AGAIN = "Save the notebook again, check that it opens, and hand it in again."
_LATE = f"Expected a notebook that can be read in {SECONDS:g} s, found one that takes longer."
_DIED = "Expected a notebook, found a file that ends the program that reads it."


@dataclass(frozen=True)
class NotebookReading:
    """What a file says.

    Attributes
    ----------
    exercise : str or None
        The stem of the exercise that it answers, empty for none; None where nothing can be read.
    problem : str
        A sentence where it cannot be graded; empty where it can be tried.
    cells : tuple of NotebookCell
    shares : mapping of str to Share
        What it has of each exercise, where it can be tried.
    """

    exercise: str | None = None
    problem: str = ""
    cells: tuple[NotebookCell, ...] = ()
    shares: Mapping[str, Share] = field(default_factory=dict)


def read_notebook(data: bytes) -> NotebookReading:
    """Have a file read by the process for it, which is started with the first one.

    Parameters
    ----------
    data : bytes
        Anything whatever.

    Returns
    -------
    NotebookReading
        Where the file takes more than a minute or ends that process, with a problem that says so.
    """
    with _turn:
        # It may have been killed by somebody else: what ends two of them is the file.
        return _ask(data) or _ask(data) or NotebookReading(problem=f"{_DIED} {_AGAIN}")


_turn = threading.Lock()
_running: list[subprocess.Popen] = []


def _ask(data):
    """Return the reading; None where the process ended."""
    if not _running:
        _start()
    (process,) = _running
    late = threading.Event()
    timer = threading.Timer(SECONDS, lambda: (late.set(), process.kill()))
    timer.start()
    try:
        process.stdin.write(len(data).to_bytes(LENGTH) + data)
        process.stdin.flush()
        length = process.stdout.read(LENGTH)
        return pickle.loads(process.stdout.read(int.from_bytes(length)))
    except (OSError, EOFError, pickle.UnpicklingError):
        _end()
        return NotebookReading(problem=f"{_LATE} {_AGAIN}") if late.is_set() else None
    finally:
        timer.cancel()


def _start():
    command = [sys.executable, "-m", f"{__package__}.reading_process", str(MEMORY)]
    quiet = {"stderr": subprocess.DEVNULL, "start_new_session": True}  # Ctrl-C is the grader's
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    _running.append(subprocess.Popen(command, cwd=package_folder().parent, **pipes, **quiet))


@atexit.register
def _end():
    for process in _running:
        process.kill()
        process.communicate()
    _running.clear()
