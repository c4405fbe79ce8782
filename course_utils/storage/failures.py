"""What can go wrong with a database, by the names that SQLite and PostgreSQL give to it.

What to do about it depends on whose database it is: who asks here says that.
"""

from collections.abc import Mapping
from enum import StrEnum


class Failure(StrEnum):
    """Why a database refused, as the beginning of a sentence."""

    BUSY = "Another program is writing to it"
    FULL = "The disk is full"
    REFUSED = "The disk refuses to write: it may be full, or a quota or a size limit is reached"
    READ_ONLY = "It may only be read"
    CANNOT_OPEN = "It cannot be opened"
    NO_DATABASE = "This file is no database"
    DAMAGED = "The file is damaged"
    NO_RIGHTS = "This user may not do that"


# The beginnings of SQLite's names and of PostgreSQL's five-character states; the first one counts.
_FAILURES = {
    "SQLITE_BUSY": Failure.BUSY,
    "SQLITE_LOCKED": Failure.BUSY,
    "SQLITE_FULL": Failure.FULL,
    "SQLITE_IOERR": Failure.REFUSED,
    "SQLITE_READONLY": Failure.READ_ONLY,
    "SQLITE_CANTOPEN": Failure.CANNOT_OPEN,
    "SQLITE_NOTADB": Failure.NO_DATABASE,
    "SQLITE_CORRUPT": Failure.DAMAGED,
    "55P03": Failure.BUSY,
    "53100": Failure.FULL,
    "25006": Failure.READ_ONLY,
    "42501": Failure.NO_RIGHTS,
}


def state_of(error: BaseException) -> str:
    """Return the name that the database gave to an error of SQLAlchemy, or ``""``."""
    original = getattr(error, "orig", None)
    return getattr(original, "sqlite_errorname", None) or getattr(original, "sqlstate", None) or ""


def failure_of(error: BaseException) -> Failure | None:
    """Return what went wrong with a database, or None where the table does not say."""
    state = state_of(error)
    return next((what for start, what in _FAILURES.items() if state.startswith(start)), None)


def failure_sentence(error: BaseException, what_to_do: Mapping[Failure, str]) -> str:
    """Say what went wrong with a database and what to do; ``""`` where the table does not say."""
    failure = failure_of(error)
    if failure is None:
        return ""
    return f"{failure}: {what_to_do[failure]}." if failure in what_to_do else f"{failure}."
