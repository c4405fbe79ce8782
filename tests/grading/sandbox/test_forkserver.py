"""One fork server, and the warm processes that several workers have of it."""

import os
from contextlib import closing

import psutil
import pytest

from course_utils.errors import SetupError
from course_utils.grading.sandbox import host as hosts
from course_utils.grading.sandbox.host import (
    ColdHost,
    ForkServer,
    HostError,
    WarmHost,
    open_host,
)


@pytest.fixture
def server():
    server = ForkServer()
    yield server
    server.close()


def test_two_warm_processes_of_one_fork_server_live_on_without_it(server, limits):
    first, second = WarmHost(server), WarmHost(ForkServer(server.control))
    assert first.process.pid != second.process.pid
    assert first.process.ppid() == second.process.ppid() == server.process.pid
    assert psutil.Process(server.process.pid).num_threads() == 1
    server.process.kill()
    server.process.wait()
    for host in (first, second):
        with host.child(limits) as child:
            assert child.channel.receive(300) == {"ready": []}
            child.channel.send({"do": "cell", "source": "print(6 * 7)"}, 300)
            assert child.channel.receive(300)["output"] == "42\n"
    with pytest.raises(HostError, match="the fork server ended"):
        WarmHost(server)
    another = open_host(server=server)
    assert isinstance(another, WarmHost) and another.why == ""
    for host in (first, second, another):
        host.close()
        assert not host.process.is_running()


def test_a_warm_process_that_has_ended_does_not_linger(server):
    host = WarmHost(server)
    host.process.kill()
    host.process.wait(300)
    assert not psutil.Process(server.process.pid).children()
    with pytest.raises(HostError):
        host._end()
    again = WarmHost(server)
    assert again.process.ppid() == server.process.pid


def test_the_fork_server_ends_with_whoever_may_ask_it(server):
    host, process = WarmHost(server), psutil.Process(server.process.pid)
    server.control.close()
    assert not psutil.wait_procs([process], timeout=120)[1] and host.process.is_running()
    host.control.close()
    assert not psutil.wait_procs([host.process], timeout=120)[1]


def test_why_no_child_could_train_is_what_everybody_hears(monkeypatch, tmp_path):
    """Preloading refuses a process with two threads: as where a library starts one."""
    (tmp_path / "sitecustomize.py").write_text(
        "import threading, time\n"
        "threading.Thread(target=time.sleep, args=(60,), daemon=True).start()\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setattr(hosts, "_KEPT", (*hosts._KEPT, "PYTHONPATH"))
    with closing(ForkServer()) as server:
        for _ in range(2):
            with pytest.raises(SetupError, match="no warm process: .* found 2"):
                WarmHost(server)
        host = open_host(server=server)
    assert isinstance(host, ColdHost) and "one thread" in host.why


def cores_of(host, limits):
    """The cores that a child may run on, as it sees them itself."""
    with host.child(limits) as child:
        child.channel.receive(300)
        source = "import os; print(*os.sched_getaffinity(0))"
        child.channel.send({"do": "cell", "source": source}, 300)
        return set(map(int, child.channel.receive(300)["output"].split()))


def test_workers_that_are_as_many_as_the_cores_have_one_each_also_the_next(limits):
    cores = os.sched_getaffinity(0)
    with closing(ForkServer(workers=len(cores))) as server:
        hosts = [WarmHost(ForkServer(server.control)) for _ in cores]
        theirs = [cores_of(host, limits) for host in hosts]
        assert set.union(*theirs) == cores and {len(one) for one in theirs} == {1}
        hosts[0].process.kill()
        hosts[0].process.wait(300)
        assert cores_of(WarmHost(server), limits) == theirs[0]


def test_workers_that_are_fewer_than_the_cores_have_them_all(limits):
    cores = os.sched_getaffinity(0)
    with closing(ForkServer(workers=len(cores) - 1)) as server:
        assert cores_of(WarmHost(server), limits) == cores
