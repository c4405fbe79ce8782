"""No process can be started or reached; threads can."""

FORBID = "syscalls.give_up_privileges()\nprocesses.forbid_processes()\n"


def test_no_way_to_start_one(alone):
    code = FORBID + (
        "import subprocess, threading\n"
        "thread = threading.Thread(target=print, args=('',), kwargs={'end': ''})\n"
        "thread.start(); thread.join()\n"
        "tell([fails(os.fork), fails(os.forkpty), fails(subprocess.run, ['true']),"
        " fails(os.posix_spawn, '/bin/true', ['true'], {}),"
        " fails(syscalls.invoke, 'vfork'),"
        " fails(syscalls.invoke, 'syscall', 435, None, 0)])"
    )
    assert alone(code) == [*["EPERM"] * 5, "ENOSYS"]


def test_no_way_to_reach_one(alone):
    code = FORBID + (
        "import fcntl, resource\n"
        "other, one = os.getppid(), socket.socketpair()[0]\n"
        "tell([fails(os.kill, other, 0), fails(os.kill, -1, 0), fails(os.kill, 0, 0),"
        " fails(os.pidfd_open, other), fails(os.setpriority, 0, other, 5),"
        " fails(resource.prlimit, other, resource.RLIMIT_CPU),"
        " fails(fcntl.fcntl, one, fcntl.F_SETOWN, other),"
        " fails(fcntl.ioctl, one, 0x8901, b'1234'),"
        " fails(syscalls.invoke, 'ptrace', 16, other, 0, 0),"
        " fails(syscalls.invoke, 'prctl', 1, 0, 0, 0, 0)])"
    )
    assert alone(code) == ["EPERM"] * 10


def test_its_own_signals_and_limits_are_allowed(alone):
    code = FORBID + (
        "import resource, signal\n"
        "seen = []\n"
        "signal.signal(signal.SIGUSR1, lambda *a: seen.append(1))\n"
        "os.kill(os.getpid(), signal.SIGUSR1)\n"
        "signal.raise_signal(signal.SIGUSR1)\n"
        "resource.setrlimit(resource.RLIMIT_CORE, (0, 0))\n"
        "tell(len(seen))"
    )
    assert alone(code) == 2
