"""Messages: lines with a deadline, from whom nobody trusts, and packets that bring a socket."""

import socket
import threading

import pytest

from course_utils.grading.sandbox import channel as channels
from course_utils.grading.sandbox.channel import (
    Channel,
    ClosedError,
    LateError,
    packet_pair,
    receive_packet,
    send_packet,
)
from course_utils.grading.wire import WireError


@pytest.fixture
def ends():
    ours, theirs = socket.socketpair()
    yield Channel(ours), theirs
    ours.close()
    theirs.close()


def test_messages_arrive_one_by_one_however_they_are_cut(ends):
    ours, theirs = ends
    theirs.sendall(b'{"a": 1}\n{"b"')
    assert ours.receive(1) == {"a": 1}
    theirs.sendall(b": 2}\n")
    assert ours.receive(1) == {"b": 2}


def test_what_is_sent_is_a_line(ends):
    ours, theirs = ends
    ours.send({"text": "a\nb"}, 1)
    line = theirs.recv(100)
    assert line.endswith(b"\n") and line.count(b"\n") == 1
    theirs.sendall(line)
    assert ours.receive(1) == {"text": "a\nb"}


def test_silence_ends_at_the_deadline_also_within_a_message(ends):
    ours, theirs = ends
    with pytest.raises(LateError):
        ours.receive(0.01)
    theirs.sendall(b'{"a"')
    with pytest.raises(LateError):
        ours.receive(0.01)
    with pytest.raises(LateError):
        ours.receive(0)


def test_who_takes_nothing_in_is_late(ends):
    with pytest.raises(LateError):
        ends[0].send({"a": "x" * 10_000_000}, 0.05)


def test_the_other_end_is_gone(ends):
    ours, theirs = ends
    theirs.close()
    with pytest.raises(ClosedError):
        ours.receive(1)
    with pytest.raises(ClosedError):
        ours.send({"a": "x" * 1_000_000}, 1)


def test_a_line_without_an_end_is_refused(ends, monkeypatch):
    monkeypatch.setattr(channels, "MOST_BYTES", 1000)
    ours, theirs = ends
    theirs.sendall(b" " * 2000)
    with pytest.raises(WireError, match="at most 1,000 bytes"):
        ours.receive(1)


def test_a_large_message_is_read_while_it_is_written(ends):
    ours, theirs = ends
    line = b'{"a": "' + b"x" * 3_000_000 + b'"}\n'
    writer = threading.Thread(target=theirs.sendall, args=(line,))
    writer.start()
    assert len(ours.receive(10)["a"]) == 3_000_000
    writer.join()


@pytest.fixture
def pair():
    ours, theirs = packet_pair()
    with ours, theirs:
        yield ours, theirs


def test_packets_arrive_one_by_one(pair):
    for number in range(3):
        send_packet(pair[0], {"number": number})
    assert [receive_packet(pair[1]) for _ in range(3)] == [({"number": n}, None) for n in range(3)]


def test_a_packet_brings_a_socket_to_talk_over(pair):
    ours, theirs = socket.socketpair()
    with ours:
        with theirs:
            send_packet(pair[0], {"do": "child"}, theirs)
        message, brought = receive_packet(pair[1])
        with brought:
            brought.sendall(b"here")
            assert (message, ours.recv(10)) == ({"do": "child"}, b"here")


def test_the_other_end_of_a_packet_is_gone_or_silent(pair):
    pair[0].settimeout(0.01)
    with pytest.raises(ClosedError):
        receive_packet(pair[0])
    pair[1].close()
    with pytest.raises(ClosedError):
        receive_packet(pair[0])
    with pytest.raises(ClosedError):
        send_packet(pair[0], {"do": "kill"})
