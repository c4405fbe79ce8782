import os
import signal
import socket
import subprocess

import pytest

from course_utils.warm.messages import send
from course_utils.warm.process import UNKNOWN_STATUS, ForkedProcess


@pytest.fixture
def sleeper():
    with subprocess.Popen(["sleep", "60"], start_new_session=True) as process:
        yield process
        process.kill()


@pytest.fixture
def parent():
    """The two ends of the connection between a process's parent and its asker."""
    left, right = socket.socketpair()
    with left, right:
        yield left, right


@pytest.fixture
def process(sleeper, parent):
    return ForkedProcess(sleeper.pid, os.pidfd_open(sleeper.pid), parent[1])


def test_it_runs_until_its_parent_tells_the_status(process, parent):
    assert process.poll() is None
    assert process.wait(timeout=0) is None
    send(parent[0], {"status": 7})
    assert process.wait() == process.poll() == process.returncode == 7


@pytest.mark.parametrize("method", ["terminate", "kill"])
def test_it_can_be_ended(process, sleeper, method):
    getattr(process, method)()
    assert sleeper.wait() == -{"terminate": signal.SIGTERM, "kill": signal.SIGKILL}[method]


def test_without_its_parent_it_is_watched_itself(process, sleeper, parent):
    parent[0].close()
    assert process.poll() is None
    assert process.poll() is None
    sleeper.kill()
    assert process.wait() == UNKNOWN_STATUS


def test_an_ended_process_gets_no_signal(process, sleeper, parent):
    send(parent[0], {"status": 0})
    process.kill()
    assert sleeper.poll() is None
