"""A world of its own: processes, mounts, network."""

ENTER = "namespaces.enter_namespaces()\n"


def test_the_process_is_alone(alone):
    code = ENTER + "tell([os.getpid(), os.getppid(), os.getuid()])"
    pid, parent, user = alone(code)
    assert (pid, parent) == (2, 1)
    assert user == alone("tell(os.getuid())")


def test_its_status_comes_back(alone):
    code = """
    child = os.fork()
    if child == 0:
        namespaces.enter_namespaces()
        os._exit(7)
    tell(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
    """
    assert alone(code) == 7


def test_when_it_is_killed_all_of_it_ends(alone):
    """Also what forked twice and left the session: the kernel ends the namespace."""
    code = """
    import time
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        namespaces.enter_namespaces()
        if os.fork() == 0:
            os.setsid()
            if os.fork() == 0:
                os.write(writer, b"x")
                time.sleep(600)
            os._exit(0)
        time.sleep(600)
    os.close(writer)
    os.read(reader, 1)
    os.kill(child, 9)
    tell(os.read(reader, 1).decode())  # the end: nobody holds the pipe any more
    """
    assert alone(code) == ""


def test_there_is_no_network(alone):
    code = ENTER + "tell([name for _, name in socket.if_nameindex()])"
    assert set(alone(code)) <= {"lo"}


def test_files_outside_are_frozen_and_the_folder_is_in_memory(alone, tmp_path):
    code = """
    folder = Path(sys.argv[1])
    (folder / "before").touch()
    namespaces.enter_namespaces()
    namespaces.freeze_files()
    namespaces.mount_private(folder / "own", 1)
    def many():
        for n in range(30_000):
            (folder / f"own/{n}").touch()
    tell([
        fails((folder / "before").write_text, ""),
        fails((folder / "own/x").write_text, "x"),
        fails((folder / "own/y").write_bytes, bytes(2_000_000)),
        fails(many),
    ])
    """
    (tmp_path / "own").mkdir()
    assert alone(code, tmp_path) == ["EROFS", None, "ENOSPC", "ENOSPC"]
    assert list((tmp_path / "own").iterdir()) == []


def test_only_its_own_processes_are_listed(alone):
    code = ENTER + (
        "namespaces.freeze_files(); namespaces.mount_processes()\n"
        "tell([name for name in os.listdir('/proc') if name.isdigit()])"
    )
    assert alone(code) == ["1", "2"]


def test_threads_are_limited(alone):
    code = """
    import threading
    namespaces.enter_namespaces()
    namespaces.freeze_files()
    namespaces.mount_processes()
    namespaces.limit_threads(320)
    stop, count = threading.Event(), 0
    threading.stack_size(65536)
    try:
        while count < 1000:
            threading.Thread(target=stop.wait).start()
            count += 1
    except RuntimeError:
        pass
    stop.set()
    tell(count)
    """
    assert 200 < alone(code) < 320


def test_capabilities_are_given_up(alone):
    code = """
    namespaces.enter_namespaces()
    namespaces.drop_capabilities()
    tell([fails(namespaces.freeze_files), fails(os.chroot, "/tmp")])
    """
    assert alone(code) == ["EPERM", "EPERM"]
