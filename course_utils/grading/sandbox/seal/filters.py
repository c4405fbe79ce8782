"""seccomp: system calls that fail for this process and all it starts, for ever.

See `man 2 seccomp`. A filter sees the number of a call and its arguments as plain numbers; what
a pointer points to it cannot read.
"""

import ctypes
import errno
import platform
import struct
from collections.abc import Iterable
from dataclasses import dataclass

from course_utils.grading.sandbox.seal.syscalls import invoke

_PR_SET_SECCOMP, _FILTER = 22, 2
_LOAD, _AND, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x54, 0x15, 0x35, 0x06
_ALLOW, _ERRNO = 0x7FFF0000, 0x00050000
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16
_ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
# x86_64 has a second set of numbers for the same calls, above this one.
_SECOND_SET = 0x40000000


@dataclass(frozen=True)
class Rule:
    """One call that fails.

    Attributes
    ----------
    numbers : tuple of int or None
        The call's number on x86_64 and on aarch64; None where there is no such call.
    argument : int or None
        The argument that decides; None where the call always fails.
    only, never : tuple of int
        The call passes with these values of the argument alone, or with all but these.
    mask : int
        The bits of the argument that are looked at.
    error : int
    """

    numbers: tuple[int | None, int | None]
    argument: int | None = None
    only: tuple[int, ...] = ()
    never: tuple[int, ...] = ()
    mask: int = 0xFFFFFFFF
    error: int = errno.EPERM


def refuse(rules: Iterable[Rule]) -> None:
    """Make calls fail from now on.

    Raises
    ------
    OSError
        The kernel has no such filters, or the processor is not known here.
    """
    machine = platform.machine()
    if machine not in _ARCHITECTURES:
        raise OSError(errno.ENOSYS, f"no filter for {machine}")
    program = b"".join(_program(rules, machine))
    content = ctypes.create_string_buffer(program)
    header = struct.pack("HxxxxxxQ", len(program) // 8, ctypes.addressof(content))
    invoke("prctl", _PR_SET_SECCOMP, _FILTER, ctypes.c_char_p(header), 0, 0)


def _program(rules, machine):
    """Instructions; a jump says how many to pass over where it holds and where it does not."""
    yield _step(_LOAD, value=_ARCHITECTURE)
    yield _step(_EQUAL, 1, 0, _ARCHITECTURES[machine])
    yield _step(_RETURN, value=_ERRNO | errno.EPERM)
    yield _step(_LOAD, value=_NUMBER)
    yield _step(_AT_LEAST, 0, 1, _SECOND_SET)
    yield _step(_RETURN, value=_ERRNO | errno.EPERM)
    place = list(_ARCHITECTURES).index(machine)
    for rule in rules:
        if rule.numbers[place] is not None:
            steps = list(_decide(rule))
            yield _step(_EQUAL, 0, len(steps), rule.numbers[place])
            yield from steps
    yield _step(_RETURN, value=_ALLOW)


def _decide(rule):
    """What is done with a call of this number."""
    refused, allowed = _step(_RETURN, value=_ERRNO | rule.error), _step(_RETURN, value=_ALLOW)
    if rule.argument is None:
        yield refused
        return
    yield _step(_LOAD, value=_ARGUMENTS + 8 * rule.argument)
    yield _step(_AND, value=rule.mask)
    values = rule.only or rule.never
    for left, value in zip(range(len(values), 0, -1), values, strict=True):
        yield _step(_EQUAL, left, 0, value)  # to the last of these instructions
    yield from (refused, allowed) if rule.only else (allowed, refused)


def _step(code, if_so=0, if_not=0, value=0):
    return struct.pack("HBBI", code, if_so, if_not, value)
