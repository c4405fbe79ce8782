"""The warm process: everything imported, nothing executed; it forks a child a submission.

It is started by the grader as `python -m course_utils.grading.sandbox.warm FD`, with one end of
a Unix socket as that descriptor. Each request is a packet with a child's folder and limits, and
with the descriptor that the child shall talk over. The packet "kill" ends the child that runs.
"""

import contextlib
import json
import os
import select
import signal
import socket
import sys

import psutil

from course_utils.errors import SetupError
from course_utils.grading.sandbox.child import live
from course_utils.grading.sandbox.seal import Limits
from course_utils.grading.sandbox.seal.syscalls import adopt_orphans, die_with_parent
from course_utils.warm.preload import canary, fork, preload

KILL = b"kill"
_GRACE = 0.3  # seconds, for a child that has said its last word and is about to end


def main(descriptor):
    """Import, prove that a child can train, then serve until the grader hangs up."""
    control = socket.socket(fileno=descriptor)
    adopt_orphans()
    try:
        preload()
        if not canary():
            raise SetupError("a forked child could not train")
    except SetupError as error:
        _tell(control, error=str(error))
        return
    _tell(control, ready=True)
    while request := _next(control):
        _run(control, *request)


def _tell(control, **message):
    with contextlib.suppress(OSError):  # the grader is gone: the next request will say so
        control.send(json.dumps(message).encode())


def _next(control):
    """The next request with its descriptor; None where the grader is gone."""
    content = KILL
    while content == KILL:  # meant for a child that ended by itself
        try:
            content, descriptors, _, _ = socket.recv_fds(control, 65_536, 1)
        except OSError:
            return None
    return (json.loads(content), descriptors[0]) if content else None


def _run(control, request, descriptor):
    this = os.getpid()

    def child():
        die_with_parent(this)
        control.close()
        limits = Limits(**request["limits"])
        live(socket.socket(fileno=descriptor), request["folder"], request["explorers"], limits)

    pid = fork(child)
    os.close(descriptor)
    watch = os.pidfd_open(pid)
    # What comes on `control` now is KILL, or the grader's own end.
    select.select([watch, control], [], [])
    if not select.select([watch], [], [], _GRACE)[0]:
        os.kill(pid, signal.SIGKILL)
    _, status, usage = os.wait4(pid, 0)
    os.close(watch)
    end_descendants()
    seconds = usage.ru_utime + usage.ru_stime
    _tell(control, status=os.waitstatus_to_exitcode(status), cpu_seconds=seconds)


def end_descendants():
    """End every process that this one is an ancestor of, until there is none.

    Orphans count: they were adopted.
    """
    this = psutil.Process()
    while left := this.children(recursive=True):
        for process in left:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
        psutil.wait_procs(left, timeout=1)


if __name__ == "__main__":
    main(int(sys.argv[1]))
