"""A kernel that another process forked, as `subprocess.Popen` would show it."""

import os
import select
import signal

from course_utils.warm import messages

UNKNOWN_STATUS = 1


class ForkedProcess:
    """A process that is not a child of this one, and can be asked how it is.

    Parameters
    ----------
    pid : int
        The leader of its own session and process group.
    handle : int
        Its `os.pidfd_open`, which stays right when the number is used again.
    connection : socket.socket
        To its parent, which tells the exit status. If the parent dies, the process goes on, and
        its status will be `UNKNOWN_STATUS`.

    Attributes
    ----------
    returncode : int or None
        As for `subprocess.Popen`: minus the signal's number if one has ended it.
    """

    stdin = stdout = stderr = None

    def __init__(self, pid, handle, connection):
        self.pid = pid
        self.returncode = None
        self._handle = handle
        self._connection = connection

    def poll(self):
        """Return the exit status, or None while the process runs."""
        if self.returncode is None and self._has_news(0):
            self._hear()
        return self.returncode

    def wait(self, timeout=None):
        """Wait for the end; return the exit status, or None if it has not come in time."""
        while self.returncode is None and self._has_news(timeout):
            self._hear()
        return self.returncode

    def send_signal(self, number):
        """Send a signal, unless the process has ended."""
        if self.poll() is None:
            signal.pidfd_send_signal(self._handle, number)

    def terminate(self):
        """Ask the process to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self):
        """End the process."""
        self.send_signal(signal.SIGKILL)

    def _has_news(self, timeout):
        source = self._handle if self._connection is None else self._connection
        return bool(select.select([source], [], [], timeout)[0])

    def _hear(self):
        if self._connection is None:
            self._end(UNKNOWN_STATUS)
            return
        try:
            answer, _ = messages.receive(self._connection)
        except (EOFError, OSError):  # the parent has gone; from now on, watch the process itself
            self._connection.close()
            self._connection = None
        else:
            self._end(answer["status"])

    def _end(self, status):
        self.returncode = status
        os.close(self._handle)
        if self._connection is not None:
            self._connection.close()
