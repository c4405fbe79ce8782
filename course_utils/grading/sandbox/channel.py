"""Messages between the grader's processes: each is one JSON object.

With a child, whom nobody trusts, an object is a line of a stream, as long as a record may be, and
has a deadline. Among the grader's own processes it is a packet, so that several may write to one
socket, and may carry the end of a new connection along.
"""

import select
import socket
import time

from course_utils.grading.wire import MOST_BYTES, WireError, dumps, loads

_LONGEST_PACKET = 65_536


class ClosedError(Exception):
    """The other side is gone."""


class LateError(Exception):
    """The other side did not answer in time."""


class Channel:
    """One end of a connection with a child.

    Parameters
    ----------
    connection
        A connected stream; the channel closes it.
    """

    def __init__(self, connection: socket.socket):
        self.socket = connection
        self._read = bytearray()

    def send(self, message: dict, seconds: float | None = None) -> None:
        """Send an object.

        Raises
        ------
        ClosedError, LateError
            The other side is gone, or takes nothing in for so many seconds.
        """
        self.socket.settimeout(seconds)
        try:
            self.socket.sendall(dumps(message))
        except TimeoutError:
            raise LateError from None
        except OSError:
            raise ClosedError from None

    def receive(self, seconds: float | None = None) -> dict:
        """Wait for an object.

        Raises
        ------
        ClosedError, LateError, WireError
            The other side is gone, is silent for too long, or sends what is no object or is
            larger than a record can be.
        """
        until = None if seconds is None else time.monotonic() + seconds
        searched = 0
        while (end := self._read.find(b"\n", searched)) < 0:
            searched = len(self._read)
            if searched > MOST_BYTES:
                raise WireError(f"expected at most {MOST_BYTES:,} bytes in a message")
            self._read += self._some(until)
        line = bytes(self._read[:end])
        del self._read[: end + 1]
        return loads(line)

    def _some(self, until):
        left = None if until is None else until - time.monotonic()
        if left is not None and left <= 0:
            raise LateError
        if not select.select([self.socket], [], [], left)[0]:
            raise LateError
        try:
            content = self.socket.recv(1 << 20)
        except OSError:
            raise ClosedError from None
        if not content:
            raise ClosedError
        return content

    def close(self) -> None:
        """Close the socket: the other side learns of it."""
        self.socket.close()


def packet_pair() -> tuple[socket.socket, socket.socket]:
    """Return the two ends of a new connection for packets."""
    return socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)


def send_packet(connection: socket.socket, message: dict, end: socket.socket | None = None) -> None:
    """Send an object in one packet, and with it a socket, which stays open here too.

    Raises
    ------
    ClosedError
        The other side is gone.
    """
    try:
        if end is None:
            connection.send(dumps(message))
        else:
            socket.send_fds(connection, [dumps(message)], [end.fileno()])
    except OSError:
        raise ClosedError from None


def receive_packet(connection: socket.socket) -> tuple[dict, socket.socket | None]:
    """Return the object in the next packet, and the socket that came with it.

    Raises
    ------
    ClosedError
        The other side is gone, or the connection's own timeout is over.
    """
    try:
        content, descriptors, _, _ = socket.recv_fds(connection, _LONGEST_PACKET, 1)
    except OSError:
        raise ClosedError from None
    end = socket.socket(fileno=descriptors[0]) if descriptors else None
    if not content:
        raise ClosedError
    return loads(content), end
