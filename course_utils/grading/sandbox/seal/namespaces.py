"""Namespaces: a world without other processes, network and mounts of its own.

See `man 7 namespaces`. The first process of a process namespace is a supervisor: when it
ends, the kernel ends all the others, whatever they did to hide.
"""

import contextlib
import os
import struct
from os import PathLike

from course_utils.grading.sandbox.seal.syscalls import die_with_parent, invoke

_MOUNTS, _IPC, _USER, _PROCESSES, _NETWORK = (
    *(0x00020000, 0x08000000),
    *(0x10000000, 0x20000000, 0x40000000),
)
_PRIVATE, _RECURSIVE, _NOSUID, _NODEV, _NOEXEC = 1 << 18, 1 << 14, 2, 4, 8
_CAPABILITIES_VERSION = 0x20080522
_MOUNT_SETATTR, _HERE, _ALL_BENEATH, _READ_ONLY = 442, -100, 0x8000, 1
_MOST_FILES = 20_000


def enter_namespaces() -> None:
    """Leave the world behind; what returns is a grandchild, its ancestors wait for it.

    Raises
    ------
    OSError
        The kernel refuses; nothing has changed then.
    """
    user, group = os.getuid(), os.getgid()
    invoke("unshare", _USER | _MOUNTS | _IPC | _PROCESSES | _NETWORK)
    _write("/proc/self/setgroups", "deny")
    _write("/proc/self/uid_map", f"{user} {user} 1")
    _write("/proc/self/gid_map", f"{group} {group} 1")
    _go_on_in_a_child()  # the first process of the new namespace
    _go_on_in_a_child()


def _write(path, text):
    with open(path, "w") as file:
        file.write(text)


def _go_on_in_a_child():
    """Fork; the parent waits, with every descriptor closed, and ends as the child ends."""
    child = os.fork()
    if child == 0:
        die_with_parent()
        return
    os.closerange(0, 4096)
    with contextlib.suppress(OSError):
        _, status = os.waitpid(child, 0)
        os._exit(os.waitstatus_to_exitcode(status) & 0xFF)
    os._exit(1)


def freeze_files() -> None:
    """Make all that is mounted read only, in this process's view alone.

    Raises
    ------
    OSError
        The kernel refuses, or is older than 5.12.
    """
    _mount("none", "/", "", _PRIVATE | _RECURSIVE, "")
    attributes = struct.pack("QQQQ", _READ_ONLY, 0, 0, 0)
    invoke("syscall", _MOUNT_SETATTR, _HERE, b"/", _ALL_BENEATH, attributes, len(attributes))


def mount_private(folder: str | PathLike, megabytes: int) -> None:
    """Give this process a folder in memory that nobody else sees.

    Parameters
    ----------
    folder
        Exists; covered by the new one.
    megabytes
        How much it may hold.

    Raises
    ------
    OSError
        The kernel refuses.
    """
    options = f"size={megabytes}m,nr_inodes={_MOST_FILES},mode=700"
    _mount("tmpfs", os.fspath(folder), "tmpfs", _NOSUID | _NODEV, options)


def mount_processes() -> None:
    """Show this process a /proc with the processes of its own namespace alone.

    Raises
    ------
    OSError
        The kernel refuses, as it does where a container hides a part of /proc.
    """
    _mount("proc", "/proc", "proc", _NOSUID | _NODEV | _NOEXEC, "")


def _mount(source, target, kind, flags, options):
    texts = [text.encode() for text in (source, target, kind)]
    invoke("mount", *texts, flags, options.encode())


def limit_threads(most: int) -> None:
    """Limit how many threads there may be in the namespace of this process.

    Raises
    ------
    OSError
        The kernel refuses: it is older than 6.14, and the limit for users spares root.
    """
    import resource  # not to be had on Windows

    try:
        _write("/proc/sys/kernel/pid_max", str(most))
    except OSError:
        if os.getuid() == 0:
            raise
        resource.setrlimit(resource.RLIMIT_NPROC, (most, most))


def drop_capabilities() -> None:
    """Give up what being root, or the first user of a namespace, allows.

    Raises
    ------
    OSError
        The kernel refuses.
    """
    header = _CAPABILITIES_VERSION.to_bytes(4, "little") + bytes(4)
    invoke("capset", header, bytes(24))
