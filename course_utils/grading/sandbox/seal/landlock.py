"""Landlock: which files a process may read and write, and whom it may signal.

See `man 7 landlock`. The kernel allows what the rules name, with all that lies beneath it.
"""

import ctypes
import os
import struct
from collections.abc import Iterable
from os import PathLike

from course_utils.grading.sandbox.seal.syscalls import invoke

_CREATE, _ADD, _RESTRICT = 444, 445, 446
_VERSION, _BENEATH = 1, 1
_EXECUTE, _WRITE, _READ, _LIST, _TRUNCATE, _IOCTL = (1 << bit for bit in (0, 1, 2, 3, 14, 15))
_ON_FILES = _EXECUTE | _WRITE | _READ | _TRUNCATE | _IOCTL
_LOOK = _EXECUTE | _READ | _LIST
# A device made in one's own folder could be the whole disk.
_DEVICES_AND_SOCKETS = 1 << 6 | 1 << 9 | 1 << 11
# How many rights over files each version of the kernel's interface knows.
_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
_TCP, _SCOPES = 0b11, 0b11  # bind and connect; abstract sockets and signals


def version() -> int:
    """The version of the kernel's Landlock interface.

    Raises
    ------
    OSError
        The kernel has none.
    """
    return invoke("syscall", _CREATE, None, 0, _VERSION)


def restrict(readable: Iterable[str | PathLike], writable: Iterable[str | PathLike]) -> int:
    """Let this process read and write these files and folders alone, for ever.

    Parameters
    ----------
    readable, writable
        What does not exist is passed over.

    Returns
    -------
    int
        The version of the interface; from 4 on connections are forbidden too, from 6 on
        signals to processes outside.

    Raises
    ------
    OSError
        The kernel has no Landlock, or refuses.
    """
    known = version()
    rights = (1 << _RIGHTS.get(known, 16)) - 1
    ruleset = _create(known, rights)
    try:
        for path in readable:
            _allow(ruleset, path, _LOOK & rights)
        for path in writable:
            _allow(ruleset, path, rights & ~_DEVICES_AND_SOCKETS)
        invoke("syscall", _RESTRICT, ruleset, 0)
    finally:
        os.close(ruleset)
    return known


def _create(known, rights):
    handled = struct.pack("QQQ", rights, _TCP, _SCOPES)
    size = 24 if known >= 6 else 16 if known >= 4 else 8
    return invoke("syscall", _CREATE, ctypes.c_char_p(handled), size, 0)


def _allow(ruleset, path, rights):
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    try:
        rights &= rights if os.path.isdir(path) else _ON_FILES
        rule = struct.pack("=Qi", rights, place)
        invoke("syscall", _ADD, ruleset, _BENEATH, ctypes.c_char_p(rule), 0)
    finally:
        os.close(place)
