"""All protections together, with namespaces and without."""

import os

import psutil

from course_utils.grading.sandbox.seal import Limits

# What the rest of the machine might lose, tried from inside; each name maps to the error.
TRY = """
folder, outside, readable = sys.argv[1:4]
Path(readable, "given").write_text("x")
{before}
missing = seal(folder, [readable], Limits(folder_mb=1))
grader = int(sys.argv[4])
import resource, threading
def fill():
    with open(Path(folder, "big"), "wb") as file:
        for _ in range(20):
            file.write(bytes(100_000))
            file.flush()
tell({{
    "missing": missing,
    "own file": fails(Path(folder, "x").write_text, "x"),
    "given": fails(Path(readable, "given").read_text),
    "given, written": fails(Path(readable, "given").write_text, "x"),
    "outside": fails(Path(outside).read_text),
    "outside, written": fails(Path(outside).write_text, "x"),
    "passwords": fails(open, "/etc/shadow"),
    "environment": fails(open, f"/proc/{{grader}}/environ"),
    "signal": fails(os.kill, grader, 0),
    "fork": fails(os.fork),
    "socket": fails(socket.socket),
    "network": fails(socket.create_connection, ("127.0.0.1", 9), 1),
    "device": fails(os.mknod, Path(folder, "d"), 0o60600, os.makedev(254, 0)),
    "full": fails(fill),
    "threads": threading.Thread(target=print).start(),
    "memory": resource.getrlimit(resource.RLIMIT_AS)[0],
    "rights": int(next(l for l in open("/proc/self/status") if "CapEff" in l).split()[1], 16),
}})
"""
REFUSED = "syscalls.give_up_privileges(); filters.refuse([filters.Rule((272, 97))])"


def tried(alone, tmp_path, before=""):
    folder, readable, outside = tmp_path / "own", tmp_path / "given", tmp_path / "outside"
    folder.mkdir()
    readable.mkdir()
    outside.write_text("secret")
    found = alone(TRY.format(before=before), folder, outside, readable, os.getpid())
    assert outside.read_text() == "secret"
    return found, folder


def test_nothing_is_missing_here_and_nothing_gets_out(alone, tmp_path):
    found, folder = tried(alone, tmp_path)
    assert found.pop("missing") == []
    assert found.pop("memory") == Limits().memory_mb * 1_000_000
    harmless = {name for name, error in found.items() if not error}
    assert harmless == {"own file", "given", "threads", "rights"}
    assert list(folder.iterdir()) == [], "the folder was in memory"


def test_without_namespaces_the_rest_holds_and_what_is_missing_is_named(alone, tmp_path):
    found, _ = tried(alone, tmp_path, REFUSED)
    refused, size = found.pop("missing")
    assert refused.startswith("other processes and the network (")
    assert size == "the size of its folder and the number of threads"
    harmless = {name for name, error in found.items() if not error}
    assert harmless == {"own file", "given", "threads", "rights"}, "but one file is limited"


def test_a_protection_that_fails_is_named_and_the_others_hold(alone, tmp_path):
    before = "landlock.version = lambda: (_ for _ in ()).throw(OSError(38, 'not implemented'))"
    found, _ = tried(alone, tmp_path, before)
    assert found["missing"] == ["files (not implemented)"]
    assert found["outside, written"] == "EROFS" and found["fork"] == found["socket"] == "EPERM"


def test_elsewhere_than_on_linux_limits_are_all(alone, tmp_path):
    code = """
    import course_utils.grading.sandbox.seal as package
    package._LINUX = False
    tell(package.seal(sys.argv[1], [], Limits()))
    """
    assert alone(code, tmp_path) == ["other processes, the network and files (needs Linux)"]


def test_no_process_is_left(alone, tmp_path):
    before = set(psutil.pids())
    tried(alone, tmp_path)
    mine = {p.pid for p in psutil.Process().children(recursive=True)}
    assert not mine - before
