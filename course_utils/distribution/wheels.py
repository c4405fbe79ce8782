"""The files of packages in a folder: fetched, compared with their checksums, there whole or not."""

import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable
from importlib.util import find_spec
from pathlib import Path

from course_utils.distribution.locking import LockedWheel
from course_utils.distribution.pip_runs import run_pip
from course_utils.distribution.targets import TargetMachine
from course_utils.errors import SetupError

_AT_ONCE = 8  # files a run of pip: so many are lost where one is killed


def fetch_wheels(
    wheels: Iterable[LockedWheel],
    target: TargetMachine,
    folder: Path,
    say: Callable[[int, int], None],
) -> None:
    """Download what is not in the folder yet, or damaged there.

    Parameters
    ----------
    wheels, target
        What to fetch, and for which machine.
    folder
        Where the files go.
    say
        Told how many are there, and of how many.

    Raises
    ------
    SetupError
        This machine is offline, the disk is full, or a file is not what the index said.
    """
    wheels = list(wheels)
    waiting = [wheel for wheel in wheels if sha256_of(folder / wheel.file) != wheel.sha256]
    say(len(wheels) - len(waiting), len(wheels))
    while waiting:
        batch, waiting = waiting[:_AT_ONCE], waiting[_AT_ONCE:]
        _fetch(batch, target, folder)
        say(len(wheels) - len(waiting), len(wheels))


def _fetch(batch, target, folder):
    addresses = [f"{wheel.url}#sha256={wheel.sha256}" for wheel in batch]
    with tempfile.TemporaryDirectory(dir=folder, prefix=".part-") as part:
        run_pip("download", "--no-deps", "--quiet", "-d", part, target.pip_options, addresses)
        for wheel in batch:
            found = sha256_of(Path(part, wheel.file))
            if found != wheel.sha256:
                raise SetupError(
                    f"Expected {wheel.file} with sha256 {wheel.sha256}, found {found or 'none'}. "
                    "Run this again; what is written so far is kept."
                )
            os.replace(Path(part, wheel.file), folder / wheel.file)


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file, or ``""`` where there is none."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return ""


def build_course_wheel(course: Path, folder: Path) -> Path:
    """Build the course's own wheel from a checkout, in the place of any older one.

    Raises
    ------
    SetupError
        pip cannot build it: what builds it is not installed, and this machine is offline.
    """
    # Where hatchling is installed, nothing has to be fetched for the build.
    here = ["--no-build-isolation"] if find_spec("hatchling") else []
    with tempfile.TemporaryDirectory(dir=folder, prefix=".part-") as part:
        run_pip("wheel", "--no-deps", "--quiet", here, "-w", part, str(course))
        built = next(Path(part).glob("*.whl"))
        for older in folder.glob("deep_learning_course-*.whl"):
            if older.name != built.name:
                older.unlink()
        os.replace(built, folder / built.name)
    return folder / built.name
