"""The grader's side of the children: start one, talk to it, and leave nothing of it behind."""

import contextlib
import json
import os
import secrets
import socket
import stat
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil

from course_utils.errors import SetupError
from course_utils.folders import cache_folder
from course_utils.grading.sandbox.channel import Channel
from course_utils.warm.preload import ONE_THREAD

_PREFIX = "course-grading-"
_START_SECONDS, _END_SECONDS = 300, 10
# What a child's environment could tell of the grader's is not even in the warm process.
_KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "VIRTUAL_ENV", "SYSTEMROOT", "USERPROFILE", "TEMP")


class HostError(Exception):
    """The process that starts children is gone, or says that it cannot."""


@dataclass
class Child:
    """One child: its channel while it lives, and what it used once it is gone."""

    channel: Channel
    cpu_seconds: float = 0.0


class WarmHost:
    """Children forked from a warm process of its own.

    Raises
    ------
    SetupError
        This machine cannot fork such a process; the sentence says why.
    HostError
        It ended while it was starting: somebody killed it.
    """

    mode = "warm"

    def __init__(self):
        if sys.platform != "linux":
            raise SetupError(f"a warm process needs Linux, found {sys.platform}")
        self.control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self.process = _start("warm", theirs)
        theirs.close()
        self.control.settimeout(_START_SECONDS)
        try:
            answer = self._receive()
        except HostError:
            self.close()
            raise
        if "error" in answer:
            self.close()
            raise SetupError(f"no warm process: {answer['error']}")

    @contextlib.contextmanager
    def child(self, limits):
        """Start a child; with the `with` block ends all that is left of it.

        Parameters
        ----------
        limits : Limits

        Yields
        ------
        Child

        Raises
        ------
        HostError
            The warm process is gone.
        """
        ours, theirs = socket.socketpair()
        with _private_folder() as folder, contextlib.closing(Channel(ours)) as channel:
            child = Child(channel)
            request = json.dumps(_request(folder, limits)).encode()
            try:
                with theirs:
                    socket.send_fds(self.control, [request], [theirs.fileno()])
            except OSError as error:
                raise HostError(str(error)) from None
            try:
                yield child
            finally:
                channel.close()
                child.cpu_seconds = self._end()

    def _end(self):
        """Wait until the child is gone, by force where it stays."""
        self.control.settimeout(_END_SECONDS)
        with contextlib.suppress(OSError):
            self.control.send(b"kill")
        return self._receive()["cpu_seconds"]

    def _receive(self):
        try:
            content = self.control.recv(65_536)
        except OSError as error:
            raise HostError(str(error)) from None
        if not content:
            raise HostError("the warm process ended")
        return json.loads(content)

    def close(self):
        """End the warm process, and with it its child."""
        self.control.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(_END_SECONDS)
        _end_tree(self.process)


class ColdHost:
    """Children that are fresh processes: on every system, some seconds slower."""

    mode = "cold"

    @contextlib.contextmanager
    def child(self, limits):
        """Start a child, as `WarmHost.child` does."""
        ours, theirs = socket.socketpair()
        with _private_folder() as folder, contextlib.closing(Channel(ours)) as channel:
            process = _start("cold", theirs, json.dumps(_request(folder, limits)))
            theirs.close()
            child = Child(channel)
            try:
                yield child
            finally:
                channel.close()
                child.cpu_seconds = _cpu_seconds(process)
                _end_tree(process)

    def close(self):
        """There is nothing to end: every child has ended."""


def open_host(cold=False):
    """Open a warm host where the machine has one, else a cold one.

    Returns
    -------
    host : WarmHost or ColdHost
    why : str
        Why it is cold although that was not asked for, else empty.
    """
    if cold:
        return ColdHost(), ""
    try:
        with contextlib.suppress(HostError):  # killed: that does not mean that another will be
            return WarmHost(), ""
        return WarmHost(), ""
    except (HostError, SetupError) as error:
        return ColdHost(), str(error)


def _start(module, end, *words):
    """Start `python -m` one of the modules beside this one, with a socket as its first word."""
    end.set_inheritable(True)
    command = [sys.executable, "-m", f"{__package__}.{module}", str(end.fileno()), *words]
    options = {"pass_fds": [end.fileno()]} if os.name == "posix" else {"close_fds": False}
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return subprocess.Popen(
        command,
        env=kept | ONE_THREAD,
        cwd=Path(__file__).resolve().parents[3],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C in a terminal is not meant for it
        **options,
    )


def _request(folder, limits):
    return {"folder": folder, "explorers": str(cache_folder()), "limits": asdict(limits)}


@contextlib.contextmanager
def _private_folder():
    """A folder named after this process, so that a later grader can tell it was left behind."""
    remove_left_behind()
    folder = tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-")
    try:
        yield folder
    finally:
        _remove(Path(folder))


def remove_left_behind():
    """Remove the folders of children whose grader was killed."""
    user = getattr(os, "getuid", int)()  # Windows has neither users' numbers nor others' folders
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*-*"):
        number = folder.name.removeprefix(_PREFIX).partition("-")[0]
        with contextlib.suppress(OSError):  # another grader has removed it
            found = folder.lstat()
            mine = stat.S_ISDIR(found.st_mode) and found.st_uid == user
            if mine and number.isdecimal() and not psutil.pid_exists(int(number)):
                _remove(folder)


def _remove(folder):
    """Remove a folder that a child filled: as deep as it likes, and closed to its own user.

    What stands inside a folder is moved up before it is looked into: no path grows long.
    """
    with contextlib.suppress(OSError):
        while inside := list(os.scandir(folder)):
            for entry in inside:
                if not entry.is_dir(follow_symlinks=False):
                    os.unlink(entry)
                    continue
                os.chmod(entry, 0o700)
                for deeper in list(os.scandir(entry)):
                    if deeper.is_dir(follow_symlinks=False):
                        os.chmod(deeper, 0o700)
                    os.rename(deeper, folder / secrets.token_hex(16))
                os.rmdir(entry)
        os.rmdir(folder)


def _cpu_seconds(process):
    try:
        own = psutil.Process(process.pid)
        times = [tree.cpu_times() for tree in (own, *own.children(recursive=True))]
    except psutil.Error:
        return 0.0
    return sum(time.user + time.system for time in times)


def _end_tree(process):
    """Kill a process with all its descendants, and wait for them."""
    try:
        tree = [psutil.Process(process.pid), *psutil.Process(process.pid).children(recursive=True)]
    except psutil.NoSuchProcess:
        tree = []
    for one in tree:
        with contextlib.suppress(psutil.NoSuchProcess):
            one.kill()
    psutil.wait_procs(tree, timeout=_END_SECONDS)
    process.wait()
