"""What can go wrong with a database, as sentences."""

from contextlib import contextmanager

from sqlalchemy.exc import OperationalError, SQLAlchemyError

from course_utils.errors import SetupError

_BUSY = "Another process is writing to it: wait until it is done, and do this again."
_FULL = "The disk is full: make room, and do this again. What was stored before is safe."
_READ_ONLY = "It may only be read: change its permissions, or take a copy that you may write to."
_NO_CONNECTION = (
    "There is no connection: look whether the server runs, and at the host, the user, the password "
    "and the database's name in the address. `createdb NAME` makes a database."
)

# The beginnings of SQLite's names and of PostgreSQL's five-character states; the first one counts.
_CAUSES = {
    "SQLITE_BUSY": _BUSY,
    "SQLITE_LOCKED": _BUSY,
    "SQLITE_FULL": _FULL,
    "SQLITE_IOERR": "The disk refuses: it may be full, or your quota or a size limit is reached.",
    "SQLITE_READONLY": _READ_ONLY,
    "SQLITE_CANTOPEN": "It cannot be opened: look at the folder, and whether you may write there.",
    "SQLITE_NOTADB": "This file is no database: name another, and a gradebook is made there.",
    "SQLITE_CORRUPT": "The file is damaged: put back a copy, or name another to begin anew.",
    "55P03": _BUSY,
    "53100": _FULL,
    "25006": _READ_ONLY,
    "42501": "This user may not do that: ask who runs the server for the rights to its tables.",
}


@contextmanager
def as_sentences(place):
    """Turn what a database or the system raises into a sentence that names the gradebook.

    Parameters
    ----------
    place : str
        The gradebook's path, or its URL without the password.
    """
    try:
        yield
    except OSError as error:
        raise SetupError(f"The gradebook {place} could not be used. {error}.") from error
    except SQLAlchemyError as error:
        raise SetupError(f"The gradebook {place} could not be used. {_cause(error)}") from error


def _cause(error):
    original = getattr(error, "orig", None)
    name = getattr(original, "sqlite_errorname", None) or getattr(original, "sqlstate", None) or ""
    known = [cause for start, cause in _CAUSES.items() if name.startswith(start)]
    if known:
        return known[0]
    # A server that refuses gives no state, one that goes away sometimes one of these classes.
    if isinstance(error, OperationalError) and name[:2] in ("", "08", "57"):
        return f"{_NO_CONNECTION} ({original})"
    return f"{original or error}"
