"""Moments in UTC, as the grader keeps them."""

from datetime import UTC, datetime

from course_utils.errors import CourseError


def in_utc(moment: datetime) -> datetime:
    """Return a moment in UTC with its zone; one without a zone is in UTC already."""
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def in_words(when: datetime | None) -> str:
    """Return a moment in UTC, such as "2026-03-01 12:30 UTC"; nothing for None."""
    return f"{in_utc(when):%Y-%m-%d %H:%M} UTC" if when else ""


def zoned_in_utc(moment: datetime | None, what: str) -> datetime | None:
    """Return a moment that says its zone in UTC, or None for None.

    Parameters
    ----------
    what : str
        Of what it is the time, for the error: "the deadline of 01_single_neuron".

    Raises
    ------
    CourseError
        It says no time zone.
    """
    if moment is not None and moment.utcoffset() is None:
        raise CourseError(
            f"Expected {what} with a time zone, found {moment.isoformat(' ')}. "
            'Write datetime(..., tzinfo=ZoneInfo("Europe/Berlin")) or ...(tzinfo=UTC).'
        )
    return moment and in_utc(moment)
