"""The warm process: everything imported, nothing executed; it forks a child a submission.

Each request "child" has the child's folder and limits, and brings the socket over which the child
is to talk. The request "kill" ends the child that runs.
"""

import contextlib
import os
import select
import signal
import socket

import psutil

from course_utils.grading.sandbox.channel import ClosedError, receive_packet, send_packet
from course_utils.grading.sandbox.child import live
from course_utils.grading.sandbox.forking import fork
from course_utils.grading.sandbox.seal import Limits
from course_utils.grading.sandbox.seal.syscalls import (
    adopt_orphans,
    die_with_parent,
    name_process,
)

_GRACE = 0.3  # seconds, for a child that has said its last word and is about to end


def serve(control: socket.socket) -> None:
    """Fork a child a request, one after the other, until the grader hangs up.

    Parameters
    ----------
    control
        For packets, connected to the grader.
    """
    name_process("course-warm")
    adopt_orphans()
    with contextlib.suppress(ClosedError):
        send_packet(control, {"pid": os.getpid()})
        while True:
            request, end = receive_packet(control)
            if request["do"] == "child":  # else it is "kill", for a child that ended by itself
                send_packet(control, _run(control, request, end))


def _run(control, request, end):
    """Run a child to its end, and return what to tell the grader of it."""
    this = os.getpid()

    def child():
        die_with_parent(this)
        name_process("course-child")
        control.close()
        limits = Limits(**request["limits"])
        live(end, request["folder"], request["explorers"], limits)

    pid = fork(child)
    end.close()
    watch = os.pidfd_open(pid)
    # What comes on `control` now is "kill", or the grader's own end.
    select.select([watch, control], [], [])
    if not select.select([watch], [], [], _GRACE)[0]:
        os.kill(pid, signal.SIGKILL)
    _, status, usage = os.wait4(pid, 0)
    os.close(watch)
    end_descendants()
    seconds = usage.ru_utime + usage.ru_stime
    return {"status": os.waitstatus_to_exitcode(status), "cpu_seconds": seconds}


def end_descendants() -> None:
    """End every process that this one is an ancestor of, until there is none.

    Orphans count: they were adopted.
    """
    this = psutil.Process()
    while left := this.children(recursive=True):
        for process in left:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
        psutil.wait_procs(left, timeout=1)
