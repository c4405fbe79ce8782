"""Call something that may never come back, and come back all the same."""

import contextvars
import ctypes
import threading
import time
from collections.abc import Callable
from typing import Any

SECONDS = 2.0
_PATIENCE = 4  # times that it is waited once more


class DeadlineError(Exception):
    """The call was still running when its time was up."""


def call_with_deadline(function: Callable, *arguments: Any, seconds: float = SECONDS) -> Any:
    """Call a function in a thread of its own and give up after some seconds.

    A thread works on every system and in a notebook, where signals do not. A Python loop is
    stopped at the deadline; a call that sleeps inside C is left to end with the kernel.

    Parameters
    ----------
    *arguments
        Passed on as they are.
    seconds
        How long to wait. Where the process has worked for less than that, since others keep the
        machine busy, it is up to five times as long; not where it sleeps.

    Returns
    -------
    object
        What the function returned.

    Raises
    ------
    DeadlineError
        It did not come back in time.
    BaseException
        Whatever the function raised, `SystemExit` included.
    """
    outcome = {}

    def work():
        try:
            outcome["value"] = function(*arguments)
        except BaseException as error:  # noqa: B036 - exit() in an answer must not end the kernel
            outcome["error"] = error

    thread = threading.Thread(target=contextvars.copy_context().run, args=(work,), daemon=True)
    worked = time.process_time()
    thread.start()
    try:
        thread.join(seconds)
        for _ in range(_PATIENCE):  # on a busy machine it has had only a part of that time
            if 0.1 * seconds < time.process_time() - worked < 0.9 * seconds:
                thread.join(seconds)
    finally:
        # Also where the learner pressed Stop while this waited.
        running = thread.is_alive()
        if running:
            _stop(thread)
    if running:
        raise DeadlineError(f"no result after {seconds:g} s")
    if "error" in outcome:
        raise outcome["error"]
    return outcome["value"]


def _stop(thread):
    """Raise SystemExit inside the thread; again where the answer's own `except` caught it."""
    for _ in range(100):
        ctypes.pythonapi.PyThreadState_SetAsyncExc(
            ctypes.c_ulong(thread.ident), ctypes.py_object(SystemExit)
        )
        thread.join(0.005)
        if not thread.is_alive():
            return
