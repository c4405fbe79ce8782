"""Threads may be started, processes may not; and no other process may be disturbed.

A limit on processes (RLIMIT_NPROC) does not hold for root; these rules do. A notebook of the
course starts no process.
"""

import errno
import os

from course_utils.grading.sandbox.seal.filters import Rule, refuse

_CLONE_THREAD = 0x10000
_PR_SET_PDEATHSIG = 1
# Each lets a file send a signal to any process of the same user.
_F_SETOWN, _F_SETSIG, _F_SETOWN_EX, _FIOSETOWN, _SIOCSPGRP = 8, 10, 15, 0x8901, 0x8902


def forbid_processes() -> None:
    """Make every attempt to start another process, or to reach one, fail with PermissionError.

    Raises
    ------
    OSError
        The kernel has no such filters, or the processor is not known here.
    """
    refuse([*_STARTING, *_REACHING, *_only_for(os.getpid())])


_STARTING = (
    Rule((57, None)),  # fork
    Rule((58, None)),  # vfork
    Rule((56, 220), 0, only=(_CLONE_THREAD,), mask=_CLONE_THREAD),  # clone
    # clone3 keeps its flags where a filter cannot read them; the C library then uses clone.
    Rule((435, 435), error=errno.ENOSYS),
)
_REACHING = (
    Rule((200, 130)),  # tkill
    Rule((129, 138)),  # rt_sigqueueinfo
    Rule((297, 240)),  # rt_tgsigqueueinfo
    Rule((424, 424)),  # pidfd_send_signal
    Rule((434, 434)),  # pidfd_open
    Rule((438, 438)),  # pidfd_getfd
    Rule((101, 117)),  # ptrace
    Rule((310, 270)),  # process_vm_readv
    Rule((311, 271)),  # process_vm_writev
    Rule((312, 272)),  # kcmp
    Rule((141, 140)),  # setpriority
    Rule((157, 167), 0, never=(_PR_SET_PDEATHSIG,)),  # prctl
    Rule((72, 25), 1, never=(_F_SETOWN, _F_SETSIG, _F_SETOWN_EX)),  # fcntl
    Rule((16, 29), 1, never=(_FIOSETOWN, _SIOCSPGRP)),  # ioctl
)


def _only_for(this):
    """Signals and limits, for this process itself alone."""
    return (
        Rule((62, 129), 0, only=(this,)),  # kill
        Rule((234, 131), 0, only=(this,)),  # tgkill
        Rule((302, 261), 0, only=(0, this)),  # prlimit64
    )
