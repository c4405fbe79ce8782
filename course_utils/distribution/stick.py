"""The course in a folder, for computers without a network: packages, pages, and how to install."""

import hashlib
import shutil
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from course_utils.distribution.locking import LockedWheel, lock, read_lock, write_lock
from course_utils.distribution.targets import TargetMachine
from course_utils.distribution.wheels import build_course_wheel, fetch_wheels, sha256_of
from course_utils.errors import SetupError
from course_utils.requirements import requirement_lines
from course_utils.storage.atomic import write_whole

SPACE_GB = 0.9  # the packages of one kind of machine; TensorFlow is most of them
_INSIDE = "course_utils/course/"  # what the course's wheel carries
_LAST = "README.txt"  # a folder that has it is whole


@dataclass(frozen=True)
class Steps:
    """Whom to tell what is being done.

    Attributes
    ----------
    say : callable
        Told a sentence.
    count : callable
        Told how many packages are there, and of how many.
    """

    say: Callable[[str], None]
    count: Callable[[int, int], None]


def write_stick(folder: Path, course: Path, targets: Sequence[TargetMachine], steps: Steps) -> None:
    """Write the course to a folder; a run that was stopped goes on where it was.

    Parameters
    ----------
    folder
        Made where there is none.
    course
        The checkout.
    targets
        The machines to write packages for. Those of an earlier run stay.
    steps

    Raises
    ------
    SetupError
        The disk is full or too small, this machine is offline, or a package cannot be had.
    """
    try:
        wheels, locks = folder / "wheels", folder / "requirements"
        for made in (wheels, locks):
            made.mkdir(parents=True, exist_ok=True)
        (folder / _LAST).unlink(missing_ok=True)
        _remove_parts(folder)
        steps.say("Building the course's own package.")
        own = build_course_wheel(course, wheels)
        _write_pages(own, folder)
        for target in targets:
            _write_packages(course, target, folder, steps)
        _remove_unused(wheels, locks, own)
        _write_site(course, folder, steps)
        _write_installer(course, folder)
    except OSError as error:
        raise SetupError(
            f"Expected to write to {folder}, found: {error.strerror or error}. Make room or choose "
            "another folder, then run this again; what is written so far is kept."
        ) from error


def _remove_parts(folder):
    """Remove what a run that was killed left half-done."""
    for part in (*folder.glob(".part-*"), *folder.glob("wheels/.part-*")):
        shutil.rmtree(part)
    for part in folder.rglob(".*.tmp"):
        part.unlink()


def _write_packages(course, target, folder, steps):
    """Resolve what a machine needs, or take it from the earlier run, and fetch it."""
    text = (course / "requirements.txt").read_text(encoding="utf-8")
    asked = requirement_lines(text)
    key = hashlib.sha256("\n".join([target.name, *asked]).encode()).hexdigest()
    path = folder / "requirements" / f"{target.name}.txt"
    locked = read_lock(path, key)
    if locked is None:
        steps.say(f"Asking which packages {target.name} needs (a minute or two).")
        locked = lock(asked, target)
        write_whole(path, write_lock(locked, key).encode())
    require_space(folder, locked)
    steps.say(f"Fetching {len(locked)} packages for {target.name}.")
    fetch_wheels(locked, target, folder / "wheels", steps.count)


def require_space(folder: Path, locked: Sequence[LockedWheel]) -> None:
    """Raise SetupError where a disk is too small for the packages that are not there yet.

    What a package takes is not known before; so each that is there counts with its size, and all
    together with `SPACE_GB`.
    """
    there = [folder / "wheels" / wheel.file for wheel in locked]
    have_gb = sum(path.stat().st_size for path in there if path.exists()) / 1e9
    whole = all(path.exists() for path in there)
    free_gb = shutil.disk_usage(folder).free / 1e9
    if not whole and free_gb < SPACE_GB - have_gb:
        raise SetupError(
            f"Expected {SPACE_GB - have_gb:.1f} GB free for the packages in {folder}, found "
            f"{free_gb:.1f} GB. Make room, then run this again; what is written so far is kept."
        )


def _remove_unused(wheels, locks, own):
    """Remove packages that no machine's list names any more."""
    named = {own.name}
    for path in locks.glob("*.txt"):
        head = path.read_text(encoding="utf-8").partition("\n")[0]
        named |= {wheel.file for wheel in read_lock(path, head.removeprefix("# ")) or ()}
    for path in wheels.glob("*.whl"):
        if path.name not in named:
            path.unlink()


def _write_pages(own, folder):
    """Write notebooks and tables as plain files, as the course's own package has them."""
    with zipfile.ZipFile(own) as archive:
        for name in archive.namelist():
            inside = name.removeprefix(_INSIDE)
            is_page = inside.startswith(("notebooks/", "datasets/"))
            if inside != name and is_page and not inside.startswith("notebooks/source/"):
                _write_if_new(folder / inside, archive.read(name))


def _write_if_new(path, data):
    """Write a file that is not as it should be: sticks are slow, and wear out."""
    if not path.exists() or path.read_bytes() != data:
        write_whole(path, data)


def _write_site(course, folder, steps):
    site = course / "site"
    if not (site / "index.html").is_file():
        steps.say("Without the website: it is not built. `make site`, then run this again.")
        return
    steps.say("Copying the website.")
    files = {path.relative_to(site): path for path in sorted(site.rglob("*")) if path.is_file()}
    for name, path in files.items():
        if sha256_of(folder / "site" / name) != sha256_of(path):
            write_whole(folder / "site" / name, path.read_bytes())
    for path in (folder / "site").rglob("*"):
        if path.is_file() and path.relative_to(folder / "site") not in files:
            path.unlink()


def _write_installer(course, folder):
    """Write what installs from the stick; the page that says how comes last."""
    tools = course / "tools"
    _write_if_new(folder / "support" / "environment.py", (tools / "environment.py").read_bytes())
    _write_if_new(folder / "support" / "install.py", (tools / "stick" / "install.py").read_bytes())
    for name in ("install", "install.bat", _LAST):
        write_whole(folder / name, (tools / "stick" / name).read_bytes())
    (folder / "install").chmod(0o755)
