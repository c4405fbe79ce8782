"""What a worker does: one submission after the other, with a warm process of its own.

A worker is a process of this machine, or of a Dask cluster. Both call `work`.
"""

import re
import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from course_utils.grading.assembly import load_exercise
from course_utils.grading.judging import explorer_record
from course_utils.grading.keys import submission_key
from course_utils.grading.result import FAILED, Result
from course_utils.grading.sandbox.host import ColdHost, ForkServer, HostError, WarmHost, open_host
from course_utils.grading.sandbox.seal import Limits
from course_utils.grading.session import grade_submission
from course_utils.grading.submission import Submission

_EXPLORER = re.compile(r"\bexplore_(\w+)\(")
_TRIES = 3

# A cluster's worker may run tasks in several threads; one child at a time is what a host has.
_turn = threading.Lock()
_hosts: dict[bool, WarmHost | ColdHost] = {}
# The fork server of this machine's workers; a cluster's worker has its own.
_shared: list[ForkServer] = []


def share(control: socket.socket) -> None:
    """Have this worker's warm processes forked by a server that it shares with other workers.

    Parameters
    ----------
    control
        Of the `ForkServer`.
    """
    _shared[:] = [ForkServer(control)]


def work(submission: Submission, limits: Limits, cold: bool = False) -> Result:
    """Grade a submission; where its host dies, once more with another one.

    Parameters
    ----------
    cold
        Whether to do without a warm process.
    """
    with _turn:
        for _ in range(_TRIES):
            host = _ready(submission, cold)
            try:
                return grade_submission(submission, host, limits)
            except HostError:
                _hosts.pop(cold).close()
        why = "What runs the notebooks died each time this one was run. Grade it again."
        return given_up(submission, limits, why)


def _ready(submission, cold):
    """The host, and what the children read. A warm process takes seconds to start: side by side."""
    if cold in _hosts:
        train_explorers(submission)
        return _hosts[cold]
    with ThreadPoolExecutor(1) as beside:
        opening = beside.submit(open_host, cold, *_shared)
        train_explorers(submission)
        _hosts[cold] = opening.result()
    return _hosts[cold]


def given_up(submission: Submission, limits: Limits, why: str) -> Result:
    """The result of a submission that the grader could not run: it says why."""
    return Result(
        submission.student,
        submission.exercise,
        submission.origin,
        submission_key(submission, limits),
        ended=FAILED,
        note=why,
        handed_in=submission.handed_in,
        graded_at=datetime.now(UTC),
    )


def train_explorers(submission: Submission) -> None:
    """Have the explorers of an exercise trained and on disk, where the children read them."""
    if submission.problem or not submission.exercise:
        return
    for cell in load_exercise(submission.exercise).cells:
        for name in _EXPLORER.findall(cell.source) if cell.kind == "code" else ():
            explorer_record(name)
