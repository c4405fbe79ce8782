"""Everything in a path: each file with its owner, its origin and its time."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from course_utils.errors import GradingError
from course_utils.grading.intake.archive import list_archive
from course_utils.grading.intake.collected_file import CollectedFile
from course_utils.grading.intake.folder import LINK, list_folder, regular_file
from course_utils.grading.intake.layout import Layout, OwnedFile
from course_utils.grading.intake.times import read_timestamp, tell_times
from course_utils.texts import safe_name

_SPECIAL = "Expected a folder, a zip or a notebook, found neither."
_TOMORROW = timedelta(days=1)


@dataclass(frozen=True)
class Item:
    """One file of a collection.

    Attributes
    ----------
    owned : OwnedFile
        The file and its owner.
    origin : str
        Where the instructor finds it, as in `Submission`.
    handed_in : datetime or None
    """

    owned: OwnedFile
    origin: str
    handed_in: datetime | None


def list_items(
    path: Path, knows: Callable[[str], bool], common: Collection[str], alone: bool
) -> list[Item]:
    """List everything in one path.

    Parameters
    ----------
    path : Path
        A folder, a zip, or any other file.
    knows : callable
        Whether the roster knows a name.
    common : collection of str
        Names of notebooks, without ending, that say nothing of their owner.
    alone : bool
        Whether no other path was given, so that its name may be left out of the origins.
    """
    files, label, before = _files(path)
    owned = Layout(label, knows, common).assign(files)
    short = alone and before.endswith("/")
    return [
        Item(one, ("" if short and not one.of_whole else before) + one.file.path, time)
        for one, time in zip(owned, _times(owned), strict=True)
    ]


def _files(path):
    """Return the files, the name of what they are in, and what comes before them in an origin."""
    whole = path.resolve()
    name = safe_name(path.name if path.is_file() else whole.name)
    if path.is_dir():
        return list(list_folder(path)), name, f"{name}/"
    if path.suffix.lower() != ".zip":
        holder, parts = whole.parent, (name,)
        if holder.parent.parent.name == "submitted":  # of nbgrader: submitted/ada/ex1/…
            holder, parts = holder.parent.parent, (safe_name(holder.parent.name), holder.name, name)
        return [_single(path, parts)], safe_name(holder.name), f"{safe_name(holder.name)}/"
    try:
        return list(list_archive(path)), name, f"{name[:-4]}.zip: "
    except GradingError as error:  # one student's broken zip must not end the class
        return [CollectedFile((name,), problem=str(error))], name, ""


def _single(path, parts):
    if path.is_symlink():
        return CollectedFile(parts, problem=LINK)
    if path.is_file():
        return regular_file(path, parts, path.stat())
    return CollectedFile(parts, problem=_SPECIAL)


def _times(owned):
    """Return when each file was handed in."""
    files = [one.file for one in owned]
    stamps = {one.file.parts[:-1]: _stamp(one.file) for one in owned if one.is_stamp}
    trusted = tell_times([file.time for file in files if file.is_notebook])
    times = [stamps.get(file.parts[:-1]) or (file.time if trusted else None) for file in files]
    latest = datetime.now(UTC) + _TOMORROW
    return [time if time and time < latest else None for time in times]


def _stamp(file):
    try:
        return None if file.problem else read_timestamp(file.read())
    except GradingError:
        return None
