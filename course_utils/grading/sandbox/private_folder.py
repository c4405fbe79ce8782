"""The one folder that a child may write to; it is gone when the child is."""

import contextlib
import os
import secrets
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psutil

_PREFIX = "course-grading-"


@contextlib.contextmanager
def private_folder() -> Iterator[str]:
    """Provide an empty folder, and remove it.

    It is named after this process, so that a later grader can tell that it was left behind.
    """
    remove_left_behind()
    folder = tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-")
    try:
        yield folder
    finally:
        _remove(Path(folder))


def remove_left_behind() -> None:
    """Remove the folders of children whose grader was killed."""
    user = getattr(os, "getuid", int)()  # Windows has neither users' numbers nor others' folders
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*-*"):
        number = folder.name.removeprefix(_PREFIX).partition("-")[0]
        with contextlib.suppress(OSError):  # another grader has removed it
            found = folder.lstat()
            mine = stat.S_ISDIR(found.st_mode) and found.st_uid == user
            if mine and number.isdecimal() and not psutil.pid_exists(int(number)):
                _remove(folder)


def _remove(folder):
    """Remove a folder that a child filled: as deep as it likes, and closed to its own user.

    What is inside a folder is moved up before it is looked into: no path grows long.
    """
    with contextlib.suppress(OSError):
        while inside := list(os.scandir(folder)):
            for entry in inside:
                if not entry.is_dir(follow_symlinks=False):
                    os.unlink(entry)
                    continue
                os.chmod(entry, 0o700)
                for deeper in list(os.scandir(entry)):
                    if deeper.is_dir(follow_symlinks=False):
                        os.chmod(deeper, 0o700)
                    os.rename(deeper, folder / secrets.token_hex(16))
                os.rmdir(entry)
        os.rmdir(folder)
