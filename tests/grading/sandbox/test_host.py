"""The grader's side: children come and go, and nothing of them stays."""

import os
import tempfile
from contextlib import closing
from pathlib import Path

import psutil
import pytest

from course_utils.errors import SetupError
from course_utils.grading.sandbox import host as hosts
from course_utils.grading.sandbox.host import ColdHost, ForkServer, HostError, WarmHost, open_host
from course_utils.grading.sandbox.private_folder import _remove, remove_left_behind


def descriptors(pid):
    return len(os.listdir(f"/proc/{pid}/fd"))


@pytest.fixture
def temporary(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def say(child, **message):
    child.channel.send(message, 20)
    return child.channel.receive(20)


def test_thirty_children_leave_no_file_and_no_process(host, limits, temporary):
    def run():
        with host.child(limits) as child:
            assert child.channel.receive(60)["ready"] == []
            say(child, do="end")
        assert child.cpu_seconds > 0

    run()
    before = [descriptors(pid) for pid in (os.getpid(), host.process.pid)]
    for _ in range(30):
        run()
    assert [descriptors(pid) for pid in (os.getpid(), host.process.pid)] == before
    assert not psutil.Process(host.process.pid).children(recursive=True)
    assert list(temporary.iterdir()) == []


def test_a_child_that_does_not_end_is_ended(host, limits, temporary):
    with host.child(limits) as child:
        child.channel.receive(60)
        child.channel.send({"do": "cell", "source": "import time\ntime.sleep(600)"}, 20)
        assert len(psutil.Process(host.process.pid).children(recursive=True)) == 3
    assert not psutil.Process(host.process.pid).children(recursive=True)
    assert list(temporary.iterdir()) == []


def test_nothing_passes_from_one_child_to_the_next(host, limits):
    def ask(*cells):
        with host.child(limits) as child:
            child.channel.receive(60)
            return [say(child, do="cell", source=cell)["output"] for cell in cells]

    ask("import os, sys; os.environ['X'] = sys.left = 'x'; open('left', 'w').write('x')")
    look = "print(os.environ.get('X'), hasattr(sys, 'left'), 'left' in os.listdir())"
    assert ask("import os, sys", look)[1] == "None False False\n"


def test_a_warm_process_that_is_killed_is_an_error_and_takes_its_child_along(limits):
    host = WarmHost(ForkServer())
    with pytest.raises(HostError), host.child(limits) as child:
        child.channel.receive(60)
        child.channel.send({"do": "cell", "source": "import time\ntime.sleep(600)"}, 20)
        family = psutil.Process(host.process.pid).children(recursive=True)
        host.process.kill()
    _, alive = psutil.wait_procs(family, timeout=20)
    assert len(family) == 3 and not alive
    with pytest.raises(HostError), host.child(limits):
        pass
    host.close()


def test_a_cold_host_where_no_warm_one_can_be(monkeypatch):
    monkeypatch.setattr(hosts.sys, "platform", "other")
    host, why = open_host()
    assert isinstance(host, ColdHost) and "needs Linux" in why
    assert open_host(cold=True)[1] == ""
    with pytest.raises(SetupError):
        ForkServer()


@pytest.mark.parametrize(("kills", "kind"), [(1, WarmHost), (2, ColdHost)])
def test_a_warm_process_that_is_killed_while_it_starts_is_started_once_more(
    monkeypatch, kills, kind
):
    started = []
    start = hosts._start

    def start_and_kill(*words):
        started.append(start(*words))
        if len(started) <= kills:
            started[-1].kill()
        return started[-1]

    monkeypatch.setattr(hosts, "_start", start_and_kill)
    host, why = open_host()
    assert isinstance(host, kind) and len(started) == 2
    assert not why if kind is WarmHost else why.endswith("ended")
    host.close()
    assert all(process.poll() is not None for process in started)


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
            assert child.channel.receive(60) == {"ready": []}
            assert say(child, do="cell", source="print(6 * 7)")["output"] == "42\n"
    with pytest.raises(HostError, match="the fork server ended"):
        WarmHost(server)
    another, why = open_host(server=server)
    assert isinstance(another, WarmHost) and why == ""
    for host in (first, second, another):
        host.close()
        assert not host.process.is_running()


def test_a_warm_process_that_has_ended_does_not_linger(server):
    host = WarmHost(server)
    host.process.kill()
    host.process.wait(20)
    assert not psutil.Process(server.process.pid).children()
    with pytest.raises(HostError):
        host._end()
    again = WarmHost(server)
    assert again.process.ppid() == server.process.pid


def test_the_fork_server_ends_with_whoever_may_ask_it(server):
    host, process = WarmHost(server), psutil.Process(server.process.pid)
    server.control.close()
    assert not psutil.wait_procs([process], timeout=20)[1] and host.process.is_running()
    host.control.close()
    assert not psutil.wait_procs([host.process], timeout=20)[1]


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
        host, why = open_host(server=server)
    assert isinstance(host, ColdHost) and "one thread" in why


def test_folders_of_dead_graders_are_removed_and_no_others(temporary):
    mine = {number: temporary / f"course-grading-{number}-x" for number in (99999999, os.getpid())}
    for folder in mine.values():
        folder.mkdir()
    elsewhere = temporary / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "file").touch()
    (temporary / "course-grading-99999998-x").symlink_to(elsewhere)
    remove_left_behind()
    assert not mine[99999999].exists() and mine[os.getpid()].exists()
    assert (elsewhere / "file").exists()


def test_any_folder_can_be_removed(temporary):
    """Deeper than a path may be long, closed to its own user, with links to outside."""
    (temporary / "outside").mkdir()
    (temporary / "outside/file").touch()
    folder, here = temporary / "own", os.getcwd()
    folder.mkdir()
    (folder / "link").symlink_to(temporary / "outside")
    try:
        os.chdir(folder)
        for _ in range(1200):
            os.mkdir("deep")
            os.chdir("deep")
            Path("file").touch()
    finally:
        os.chdir(here)
    os.chmod(folder / "deep", 0)
    _remove(folder)
    assert not folder.exists() and (temporary / "outside/file").exists()
