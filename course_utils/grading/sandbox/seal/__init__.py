"""The seal around a submission: each protection by itself, and what could not be applied."""

import contextlib
import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from os import PathLike
from pathlib import Path

from course_utils.grading.sandbox.seal import landlock, namespaces, processes, services, syscalls

_SYSTEM = ("/usr", "/bin", "/lib", "/lib64", "/sys/devices/system/cpu")
# Of /etc, what the C library reads: among the rest there are passwords.
_SETTINGS = ("ld.so.cache", "localtime", "nsswitch.conf", "passwd", "group", "mime.types", "fonts")
_THREADS = 512
_DEVICES = ("/dev/null", "/dev/zero", "/dev/urandom", "/dev/random")
_LINUX = sys.platform == "linux"


@dataclass(frozen=True)
class Limits:
    """What a submission may use.

    Attributes
    ----------
    cell_seconds, notebook_seconds : float
        After which a cell is interrupted, and the notebook stopped.
    memory_mb : int
        Of address space; TensorFlow alone needs 2,500.
    folder_mb : int
        What its private folder may hold, and the size of one file.
    output_characters : int
        Kept of what one cell prints.
    """

    cell_seconds: float = 120.0
    notebook_seconds: float = 900.0
    memory_mb: int = 6000
    folder_mb: int = 256
    output_characters: int = 20_000


def seal(
    folder: str | PathLike, readable: Iterable[str | PathLike], limits: Limits
) -> tuple[str, ...]:
    """Shut this process in, as far as the machine can; there is no way back.

    It must have one thread. Where there are namespaces, what returns is a grandchild.

    Parameters
    ----------
    folder
        Its private folder: the only place it may write to.
    readable
        What it may read besides Python and the system.

    Returns
    -------
    tuple of str
        What could not be applied, a few words each.
    """
    missing: list[str] = []
    if not _LINUX:
        _apply(missing, "memory and file sizes", _set_limits, limits)
        return (*missing, "other processes, the network and files (needs Linux)")
    alone = _apply(missing, "other processes and the network", _enter)
    processes_seen = _mount(missing, folder, limits) if alone else "/proc/self"
    if not alone:
        missing.append("the size of its folder and the number of threads")
    _apply(missing, "capabilities", namespaces.drop_capabilities)
    _apply(missing, "memory and file sizes", _set_limits, limits)
    _apply(missing, "new privileges", syscalls.give_up_privileges)
    settings = [Path("/etc", name) for name in _SETTINGS]
    paths = [*_SYSTEM, *settings, processes_seen, *_python(), *readable]
    _apply(missing, "files", landlock.restrict, paths, [*_DEVICES, folder])
    _apply(missing, "starting processes", processes.forbid_processes)
    _apply(missing, "sockets and other services", services.forbid_services)
    return tuple(missing)


def _mount(missing, folder, limits):
    """Change what this process sees of files and processes; where it may look up processes."""
    _apply(missing, "files outside, read only", namespaces.freeze_files)
    _apply(missing, "a folder in memory", namespaces.mount_private, folder, limits.folder_mb)
    listed = _apply(missing, "a list of its own processes alone", namespaces.mount_processes)
    _apply(missing, "the number of threads", namespaces.limit_threads, _THREADS)
    return "/proc" if listed else "/proc/self"


def _apply(missing, what, protect, *arguments):
    """Apply one protection, or note that it is missing."""
    try:
        protect(*arguments)
    except (OSError, ValueError, AttributeError, ImportError) as error:
        missing.append(f"{what} ({getattr(error, 'strerror', None) or error})")
        return False
    return True


def _enter():
    with contextlib.suppress(PermissionError):  # a leader of a group is one already
        os.setsid()
    namespaces.enter_namespaces()


def _python():
    """Where Python and its packages stand."""
    places = {sys.prefix, sys.base_prefix, *(p for p in sys.path if p.endswith("-packages"))}
    return sorted(Path(place).resolve() for place in places)


def _set_limits(limits):
    import resource  # not to be had on Windows

    megabyte = 1_000_000
    for kind, most in (
        (resource.RLIMIT_AS, limits.memory_mb * megabyte),
        (resource.RLIMIT_FSIZE, limits.folder_mb * megabyte),
        (resource.RLIMIT_NOFILE, 512),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(kind)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (most, most))
