"""What is in a zip. It is read in memory; nothing of it is ever written to a disk."""

import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import lru_cache, partial
from pathlib import Path

from course_utils.errors import GradingError
from course_utils.grading.intake.collected_file import MAX_BYTES, CollectedFile, too_large
from course_utils.texts import safe_name

MAX_FILES = 100_000

_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError),
    *(NotImplementedError, RuntimeError),
)
_UTC_TIME = 0x5455  # the field in which Unix tools write seconds since 1970

_LINK = "It is a symbolic link, and links are not followed. Put the file itself into the zip."
_OUTSIDE = "Its name leads out of the zip, and so nothing of it was read."
_ENCRYPTED = "It is encrypted. Make the zip again, without a password."
_METHOD = "It is compressed in a way that few programs know. Make the zip again with deflate."
_DAMAGED = "It is damaged inside the zip. Download the zip again."


def list_archive(path: Path) -> Iterator[CollectedFile]:
    """Yield what is in a zip, in the order of the names.

    Yields
    ------
    CollectedFile
        A file, an entry that must not be read, or an empty folder.

    Raises
    ------
    GradingError
        The file is no zip, or lists more than `MAX_FILES` entries.
    """
    opened = partial(_open, path, object())
    entries = [(_parts(info), info) for info in opened().infolist()]
    entries.sort(key=lambda entry: entry[0])  # stable: of equal names the last stays last
    above = {parts[:depth] for parts, _ in entries for depth in range(1, len(parts))}
    for parts, info in entries:
        if not info.is_dir():
            yield CollectedFile(parts, partial(_read, opened, info), _time(info), _problem(info))
        elif parts not in above:
            yield CollectedFile(parts, is_folder=True)


# Of a thousand zips one is open at a time, and each is opened once for all of its files.
@lru_cache(maxsize=1)
def _open(path, listing):
    """Open a zip; `listing` is new for each listing, so that a new file is opened again."""
    try:
        archive = zipfile.ZipFile(path)
    except _BROKEN as error:
        raise GradingError(
            f"Expected a zip, found a file that cannot be opened as one ({error}). "
            "Download it again."
        ) from None
    if len(archive.infolist()) > MAX_FILES:
        raise GradingError(
            f"Expected a zip of at most {MAX_FILES:,} files, found {len(archive.infolist()):,}. "
            "Unpack what belongs to the class, and give that folder."
        )
    return archive


def _problem(info):
    """Why an entry must not be read, from what the zip's own list says of it."""
    if _leads_outside(info):
        return _OUTSIDE
    if stat.S_ISLNK(info.external_attr >> 16):
        return _LINK
    if info.flag_bits & 0x1:
        return _ENCRYPTED
    if info.compress_type not in _METHODS:
        return _METHOD
    return too_large(info.file_size) if info.file_size > MAX_BYTES else ""


def _read(opened, info):
    try:
        # The list may lie: never more than the limit, and the checksum tells at the end.
        with opened().open(info) as file:
            data = file.read(MAX_BYTES + 1)
    except _BROKEN:
        raise GradingError(_DAMAGED) from None
    if len(data) > MAX_BYTES:
        raise GradingError(too_large(len(data)))
    return data


def _leads_outside(info):
    name = _name(info)
    return name.startswith("/") or ".." in name.split("/") or bool(re.match("[A-Za-z]:", name))


def _parts(info):
    parts = [safe_name(part) for part in _name(info).split("/") if part not in {"", ".", ".."}]
    return tuple(parts) or ("(no name)",)


def _name(info):
    """Return the name with `/` between the folders, however the zip was made."""
    name = info.filename
    if not info.flag_bits & 0x800:
        try:  # macOS writes UTF-8 and does not say so; Python then reads code page 437
            name = name.encode("cp437").decode("utf-8")
        except UnicodeError:
            name = info.filename
    return name.replace("\\", "/")


def _time(info):
    try:
        if seconds := _unix_time(info.extra):
            return datetime.fromtimestamp(seconds, UTC)
        # The old field knows no zone: it is the local time of whoever made the zip.
        return datetime(*info.date_time).astimezone(UTC) if info.date_time[0] > 1980 else None
    except (ValueError, OverflowError, OSError):
        return None


def _unix_time(extra):
    """Return the seconds since 1970 from an entry's extra fields; 0 where they do not say."""
    while len(extra) >= 4:
        kind, length = struct.unpack("<HH", extra[:4])
        if kind == _UTC_TIME and length >= 5 and len(extra) >= 9 and extra[4] & 1:
            return struct.unpack("<i", extra[5:9])[0]
        extra = extra[4 + length :]
    return 0
