"""The warm process, spoken to over its socket."""

import socket
import tempfile
from dataclasses import asdict

import psutil
import pytest

from course_utils.grading.sandbox.channel import Channel, send_packet
from course_utils.grading.sandbox.warm import end_descendants


@pytest.fixture
def request_of(limits, tmp_path):
    folder = tempfile.mkdtemp(dir=tmp_path)
    request = {"do": "child", "folder": folder, "explorers": str(tmp_path)}
    return request | {"limits": asdict(limits)}


def test_a_child_that_ends_by_itself_is_reported(host, request_of):
    ours, theirs = socket.socketpair()
    send_packet(host.control, request_of, theirs)
    theirs.close()
    channel = Channel(ours)
    channel.receive(300)
    channel.send({"do": "end"}, 300)
    channel.receive(300)
    report = host._receive()
    assert report["status"] == 0 and report["cpu_seconds"] > 0
    channel.close()


def test_kill_for_a_child_that_is_gone_is_passed_over(host, limits):
    send_packet(host.control, {"do": "kill"})
    with host.child(limits) as child:
        assert child.channel.receive(300) == {"ready": []}


def test_it_has_one_thread_and_three_files_and_a_line(host):
    process = host.process
    assert process.name() == "course-warm"
    assert process.num_threads() == 1 and process.num_fds() == 4
    assert set(process.environ()) <= {
        *("PATH", "HOME", "LANG", "LC_ALL", "VIRTUAL_ENV", "TEMP"),
        *("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"),
        "JOBLIB_MULTIPROCESSING",
    }


def test_descendants_are_ended_orphans_too(alone):
    code = """
    import time
    from course_utils.grading.sandbox.warm import end_descendants
    syscalls.adopt_orphans()
    reader, writer = os.pipe()
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            os.write(writer, b"x")
            time.sleep(600)
        os._exit(0)
    os.close(writer)
    os.read(reader, 1)
    end_descendants()
    tell(os.read(reader, 1).decode())
    """
    assert alone(code) == ""


def test_without_descendants_there_is_nothing_to_do():
    before = psutil.Process().children()
    if not before:
        end_descendants()
    assert psutil.Process().children() == before
