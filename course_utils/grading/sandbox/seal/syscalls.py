"""The few system calls that Python has no name for."""

import ctypes
import os
import signal
from functools import cache

_PR_SET_PDEATHSIG, _PR_SET_NAME = 1, 15
_PR_SET_CHILD_SUBREAPER, _PR_SET_NO_NEW_PRIVS = 36, 38


@cache
def _libc():
    return ctypes.CDLL(None, use_errno=True)


def invoke(name: str, *arguments: object) -> int:
    """Call a function of the C library.

    Raises
    ------
    OSError
        It returned a negative number.
    """
    # A plain int would be cut to 32 bits; addresses and flags need all 64.
    wide = [ctypes.c_long(a) if isinstance(a, int) else a for a in arguments]
    result = getattr(_libc(), name)(*wide)
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return result


def die_with_parent(parent: int | None = None) -> None:
    """Ask for SIGKILL when the parent process ends, however it ends.

    Parameters
    ----------
    parent
        Its number, where this process can see it: it may have ended already.
    """
    invoke("prctl", _PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if parent not in (None, os.getppid()):
        os._exit(1)


def adopt_orphans() -> None:
    """Become the parent of every descendant whose own parent ends."""
    invoke("prctl", _PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def give_up_privileges() -> None:
    """Never gain a privilege again, not by a program with the set-user-id bit either."""
    invoke("prctl", _PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)


def name_process(name: str) -> None:
    """Be found under this name, of 15 letters at most, by `top` and `pgrep`."""
    invoke("prctl", _PR_SET_NAME, name.encode(), 0, 0, 0)
