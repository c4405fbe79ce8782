"""Forks of a process that has imported heavy libraries.

A fork copies only the thread that calls it. So the process to be forked must have exactly one:
what a second one holds would be held forever in the child. Importing starts none; the first
TensorFlow operation starts many, and every child forked after it hangs.
"""

import os
import random
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from pathlib import Path

from course_utils.errors import SetupError

_TASKS = Path("/proc/self/task")


def can_fork() -> bool:
    """Whether this system forks a process and counts its threads: only Linux does both."""
    return sys.platform == "linux" and hasattr(os, "fork") and _TASKS.is_dir()


def fork(target: Callable[[], object]) -> int:
    """Run a function in a forked child, which ends with it.

    Parameters
    ----------
    target
        Called in the child without arguments. The child's exit status is 0 if it returns, the
        code if it raises SystemExit, and 1 behind a traceback if it raises anything else.

    Returns
    -------
    The child's process id; the caller waits for it.

    Raises
    ------
    SetupError
        The process has more than one thread: the child would hang.
    """
    require_one_thread()
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, OSError, ValueError):  # there is none, or it is closed
            stream.flush()  # what is printed already must not be printed by the child again
    pid = os.fork()
    if pid == 0:
        _live(target)
    return pid


def require_one_thread() -> None:
    """Raise SetupError where this process has more than one thread."""
    names = sorted((task / "comm").read_text().strip() for task in _TASKS.iterdir())
    if len(names) > 1:
        raise SetupError(
            f"Expected a process with one thread before a fork, found {len(names)}: "
            f"{', '.join(names)}. Preload in a fresh process, before numpy is imported, and "
            "execute no operation in it."
        )


def _live(target):
    """Be the child: never return into the parent's code, never run its exit handlers."""
    status = 1
    try:
        _reseed()
        target()
        status = 0
    except SystemExit as stop:
        status = stop.code if isinstance(stop.code, int) else int(stop.code is not None)
    except BaseException:  # nobody above could print it: above is the parent's code
        traceback.print_exc()
    finally:
        for stream in (sys.stdout, sys.stderr):
            with suppress(BaseException):
                stream.flush()
        os._exit(status & 0xFF)


def _reseed():
    """Two children must not draw the same numbers, unless they seed as their code says."""
    random.seed()
    if "numpy" in sys.modules:
        import_module("numpy").random.seed()
