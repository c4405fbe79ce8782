"""A stick, written with a small index of packages, and the installation from it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from course_utils.distribution import stick as module
from course_utils.distribution.locking import LockedWheel
from course_utils.distribution.stick import Steps, require_space, write_stick
from course_utils.distribution.targets import TargetMachine, this_platform, this_python
from course_utils.errors import SetupError
from course_utils.places import root
from tests.distribution.conftest import make_environment

pytestmark = [pytest.mark.process, pytest.mark.xdist_group("stick")]
HERE = TargetMachine(this_platform(), this_python())
KILLED = """
import os, pathlib, signal, sys
from course_utils.distribution import wheels
from course_utils.distribution.stick import Steps, write_stick
from course_utils.distribution.targets import TargetMachine
wheels._AT_ONCE = 1
def count(done, of):
    if done:
        pathlib.Path(sys.argv[1], "wheels", ".part-killed").mkdir()
        pathlib.Path(sys.argv[1], "wheels", ".part-killed", "half.whl").write_bytes(b"half")
        os.kill(os.getpid(), signal.SIGKILL)
write_stick(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]),
            [TargetMachine(*sys.argv[3:])], Steps(print, count))
"""


def write(folder, course, *targets):
    """Write a stick; return what was said and counted."""
    said, counted = [], []
    steps = Steps(said.append, lambda done, of: counted.append((done, of)))
    write_stick(folder, course, targets, steps)
    return said, counted


@pytest.fixture(scope="module")
def stick(tmp_path_factory):
    """Where the stick is."""
    return tmp_path_factory.mktemp("media") / "my stick"


def test_a_stick_that_was_killed_goes_on(stick, small_course, offline):
    command = [sys.executable, "-c", KILLED, stick, small_course, HERE.machine, HERE.python]
    done = subprocess.run(command, cwd=root(), capture_output=True, text=True)
    assert done.returncode == -9, done.stderr
    assert not (stick / "README.txt").exists()
    said, counted = write(stick, small_course, HERE)
    assert not any("Asking" in sentence for sentence in said), "it resolved again"
    assert counted == [(1, 2), (2, 2)]
    assert (stick / "README.txt").exists()
    assert not list(stick.rglob(".*"))


def test_a_third_run_needs_no_network_and_fetches_nothing(
    stick, small_course, offline, monkeypatch
):
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
    times = {path: path.stat().st_mtime_ns for path in (stick / "notebooks").rglob("*.ipynb")}
    assert write(stick, small_course, HERE)[1] == [(2, 2)]
    assert times == {path: path.stat().st_mtime_ns for path in times}


def test_what_is_on_it(stick):
    assert {path.name for path in stick.iterdir()} == {
        *("README.txt", "install", "install.bat", "support", "requirements", "wheels"),
        *("notebooks", "datasets"),
    }
    assert len(list(stick.glob("wheels/*.whl"))) == 3
    for page in ("notebooks/00_start_here.ipynb", "datasets/ames.csv.gz"):
        assert (stick / page).read_bytes() == (root() / page).read_bytes()
    assert not (stick / "notebooks" / "source").exists()
    assert b"\r\n" in (stick / "install.bat").read_bytes()


def install(stick, folder, *before, **more):
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("COURSE_", "PYTHON"))}
    command = [*before, "sh", stick / "install", folder]
    own = {"HOME": str(folder.parent), "PYTHON": sys.executable} | more
    return subprocess.run(
        command, env={**kept, **own}, cwd=folder.parent, capture_output=True, text=True
    )


@pytest.fixture(scope="module")
def folder(stick, tmp_path_factory):
    """Where a learner installs: the environment is there, with what the small index lacks."""
    folder = tmp_path_factory.mktemp("learner") / "dl"
    make_environment(folder / ".venv", pip=True)
    return folder


def test_a_damaged_package_is_told(stick, folder):
    wheel = stick / "wheels" / "second-1.0-py3-none-any.whl"
    whole = wheel.read_bytes()
    wheel.write_bytes(whole.replace(b"Version: 1.0", b"Version: 6.6"))
    done = install(stick, folder)
    wheel.write_bytes(whole)
    assert done.returncode == 1
    assert "DO NOT MATCH THE HASHES" in done.stderr
    assert not (folder / "start").exists()


def test_it_installs_without_a_network_and_the_course_starts(stick, folder):
    alone = ["unshare", "--map-root-user", "--net"] if sys.platform == "linux" else []
    done = install(stick, folder, *alone)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.splitlines()[-1] == f"Start the course with: {folder / 'start'}"
    again = install(stick, folder)
    assert again.stdout.startswith("The course is up to date with this stick.")
    python = folder / ".venv" / "bin" / "python"
    code = (
        "import course_utils, first, second; from course_utils import check;"
        "print(course_utils.__file__); print(check('1.1', (6,)).status)"
    )
    done = subprocess.run([python, "-c", code], cwd=folder, capture_output=True, text=True)
    place, verdict = done.stdout.splitlines()
    assert Path(place).is_relative_to(folder / ".venv")
    assert verdict == "correct"
    done = subprocess.run([folder / "start", "--copy-only"], capture_output=True, text=True)
    assert done.stdout == f"Your notebooks are in {folder}.\n", done.stderr


def test_a_stick_for_another_machine_says_what_it_has(stick, tmp_path):
    other = tmp_path / "other"
    shutil.copytree(stick, other)
    (other / "requirements" / f"{HERE.name}.txt").rename(other / "requirements" / "cray-3.11.txt")
    done = install(other, tmp_path / "dl")
    assert done.returncode == 1
    assert done.stderr.startswith("This stick has packages for: cray-3.11. Found here: ")
    assert not (tmp_path / "dl").exists()


def test_the_website_comes_along_and_what_nobody_needs_goes(stick, small_course, offline):
    site = small_course / "site"
    (site / "lessons").mkdir(parents=True)
    for name in ("index.html", "lessons/one.html", "lessons/two.html"):
        (site / name).write_text(name)
    (stick / "wheels" / "gone-1.0-py3-none-any.whl").write_bytes(b"of an earlier list")
    write(stick, small_course, HERE)
    assert len(list(stick.glob("site/**/*.html"))) == 3
    assert not list(stick.glob("wheels/gone-*"))
    (site / "lessons" / "two.html").unlink()
    write(stick, small_course, HERE)
    assert sorted(path.name for path in stick.glob("site/**/*.html")) == ["index.html", "one.html"]


def test_a_disk_that_is_too_small_is_told_before(tmp_path, monkeypatch):
    wheel = LockedWheel("first", "1.0", "0", "https://example.org/first.whl")
    monkeypatch.setattr(module, "SPACE_GB", 1e9)
    (tmp_path / "wheels").mkdir()
    with pytest.raises(SetupError, match=r"Expected 1000000000.0 GB free for the packages in "):
        require_space(tmp_path, [wheel])
    (tmp_path / "wheels" / "first.whl").write_bytes(b"whole")
    require_space(tmp_path, [wheel])


FULL = """
mount -t tmpfs -o size=5M tmpfs "$1" || exit 3
"$2" -m course_utils.cli bundle "$1"
echo "exit status $?"
find "$1" -name '.*' | wc -l
"""


@pytest.mark.skipif(sys.platform != "linux", reason="a disk that fills up is mounted")
def test_a_full_disk_is_a_sentence_and_leaves_nothing_by_halves(tmp_path, small_course, offline):
    command = ["unshare", "--map-root-user", "--mount", "sh", "-c", FULL, "sh", tmp_path]
    done = subprocess.run(
        [*command, sys.executable], cwd=small_course, capture_output=True, text=True
    )
    assert "found: No space left on device. Make room or" in done.stderr, done.stdout
    assert done.stdout.splitlines()[-2:] == ["exit status 1", "0"]
