"""When something was handed in, as far as a collection can be trusted to know."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from course_utils.grading.moments import in_utc

_SPREAD = timedelta(minutes=10)


def tell_times(times: Sequence[datetime | None]) -> bool:
    """Tell whether the times of a collection's notebooks say when they were handed in.

    A copied folder and many a zip bear the time of the copy: all the same, or some seconds
    apart. They count only where more than half of the notebooks, and two at least, have a
    minute of their own and ten minutes are between the first and the last.

    Parameters
    ----------
    times : sequence of (datetime or None)
        One for each notebook.
    """
    known = [time for time in times if time is not None]
    minutes = {time.replace(second=0, microsecond=0) for time in known}
    told = len(minutes) >= 2 and 2 * len(minutes) > len(times)
    return told and max(known) - min(known) >= _SPREAD


def read_timestamp(data: bytes) -> datetime | None:
    """Read the `timestamp.txt` that nbgrader puts beside a notebook.

    Parameters
    ----------
    data : bytes
        Such as ``b"2026-11-02 15:58:23.948203 UTC"``.

    Returns
    -------
    datetime or None
        In UTC; None where the text is no time.
    """
    text = data[:99].decode("utf-8", "replace").strip().removesuffix(" UTC")
    try:
        time = datetime.fromisoformat(text)
        return in_utc(time)
    except (ValueError, OverflowError):
        return None
