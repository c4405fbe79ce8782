"""The warm process's loop: who asks gets a forked kernel, and is told how it ended."""

import os
import selectors
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from socket import socket

from course_utils.errors import SetupError
from course_utils.warm import kernel, messages, rendezvous
from course_utils.warm.fingerprint import fingerprint
from course_utils.warm.forking import fork
from course_utils.warm.preload import ONE_THREAD

_LOOK_AROUND_S = 1.0
_PATIENCE_S = 10.0


def _added_by_imports(environment):
    """The environment variables that libraries set when they were imported."""
    return {
        name: value
        for name, value in os.environ.items()
        if name not in ONE_THREAD and environment.get(name) != value
    }


@dataclass(frozen=True)
class _Child:
    """A kernel: its process, a file that is readable when it has ended, and who asked for it."""

    pid: int
    ended: int
    connection: socket

    def leave(self):
        os.close(self.ended)
        self.connection.close()


class Server:
    """Listens at a socket and forks kernels, until nobody needs it.

    Parameters
    ----------
    path : Path
        Where the socket shall stand; its stem is the fingerprint of this process.
    environment : dict
        The environment variables that the fingerprint is made of.
    idle_s : float
        It ends when it has no kernel and nobody has asked for so many seconds.
    """

    def __init__(self, path, environment, idle_s):
        self._path = Path(path)
        self._environment = environment
        self._added = _added_by_imports(environment)
        self._idle_s = idle_s
        self._children = {}
        self._last = time.monotonic()
        self._listener = rendezvous.listen(path)
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._listener, selectors.EVENT_READ, self._welcome)

    def serve(self):
        """Answer until nobody asks any more and the last kernel has ended."""
        while self._listener or self._children:
            for key, _ in self._selector.select(min(_LOOK_AROUND_S, self._idle_s)):
                key.data()
            if self._listener and (self._is_idle() or self._is_stale()):
                self._retire()

    def _is_idle(self):
        return not self._children and time.monotonic() - self._last > self._idle_s

    def _is_stale(self):
        return not self._path.exists() or fingerprint(self._environment) != self._path.stem

    def _retire(self):
        """Let the next asker start a process of its own; the kernels go on."""
        self._path.unlink(missing_ok=True)
        self._selector.unregister(self._listener)
        self._listener.close()
        self._listener = None

    def _welcome(self):
        connection, _ = self._listener.accept()
        connection.settimeout(_PATIENCE_S)
        self._last = time.monotonic()
        try:
            self._answer(connection)
        except (OSError, EOFError, ValueError, SetupError) as error:
            print(f"A request was not answered: {error}", file=sys.stderr, flush=True)
            connection.close()

    def _answer(self, connection):
        if not messages.is_mine(connection):
            raise SetupError("Expected this user, found another.")
        request, files = messages.receive(connection)
        try:
            if request.get("retire"):
                self._retire()
                connection.close()
            else:
                self._fork(connection, request, files)
        finally:
            for number in files:
                os.close(number)

    def _fork(self, connection, request, files):
        pid = fork(lambda: self._become_kernel(connection, request, files))
        child = self._children[pid] = _Child(pid, os.pidfd_open(pid), connection)
        self._selector.register(child.ended, selectors.EVENT_READ, lambda: self._report(child))

    def _report(self, child):
        """Say how a kernel ended; it is buried when the asker has heard, and its id is free."""
        self._selector.unregister(child.ended)
        end = os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)
        status = end.si_status if end.si_code == os.CLD_EXITED else -end.si_status
        try:
            messages.send(child.connection, {"status": status})
        except OSError:  # the asker has gone
            self._bury(child)
        else:
            self._selector.register(
                child.connection, selectors.EVENT_READ, lambda: self._bury(child)
            )

    def _bury(self, child):
        if child.connection in self._selector.get_map():
            self._selector.unregister(child.connection)
        os.waitpid(child.pid, 0)
        child.leave()
        del self._children[child.pid]
        self._last = time.monotonic()

    def _become_kernel(self, connection, request, files):
        """Be the child: leave what is the parent's, say who one is, and run."""
        self._selector.close()
        self._listener.close()
        for child in self._children.values():
            child.leave()
        try:
            kernel.prepare(request, files[:3], self._added)
            myself = os.pidfd_open(os.getpid())
        except OSError as error:
            messages.send(connection, {"problem": str(error)})
            sys.exit(1)
        messages.send(connection, {"pid": os.getpid()}, [myself])
        os.close(myself)
        connection.close()
        kernel.run(*files[3:])
