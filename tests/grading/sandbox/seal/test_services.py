"""What a notebook never needs of the kernel fails; an event loop works."""

FORBID = "syscalls.give_up_privileges()\nservices.forbid_services()\n"


def test_sockets_reach_nobody(alone, tmp_path):
    code = """
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(sys.argv[1])
    listening.listen()
    pair = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
    unconnected = socket.socket(socket.AF_UNIX)
    syscalls.give_up_privileges()
    services.forbid_services()
    tell([
        fails(socket.socket), fails(socket.socket, socket.AF_UNIX),
        fails(unconnected.connect, sys.argv[1]), fails(pair[0].connect, sys.argv[1]),
        fails(unconnected.bind, sys.argv[1] + "2"),
        fails(socket.socketpair, socket.AF_UNIX, socket.SOCK_DGRAM),
    ])
    """
    assert alone(code, tmp_path / "socket") == ["EPERM"] * 6


def test_memory_that_counts_for_no_limit(alone):
    code = FORBID + (
        "tell([fails(os.memfd_create, 'x'), fails(syscalls.invoke, 'shmget', 1, 4096, 0o1666),"
        " fails(syscalls.invoke, 'msgget', 1, 0o1666), fails(syscalls.invoke, 'unshare', 0),"
        " fails(syscalls.invoke, 'syscall', 425, 8, None)])"
    )
    assert alone(code) == ["EPERM"] * 5


def test_an_event_loop_works(alone):
    code = FORBID + "import asyncio\nasyncio.run(asyncio.sleep(0))\ntell('done')"
    assert alone(code) == "done"
