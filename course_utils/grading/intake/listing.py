"""Everything a path holds: each file with its owner, its origin and its time."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from course_utils.errors import GradingError
from course_utils.grading.intake.archive import list_archive
from course_utils.grading.intake.folder import LINK, found_file, list_folder
from course_utils.grading.intake.found import Found, clean
from course_utils.grading.intake.layout import Layout, Placed
from course_utils.grading.intake.times import read_timestamp, tell_times

TIMESTAMP = "timestamp.txt"

_SPECIAL = "Expected a folder, a zip or a notebook, found neither."
_TOMORROW = timedelta(days=1)


@dataclass(frozen=True)
class Item:
    """One file of a collection.

    Attributes
    ----------
    placed : Placed
        The file and its owner.
    origin : str
        Where the instructor finds it, as in `Submission`.
    handed_in : datetime or None
    """

    placed: Placed
    origin: str
    handed_in: datetime | None


def list_items(path, knows, common, alone):
    """List what one path holds.

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

    Returns
    -------
    list of Item
    """
    files, label, before = _files(path)
    placed = Layout(label, knows, common).place(files)
    short = alone and before.endswith("/")
    return [
        Item(one, ("" if short and not one.of_whole else before) + one.found.path, time)
        for one, time in zip(placed, _times(placed), strict=True)
    ]


def _files(path):
    """Return the files, the name of what holds them, and what comes before them in an origin."""
    whole = path.resolve()
    name = clean(path.name if path.is_file() else whole.name)
    if path.is_dir():
        return list(list_folder(path)), name, f"{name}/"
    if path.suffix.lower() != ".zip":
        holder, parts = whole.parent, (name,)
        if holder.parent.parent.name == "submitted":  # of nbgrader: submitted/ada/ex1/…
            holder, parts = holder.parent.parent, (clean(holder.parent.name), holder.name, name)
        return [_single(path, parts)], clean(holder.name), f"{clean(holder.name)}/"
    try:
        return list(list_archive(path)), name, f"{name[:-4]}.zip: "
    except GradingError as error:  # one student's broken zip must not end the class
        return [Found((name,), problem=str(error))], name, ""


def _single(path, parts):
    if path.is_symlink():
        return Found(parts, problem=LINK)
    return (
        found_file(path, parts, path.stat()) if path.is_file() else Found(parts, problem=_SPECIAL)
    )


def _times(placed):
    """Return when each file was handed in."""
    stamps = {
        one.found.parts[:-1]: _stamp(one.found)
        for one in placed
        if one.found.name == TIMESTAMP and len(one.found.parts) > 1
    }
    trusted = tell_times([one.found.time for one in placed if one.found.is_notebook])
    times = [
        stamps.get(one.found.parts[:-1]) or (one.found.time if trusted else None) for one in placed
    ]
    latest = datetime.now(UTC) + _TOMORROW
    return [time if time and time < latest else None for time in times]


def _stamp(found):
    try:
        return None if found.problem else read_timestamp(found.read())
    except GradingError:
        return None
