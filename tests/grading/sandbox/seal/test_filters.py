"""Rules for system calls: always, by an argument's value, by its bits."""

import platform

import pytest

from course_utils.grading.sandbox.seal import filters

READY = "syscalls.give_up_privileges()\nRule, refuse = filters.Rule, filters.refuse\n"


def test_a_call_always_fails_with_the_error_of_its_rule(alone):
    code = READY + (
        "refuse([Rule((272, 97)), Rule((41, 198), error=errno.ENOSYS), Rule((None, None))])\n"
        "tell([fails(syscalls.invoke, 'unshare', 0), fails(socket.socket), fails(os.getpid)])"
    )
    assert alone(code) == ["EPERM", "ENOSYS", None]


def test_values_that_pass_and_values_that_do_not(alone):
    code = READY + (
        "refuse([Rule((141, 140), 2, only=(0, 5)), Rule((72, 25), 1, never=(8, 10))])\n"
        "import fcntl\n"
        "tell([fails(os.setpriority, 0, 0, n) for n in (0, 5, 6)]"
        " + [fails(fcntl.fcntl, 1, n, 0) for n in (8, 1, 10)])"
    )
    assert alone(code) == [None, None, "EPERM", "EPERM", None, "EPERM"]


def test_bits_of_a_value(alone):
    code = READY + (
        "refuse([Rule((53, 199), 1, only=(1,), mask=0xF)])\n"
        "tell([fails(socket.socketpair, 1, kind) for kind in (1, 2, 5)])"
    )
    assert alone(code) == [None, "EPERM", "EPERM"]


def test_filters_add_up_and_hold_for_children(alone):
    code = READY + (
        "refuse([Rule((41, 198))]); refuse([Rule((53, 199))])\n"
        "child = os.fork()\n"
        "if child == 0:\n"
        "    os._exit([fails(socket.socket), fails(socket.socketpair)] != ['EPERM'] * 2)\n"
        "tell(os.waitpid(child, 0)[1])"
    )
    assert alone(code) == 0


def test_a_second_set_of_numbers_fails(alone):
    code = READY + "refuse([])\ntell(fails(syscalls.invoke, 'syscall', 0x40000000 + 39))"
    assert alone(code) == ("EPERM" if platform.machine() == "x86_64" else "ENOSYS")


def test_an_unknown_processor_is_named(monkeypatch):
    monkeypatch.setattr(filters.platform, "machine", lambda: "abacus")
    with pytest.raises(OSError, match="no filter for abacus"):
        filters.refuse([])


@pytest.mark.parametrize("machine", filters._ARCHITECTURES)
def test_each_jump_stays_inside(machine):
    rules = [filters.Rule((1, 2)), filters.Rule((3, 4), 0, only=(5, 6)), filters.Rule((7, None))]
    program = list(filters._program(rules, machine))
    for place, step in enumerate(program):
        code, if_so, if_not = step[0] | step[1] << 8, step[2], step[3]
        assert code not in (0x15, 0x35) or place + 1 + max(if_so, if_not) < len(program)
    assert program[-1] == filters._step(filters._RETURN, value=filters._ALLOW)
