"""The grader's side: children come and go, and nothing of them stays."""

import os

import psutil
import pytest

from course_utils.errors import SetupError
from course_utils.grading.sandbox import host as hosts
from course_utils.grading.sandbox.host import ColdHost, ForkServer, HostError, WarmHost, open_host


def descriptors(pid):
    return len(os.listdir(f"/proc/{pid}/fd"))


def say(child, **message):
    child.channel.send(message, 300)
    return child.channel.receive(300)


def test_thirty_children_leave_no_file_and_no_process(host, limits, temporary):
    def run():
        with host.child(limits) as child:
            assert child.channel.receive(300)["ready"] == []
            say(child, do="end")
        assert child.cpu_seconds > 0

    run()
    before = [descriptors(pid) for pid in (os.getpid(), host.process.pid)]
    for _ in range(30):
        run()
    after = [descriptors(pid) for pid in (os.getpid(), host.process.pid)]
    assert all(now < then + 15 for now, then in zip(after, before, strict=True)), "one a child"
    assert not psutil.Process(host.process.pid).children(recursive=True)
    assert list(temporary.iterdir()) == []


def test_a_child_that_does_not_end_is_ended(host, limits, temporary):
    with host.child(limits) as child:
        child.channel.receive(300)
        child.channel.send({"do": "cell", "source": "import time\ntime.sleep(600)"}, 300)
        assert len(psutil.Process(host.process.pid).children(recursive=True)) == 3
    assert not psutil.Process(host.process.pid).children(recursive=True)
    assert list(temporary.iterdir()) == []


def test_nothing_passes_from_one_child_to_the_next(host, limits):
    def ask(*cells):
        with host.child(limits) as child:
            child.channel.receive(300)
            return [say(child, do="cell", source=cell)["output"] for cell in cells]

    ask("import os, sys; os.environ['X'] = sys.left = 'x'; open('left', 'w').write('x')")
    look = "print(os.environ.get('X'), hasattr(sys, 'left'), 'left' in os.listdir())"
    assert ask("import os, sys", look)[1] == "None False False\n"


def test_a_warm_process_that_is_killed_is_an_error_and_takes_its_child_along(limits):
    host = WarmHost(ForkServer())
    with pytest.raises(HostError), host.child(limits) as child:
        child.channel.receive(300)
        child.channel.send({"do": "cell", "source": "import time\ntime.sleep(600)"}, 300)
        family = psutil.Process(host.process.pid).children(recursive=True)
        host.process.kill()
    _, alive = psutil.wait_procs(family, timeout=120)
    assert len(family) == 3 and not alive
    with pytest.raises(HostError), host.child(limits):
        pass
    host.close()


def test_a_cold_host_where_no_warm_one_can_be(monkeypatch):
    monkeypatch.setattr(hosts.sys, "platform", "other")
    host = open_host()
    assert isinstance(host, ColdHost) and "needs Linux, found other" in host.why
    assert open_host(cold=True).why == ""
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
    host = open_host()
    assert isinstance(host, kind) and len(started) == 2
    assert not host.why if kind is WarmHost else host.why.endswith("ended")
    host.close()
    assert all(process.poll() is not None for process in started)
