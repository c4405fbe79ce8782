"""When the warm process ends by itself: here with nothing imported, so that it starts at once."""

import os

import pytest

from course_utils.warm.fingerprint import fingerprint
from course_utils.warm.messages import receive, send
from course_utils.warm.rendezvous import connect
from tests.warm.kernels import serving


@pytest.fixture
def path(tmp_path):
    return tmp_path / f"{fingerprint(os.environ)}.sock"


def test_it_ends_when_nobody_asks(path):
    with serving(path, idle_s=0.1) as process:
        assert process.wait(timeout=30) == 0
        assert not path.exists()


def test_it_ends_when_it_is_not_what_askers_need(path):
    stale = path.with_name("of-an-older-environment.sock")
    with serving(stale) as process:
        assert process.wait(timeout=30) == 0
        assert not stale.exists()


def test_it_ends_when_its_socket_is_gone(path):
    with serving(path) as process:
        path.unlink()
        assert process.wait(timeout=30) == 0


def test_nonsense_does_not_end_it(path):
    with serving(path) as process:
        for nonsense in (b"", b"\0\0\0", b"\0\0\0\0\0\0\0\x01{", b"GET / HTTP/1.1\r\n\r\n"):
            with connect(path) as connection:
                connection.sendall(nonsense)
        with connect(path) as connection:
            send(connection, {"retire": True})
            assert connection.recv(1) == b""
        assert process.wait(timeout=30) == 0
        assert process.stderr.read().count("A request was not answered") == 4


def test_a_folder_that_is_not_there_is_said(path, tmp_path):
    request = {"arguments": [], "environment": {}, "umask": 0o022}
    request["folder"] = str(tmp_path / "nowhere")
    with serving(path), connect(path) as connection, open(os.devnull) as nothing:
        send(connection, request, [nothing.fileno()] * 3)
        answer, _ = receive(connection)
        assert "nowhere" in answer["problem"]
        assert receive(connection) == ({"status": 1}, [])
