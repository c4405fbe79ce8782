"""Texts and numbers that every database takes, whatever a student put into them."""

import hashlib
import math
import re
from datetime import UTC

from course_utils.errors import CourseError

MOST_ID = 200  # an index of PostgreSQL holds no text of any length

# PostgreSQL refuses NUL; half of a surrogate pair is no character, and no driver sends it.
_REFUSED = re.compile("[\x00\ud800-\udfff]")


def storable(text):
    """Return a text with a replacement character for each that no database stores."""
    return _REFUSED.sub("\N{REPLACEMENT CHARACTER}", str(text))


def identity(name):
    """Return a student's, exercise's or key's name as the gradebook keeps it.

    Nearly always the name itself. One that cannot be stored, or is longer than 200 characters,
    is cut and gets a fingerprint, so that two different names stay different.

    Parameters
    ----------
    name : str

    Returns
    -------
    str
        The same again for what has been through here.
    """
    text = storable(name)
    if text == name and len(text) <= MOST_ID:
        return text
    digest = hashlib.sha256(str(name).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return f"{text[: MOST_ID - 20]}~{digest}"


def finite(number):
    """Return a number as a float; what is none (NaN, infinity) is 0, for it earns nothing."""
    number = float(number)
    return number if math.isfinite(number) else 0.0


def plain(value):
    """Return a value as what JSON holds in every database: storable texts, finite numbers."""
    if isinstance(value, dict):
        return {storable(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return value if value is None or isinstance(value, bool | int) else storable(value)


def in_utc(when, what):
    """Return a time in UTC, or None for None.

    Parameters
    ----------
    when : datetime or None
    what : str
        Of what it is the time, for the error: "the deadline of 01_single_neuron".

    Raises
    ------
    CourseError
        It says no time zone.
    """
    if when is None:
        return None
    if when.utcoffset() is None:
        raise CourseError(
            f"Expected {what} with a time zone, found {when.isoformat(' ')}. "
            'Write datetime(..., tzinfo=ZoneInfo("Europe/Berlin")) or ...(tzinfo=UTC).'
        )
    return when.astimezone(UTC)
