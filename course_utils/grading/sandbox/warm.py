"""The warm process: everything imported, nothing executed; it forks a child a submission.

Each request is a packet with a child's folder and limits, and with the descriptor that the child
shall talk over. The packet "kill" ends the child that runs.
"""

import contextlib
import json
import os
import select
import signal
import socket

import psutil

from course_utils.grading.sandbox.child import live
from course_utils.grading.sandbox.seal import Limits
from course_utils.grading.sandbox.seal.syscalls import (
    adopt_orphans,
    die_with_parent,
    name_process,
)
from course_utils.warm.forking import fork

KILL = b"kill"
_GRACE = 0.3  # seconds, for a child that has said its last word and is about to end


def serve(control):
    """Fork a child a request, one after the other, until the grader hangs up.

    Parameters
    ----------
    control : socket.socket
        Of packets, connected to the grader.
    """
    name_process("course-warm")
    adopt_orphans()
    tell(control, pid=os.getpid())
    while request := _next(control):
        _run(control, *request)


def tell(control, **message):
    """Send a packet; nothing happens where the grader is gone: the next request will say so."""
    with contextlib.suppress(OSError):
        control.send(json.dumps(message).encode())


def receive(control):
    """Return the next packet and the descriptor with it, or None where the grader is gone."""
    try:
        content, descriptors, _, _ = socket.recv_fds(control, 65_536, 1)
    except OSError:
        return None
    return (content, *descriptors) if content else None


def _next(control):
    """The next request with its descriptor; None where the grader is gone."""
    while packet := receive(control):
        if packet[0] != KILL:  # meant for a child that ended by itself
            return json.loads(packet[0]), packet[1]
    return None


def _run(control, request, descriptor):
    this = os.getpid()

    def child():
        die_with_parent(this)
        name_process("course-child")
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
    tell(control, status=os.waitstatus_to_exitcode(status), cpu_seconds=seconds)


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
