"""Messages between the grader and a child: one JSON object a line, with a deadline."""

import select
import time

from course_utils.grading.wire import MOST_BYTES, WireError, dumps, loads


class ClosedError(Exception):
    """The other side is gone."""


class LateError(Exception):
    """The other side did not answer in time."""


class Channel:
    """One end of a socket.

    Parameters
    ----------
    socket : socket.socket
        Connected; the channel closes it.
    """

    def __init__(self, socket):
        self.socket = socket
        self._read = bytearray()

    def send(self, message, seconds=None):
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

    def receive(self, seconds=None):
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

    def close(self):
        """Close the socket: the other side learns of it."""
        self.socket.close()
