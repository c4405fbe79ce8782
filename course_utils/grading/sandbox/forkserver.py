"""The fork server: it imports everything, executes nothing, and forks a warm process a worker.

So two workers import TensorFlow once, and share its memory. It is started by the grader as
`python -m course_utils.grading.sandbox.forkserver FD WORKERS`, with one end of a Unix socket as
that descriptor. Each packet brings another end, over which a new warm process is to answer.

Where there are as many workers as cores, each warm process keeps to a core of its own, and so do
its children with all their threads. Else they take turns on all cores, and a submission takes a
tenth longer beside another one.
"""

import contextlib
import os
import signal
import socket
import sys

from course_utils.errors import SetupError
from course_utils.grading.sandbox.channel import ClosedError, receive_packet, send_packet
from course_utils.grading.sandbox.forking import fork
from course_utils.grading.sandbox.preload import preload
from course_utils.grading.sandbox.seal.syscalls import name_process
from course_utils.grading.sandbox.warm import serve

_core_of: dict[int, int | None] = {}  # by process number, of the warm processes that live


def main(descriptor: int, workers: int) -> None:
    """Import and prove that a child can train; fork until the grader and its workers are gone."""
    cores = sorted(os.sched_getaffinity(0))
    if workers < len(cores):
        cores = []  # each has more than one: nobody is kept from any
    control = socket.socket(fileno=descriptor)
    name_process("course-server")
    problem = _prepare()
    signal.signal(signal.SIGCHLD, _bury)
    with contextlib.suppress(ClosedError):
        while True:
            end = receive_packet(control)[1]
            if end is None:  # nobody to answer
                continue
            with end:
                if not problem:
                    _fork_warm(end, control, cores)
                    continue
                with contextlib.suppress(ClosedError):  # that worker has gone; others have not
                    send_packet(end, {"error": problem})


def _prepare():
    """Return why no child could be forked, or nothing."""
    try:
        preload()
    except SetupError as error:
        return str(error)
    return ""


def _bury(*_signal):
    """Let no warm process that has ended linger: whoever asked for it waits until it is gone."""
    with contextlib.suppress(ChildProcessError):
        while pid := os.waitpid(-1, os.WNOHANG)[0]:
            _core_of.pop(pid, None)


def _fork_warm(end, control, cores):
    taken = list(_core_of.values())
    core = min(cores, key=taken.count, default=None)

    def warm():
        control.close()  # else nobody could tell that the fork server has ended
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        if core is not None:
            with contextlib.suppress(OSError):  # not allowed here
                os.sched_setaffinity(0, {core})
        serve(end)

    _core_of[fork(warm)] = core


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
