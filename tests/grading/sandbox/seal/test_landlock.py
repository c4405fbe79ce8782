"""Which files can be read and written behind Landlock."""


def test_what_is_named_can_be_used_and_nothing_else(alone, tmp_path):
    for name in ("read", "write", "none"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").write_text("x")
    code = """
    folder = Path(sys.argv[1])
    syscalls.give_up_privileges()
    version = landlock.restrict([folder / "read", folder / "absent"], [folder / "write"])
    os.symlink(folder / "none", folder / "write/link")
    tell({
        "version": version == landlock.version(),
        "read": [fails((folder / name / "file").read_text) for name in ("read", "write", "none")],
        "write": [fails((folder / n / "file").write_text, "") for n in ("read", "write", "none")],
        "list": [fails(os.listdir, folder / name) for name in ("read", "write", "none")],
        "link": fails((folder / "write/link/file").read_text),
        "move": fails(os.rename, folder / "write/file", folder / "read/file"),
        "special": [fails(os.mknod, folder / "write/x", kind) for kind in (0o60600, 0o140600)],
        "up": fails((folder / "write/../none/file").read_text),
    })
    """
    no = "EACCES"
    assert alone(code, tmp_path) == {
        "version": True,
        "read": [None, None, no],
        "write": [no, None, no],
        "list": [None, None, no],
        "link": no,
        "move": no,
        "special": [no, no],
        "up": no,
    }


def test_a_child_stays_shut_in_and_signals_stay_inside(alone, tmp_path):
    code = """
    syscalls.give_up_privileges()
    landlock.restrict(["/usr", "/lib"], [])
    reader, writer = os.pipe()
    if os.fork() == 0:
        os.write(writer, str([fails(os.listdir, "/"), fails(os.kill, 1, 0)]).encode())
        os._exit(0)
    os.wait()
    tell([os.read(reader, 99).decode(), landlock.version() >= 6])
    """
    inside, with_signals = alone(code)
    assert "'EACCES'" in inside and ("'EPERM'" in inside or not with_signals)


def test_without_the_promise_to_gain_no_privilege_it_depends_on_rights(alone):
    code = """
    namespaces.drop_capabilities()
    tell(fails(landlock.restrict, [], []))
    """
    assert alone(code) == "EPERM"
