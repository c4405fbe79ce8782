"""What is in a folder. Links are never followed."""

import os
import stat
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from course_utils.errors import GradingError
from course_utils.grading.intake.collected_file import MAX_BYTES, CollectedFile, too_large
from course_utils.texts import safe_name

MAX_DEPTH = 20

LINK = "It is a symbolic link, and links are not followed. Put the file itself in its place."
_SPECIAL = "It is neither a file nor a folder. Put a notebook in its place."
_DEEP = f"It is more than {MAX_DEPTH} folders deep. Move it up and run again."


def list_folder(root: str | Path, parts: tuple[str, ...] = ()) -> Iterator[CollectedFile]:
    """Yield what is in a folder and below, in the order of the names.

    Parameters
    ----------
    root : Path
        The folder; it may itself be a link, since the instructor named it.
    parts : tuple of str
        The folders above, as `CollectedFile.parts` is to show them.

    Yields
    ------
    CollectedFile
        A file, a link or a special file that must not be read, or an empty folder.
    """
    try:
        entries = sorted(os.scandir(root), key=lambda entry: entry.name)
    except OSError as error:
        name = parts or (safe_name(str(root)),)
        yield CollectedFile(name, problem=_unreadable(error), is_folder=True)
        return
    if parts and not entries:
        yield CollectedFile(parts, is_folder=True)
    for entry in entries:
        yield from _list_entry(entry, (*parts, safe_name(entry.name)))


def _list_entry(entry, parts):
    if entry.is_symlink():
        yield CollectedFile(parts, problem=LINK)
    elif entry.is_dir(follow_symlinks=False):
        if len(parts) > MAX_DEPTH:
            yield CollectedFile(parts, problem=_DEEP, is_folder=True)
        else:
            yield from list_folder(entry.path, parts)
    else:
        yield _file(entry, parts)


def _file(entry, parts):
    try:
        status = entry.stat(follow_symlinks=False)
    except OSError as error:
        return CollectedFile(parts, problem=_unreadable(error))
    if not stat.S_ISREG(status.st_mode):
        return CollectedFile(parts, problem=_SPECIAL)
    return regular_file(entry.path, parts, status)


def regular_file(path: str | Path, parts: tuple[str, ...], status: os.stat_result) -> CollectedFile:
    """Return a regular file, given what `os.stat` says of it."""
    try:
        time = datetime.fromtimestamp(status.st_mtime, UTC)
    except (OverflowError, ValueError, OSError):  # a time beyond the calendar
        time = None
    problem = too_large(status.st_size) if status.st_size > MAX_BYTES else ""
    return CollectedFile(parts, partial(_read, path), time, problem)


def _read(path):
    # A file may have become a link or a pipe since it was listed: neither is opened.
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    flags |= getattr(os, "O_BINARY", 0)
    try:
        with open(os.open(path, flags), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise GradingError(_SPECIAL)
            data = file.read(MAX_BYTES + 1)
            size = os.fstat(file.fileno()).st_size
    except OSError as error:
        raise GradingError(_unreadable(error)) from None
    if len(data) > MAX_BYTES:
        raise GradingError(too_large(max(size, len(data))))
    return data


def _unreadable(error):
    return f"It cannot be read: {error.strerror or error}. Check its permissions and run again."
