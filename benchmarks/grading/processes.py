"""What a command costs with all the processes it starts: seconds, processor time, memory."""

import contextlib
import os
import resource
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass

import psutil

from course_utils.grading.sandbox.seal.syscalls import adopt_orphans

# A look at the memory stops the process looked at; so it may take one part in so many of the time.
_LOOK_PART = 30


@dataclass(frozen=True)
class Cost:
    """What one command cost.

    Attributes
    ----------
    started, ended : float
        By the clock on the wall.
    cpu_seconds : float
        Of all its processes, those that it left to others included.
    peak_mb : float
        The most memory that its processes held together at one look. What several share counts
        once (PSS); a process that may not be asked for this counts with all it can see.
    output : str
        What it printed.
    """

    started: float
    ended: float
    cpu_seconds: float
    peak_mb: float
    output: str

    @property
    def seconds(self):
        """From its start to its end."""
        return self.ended - self.started


def run_measured(command, **options):
    """Run a command, wait for all its processes, and say what they cost.

    Parameters
    ----------
    command : sequence of str
    **options
        As for `subprocess.Popen`.

    Returns
    -------
    Cost

    Raises
    ------
    SystemExit
        It failed; what it said stands in the message.
    """
    adopt_orphans()
    before, started = _cpu_seconds(), time.time()
    with tempfile.TemporaryFile("w+") as said, tempfile.TemporaryFile("w+") as complained:
        process = subprocess.Popen(command, stdout=said, stderr=complained, **options)
        with _watched_memory() as most:
            status = process.wait()
            ended = time.time()
            _wait_for_orphans()
        said.seek(0)
        complained.seek(0)
        if status:
            raise SystemExit(f"{' '.join(command)}\nended with {status}:\n{complained.read()}")
        return Cost(started, ended, _cpu_seconds() - before, max(most), said.read())


def _cpu_seconds():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _wait_for_orphans():
    """Wait for what the command left behind: its time counts too."""
    with contextlib.suppress(ChildProcessError):
        while True:
            os.wait()


@contextlib.contextmanager
def _watched_memory():
    """Look at all descendants again and again; the list yielded gets what they hold, in MB."""
    looks, done = [0.0], threading.Event()

    def watch():
        took = 0.01
        while not done.wait(took * _LOOK_PART):
            start = time.perf_counter()
            looks.append(sum(map(_held_mb, psutil.Process().children(recursive=True))))
            took = time.perf_counter() - start

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield looks
    finally:
        done.set()
        thread.join()


def _held_mb(process):
    try:
        return process.memory_full_info().pss / 1e6
    except psutil.AccessDenied:
        with contextlib.suppress(psutil.Error):
            return process.memory_info().rss / 1e6
    except psutil.Error:  # it has just ended
        pass
    return 0.0
