import os
import struct
from concurrent.futures import ThreadPoolExecutor
from socket import SO_PEERCRED, SOL_SOCKET

import pytest

from course_utils.warm import asking
from course_utils.warm.asking import retire
from course_utils.warm.fingerprint import fingerprint
from course_utils.warm.process import UNKNOWN_STATUS
from course_utils.warm.rendezvous import runtime_folder
from tests.warm.kernels import forked, kernel, run, serving, value

pytestmark = pytest.mark.xdist_group("warm")


@pytest.fixture
def path():
    """Where an asker looks for the warm process."""
    return runtime_folder() / f"{fingerprint(os.environ)}.sock"


def test_a_retired_process_serves_its_kernels_to_the_end(path):
    with serving(path) as warm, kernel() as (manager, client):
        assert forked(manager).ppid() == warm.pid
        assert retire() == 1
        assert not path.exists() and retire() == 0
        assert run(client, "1 + 1") == [("execute_result", "2")]
        client.execute("exit")
        assert manager.provisioner.process.wait(timeout=30) == 0
        assert warm.wait(timeout=30) == 0


def test_a_kernel_outlives_the_warm_process(path):
    with serving(path) as warm, kernel() as (manager, client):
        process = manager.provisioner.process
        assert forked(manager).ppid() == warm.pid
        warm.kill()
        warm.wait()
        assert path.exists()
        assert run(client, "1 + 1") == [("execute_result", "2")]
        assert manager.is_alive()
        manager.shutdown_kernel(now=True)
        assert process.returncode == UNKNOWN_STATUS


def test_two_askers_who_find_none_start_one(path):
    with serving(path) as dead:
        dead.kill()
        dead.wait()
    with ThreadPoolExecutor(2) as pool:
        both = list(pool.map(lambda _: asking._connection(dict(os.environ)), range(2)))
    listeners = {peer(connection) for connection in both}
    for connection in both:
        connection.close()
    assert len(listeners) == 1 and dead.pid not in listeners
    assert path.with_suffix(".log").exists()
    with kernel() as (manager, client):
        assert {forked(manager).ppid()} == listeners
        assert value(client, "'tensorflow' in __import__('sys').modules")


def peer(connection):
    """The process that listens at the other end."""
    pid, _user, _group = struct.unpack("3i", connection.getsockopt(SOL_SOCKET, SO_PEERCRED, 12))
    return pid
