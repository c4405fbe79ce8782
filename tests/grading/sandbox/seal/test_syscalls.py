"""System calls without a name in Python."""


def test_a_failure_is_an_error_with_its_number(alone):
    code = (
        "tell([fails(syscalls.invoke, 'syscall', 9999), syscalls.invoke('getpid') == os.getpid()])"
    )
    assert alone(code) == ["ENOSYS", True]


def test_a_child_dies_with_its_parent(alone):
    code = """
    import signal
    reader, writer = os.pipe()
    ready, say = os.pipe()
    if os.fork() == 0:
        if os.fork() == 0:
            syscalls.die_with_parent()
            os.write(say, b"x")
            signal.pause()
        os.read(ready, 1)
        os._exit(0)
    os.close(writer)
    tell(os.read(reader, 9).decode())  # the end: the grandchild held the pipe
    """
    assert alone(code) == ""


def test_a_child_whose_parent_is_gone_already_ends(alone):
    code = """
    child = os.fork()
    if child == 0:
        syscalls.die_with_parent(12345678)
        os._exit(0)
    tell(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
    """
    assert alone(code) == 1


def test_orphans_are_adopted(alone):
    code = """
    syscalls.adopt_orphans()
    this = os.getpid()
    reader, writer = os.pipe()
    middle = os.fork()
    if middle == 0:
        if os.fork() == 0:
            while os.getppid() != this:
                pass
            os.write(writer, b"adopted")
        os._exit(0)
    os.waitpid(middle, 0)
    os.wait()
    tell(os.read(reader, 9).decode())
    """
    assert alone(code) == "adopted"


def test_privileges_are_given_up(alone):
    code = """
    syscalls.give_up_privileges()
    tell([line.split()[1] for line in open("/proc/self/status") if "NoNewPrivs" in line])
    """
    assert alone(code) == ["1"]
