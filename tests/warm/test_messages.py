import os
import socket
from threading import Thread

import pytest

from course_utils.warm.messages import is_mine, receive, send


@pytest.fixture
def pair():
    left, right = socket.socketpair()
    with left, right:
        yield left, right


def test_a_long_message_with_files_arrives_whole(pair, tmp_path):
    left, right = pair
    message = {"text": "ä" * 1_000_000, "bytes": os.fsdecode(b"\xff\xfe")}
    file = os.open(tmp_path / "file", os.O_CREAT | os.O_WRONLY)
    sender = Thread(target=send, args=(left, message, [file]))
    sender.start()
    found, files = receive(right)
    sender.join()
    assert found == message
    assert os.path.sameopenfile(files[0], file) and not os.get_inheritable(files[0])
    for number in (file, *files):
        os.close(number)


def test_two_messages_stay_two(pair):
    left, right = pair
    send(left, {"pid": 1})
    send(left, {"status": 0})
    assert [receive(right)[0], receive(right)[0]] == [{"pid": 1}, {"status": 0}]


@pytest.mark.parametrize("sent", [b"", b"\0\0\0", b"\0\0\0\0\0\0\0\x09{}"])
def test_a_message_that_ends_too_soon_is_an_end(pair, sent):
    left, right = pair
    left.sendall(sent)
    left.close()
    with pytest.raises(EOFError):
        receive(right)


def test_a_files_number_is_closed_with_a_broken_message(pair):
    left, right = pair
    socket.send_fds(left, [b"\0"], [0])
    left.close()
    before = os.listdir("/proc/self/fd")
    with pytest.raises(EOFError):
        receive(right)
    assert os.listdir("/proc/self/fd") == before


def test_the_peer_is_this_user(pair, monkeypatch):
    assert is_mine(pair[0])
    monkeypatch.setattr(os, "getuid", lambda: 12345)
    assert not is_mine(pair[0])
