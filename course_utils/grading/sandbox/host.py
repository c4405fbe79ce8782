"""The grader's side of the children: start one, talk to it, and leave nothing of it behind."""

import contextlib
import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass

import psutil

from course_utils.errors import SetupError
from course_utils.grading.sandbox.channel import (
    Channel,
    ClosedError,
    packet_pair,
    receive_packet,
    send_packet,
)
from course_utils.grading.sandbox.preload import ONE_THREAD
from course_utils.grading.sandbox.private_folder import private_folder
from course_utils.grading.sandbox.seal import Limits
from course_utils.places import package_folder
from course_utils.storage.folders import cache_folder

_START_SECONDS, _END_SECONDS = 300, 10
_ENDED = "the warm process ended"
# What a child's environment could tell of the grader's is not even in the fork server.
_KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "VIRTUAL_ENV", "SYSTEMROOT", "USERPROFILE", "TEMP")


class HostError(Exception):
    """The process that starts children is gone, or says that it cannot."""


@dataclass
class Child:
    """One child: its channel while it lives, and what it used once it is gone."""

    channel: Channel
    cpu_seconds: float = 0.0


class ForkServer:
    """The grader's end of a fork server, see `course_utils.grading.sandbox.forkserver`.

    Parameters
    ----------
    control
        Of a fork server that another process started, and ends. By default, a new one is started;
        it needs some seconds until its first warm process is ready.
    workers
        For how many a new one is. If they are as many as the cores, each of them keeps to one.

    Raises
    ------
    SetupError
        There is none on this system.
    """

    def __init__(self, control: socket.socket | None = None, workers: int = 1):
        self.process: psutil.Popen | None = None
        if control is None:
            if sys.platform != "linux":
                raise SetupError(f"a warm process needs Linux, found {sys.platform}")
            control, theirs = packet_pair()
            with theirs:
                self.process = _start("forkserver", theirs, str(workers))
        self.control = control

    def ask(self) -> socket.socket:
        """Ask for a warm process; return the socket over which it will answer.

        Raises
        ------
        HostError
            The fork server is gone.
        """
        ours, theirs = packet_pair()
        try:
            with theirs:
                send_packet(self.control, {"do": "fork"}, theirs)
        except ClosedError:
            ours.close()
            raise HostError("the fork server ended") from None
        return ours

    def close(self) -> None:
        """End the fork server with all that it forked, if this process started it."""
        if self.process:
            self.control.close()
            _end_tree(self.process)


class WarmHost:
    """Children forked from a warm process of its own.

    Parameters
    ----------
    server
        Whose fork the warm process is. It is closed with this host.

    Raises
    ------
    SetupError
        This machine cannot fork such a process; the sentence says why.
    HostError
        It ended while it was starting: somebody killed it.
    """

    mode, why = "warm", ""

    def __init__(self, server: ForkServer):
        self.server, self.control = server, server.ask()
        try:
            self.control.settimeout(_START_SECONDS)
            answer = self._receive()
            if "error" in answer:
                raise SetupError(f"no warm process: {answer['error']}")
            self.process = psutil.Process(answer["pid"])
        except psutil.NoSuchProcess:
            self.control.close()
            raise HostError(_ENDED) from None
        except BaseException:
            self.control.close()
            raise

    @contextlib.contextmanager
    def child(self, limits: Limits) -> Iterator[Child]:
        """Start a child; with the `with` block ends all that is left of it.

        Raises
        ------
        HostError
            The warm process is gone.
        """
        ours, theirs = socket.socketpair()
        with private_folder() as folder, contextlib.closing(Channel(ours)) as channel:
            child = Child(channel)
            try:
                with theirs:
                    send_packet(self.control, {"do": "child"} | _request(folder, limits), theirs)
            except ClosedError:
                raise HostError(_ENDED) from None
            try:
                yield child
            finally:
                channel.close()
                child.cpu_seconds = self._end()

    def _end(self):
        """Wait until the child is gone, by force where it stays."""
        self.control.settimeout(_END_SECONDS)
        with contextlib.suppress(ClosedError):
            send_packet(self.control, {"do": "kill"})
        return self._receive()["cpu_seconds"]

    def _receive(self):
        try:
            return receive_packet(self.control)[0]
        except ClosedError:
            raise HostError(_ENDED) from None

    def close(self) -> None:
        """End the warm process, and with it its child."""
        self.control.close()
        with contextlib.suppress(psutil.Error):
            self.process.wait(_END_SECONDS)
        _end_tree(self.process)
        self.server.close()


class ColdHost:
    """Children that are fresh processes: on every system, some seconds slower.

    Parameters
    ----------
    why
        Why they are, although that was not asked for.
    """

    mode = "cold"

    def __init__(self, why: str = ""):
        self.why = why

    @contextlib.contextmanager
    def child(self, limits: Limits) -> Iterator[Child]:
        """Start a child, as `WarmHost.child` does."""
        ours, theirs = socket.socketpair()
        with private_folder() as folder, contextlib.closing(Channel(ours)) as channel:
            process = _start("cold", theirs, json.dumps(_request(folder, limits)))
            theirs.close()
            child = Child(channel)
            try:
                yield child
            finally:
                channel.close()
                child.cpu_seconds = _cpu_seconds(process)
                _end_tree(process)

    def close(self) -> None:
        """There is nothing to end: every child has ended."""


def open_host(cold: bool = False, server: ForkServer | None = None) -> WarmHost | ColdHost:
    """Open a warm host where the machine has one, else a cold one that says why it is cold.

    Parameters
    ----------
    cold
        Whether to do without a warm process.
    server
        To ask for a warm process; by default, and where it is gone, a new one.
    """
    if cold:
        return ColdHost()
    try:
        with contextlib.suppress(HostError):  # killed: that does not mean that another will be
            return _open_warm(server or ForkServer())
        return _open_warm(ForkServer())
    except (HostError, SetupError) as error:
        return ColdHost(str(error))


def _open_warm(server):
    try:
        return WarmHost(server)
    except BaseException:
        server.close()
        raise


def _start(module, end, *words):
    """Start `python -m` one of the modules beside this one, with a socket as its first word."""
    end.set_inheritable(True)
    command = [sys.executable, "-m", f"{__package__}.{module}", str(end.fileno()), *words]
    options = {"pass_fds": [end.fileno()]} if os.name == "posix" else {"close_fds": False}
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return psutil.Popen(
        command,
        env=kept | ONE_THREAD,
        cwd=package_folder().parent,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C in a terminal is not meant for it
        **options,
    )


def _request(folder, limits):
    return {"folder": folder, "explorers": str(cache_folder()), "limits": asdict(limits)}


def _cpu_seconds(process):
    try:
        times = [one.cpu_times() for one in (process, *process.children(recursive=True))]
    except psutil.Error:
        return 0.0
    return sum(time.user + time.system for time in times)


def _end_tree(process):
    """Kill a process with all its descendants, and wait for them."""
    try:
        tree = [process, *process.children(recursive=True)]
    except psutil.NoSuchProcess:
        tree = [process]
    for one in tree:
        with contextlib.suppress(psutil.NoSuchProcess):
            one.kill()
    psutil.wait_procs(tree, timeout=_END_SECONDS)
