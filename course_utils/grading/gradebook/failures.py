"""What can go wrong with a gradebook, as sentences."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import OperationalError, SQLAlchemyError

from course_utils.errors import SetupError
from course_utils.storage.failures import Failure, failure_sentence, state_of

_NO_CONNECTION = (
    "There is no connection: look whether the server runs, and at the host, the user, the password "
    "and the database's name in the address. `createdb NAME` makes a database."
)
_WHAT_TO_DO = {
    Failure.BUSY: "wait until it is done, and do this again",
    Failure.FULL: "make room, and do this again. What was stored before is safe",
    Failure.READ_ONLY: "change its permissions, or take a copy that you may write to",
    Failure.CANNOT_OPEN: "look at the folder, and whether you may write there",
    Failure.NO_DATABASE: "name another, and a gradebook is made there",
    Failure.DAMAGED: "put back a copy, or name another to begin again",
    Failure.NO_RIGHTS: "ask who runs the server for the rights to its tables",
}


@contextmanager
def as_sentences(place: str) -> Iterator[None]:
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
    if sentence := failure_sentence(error, _WHAT_TO_DO):
        return sentence
    original = getattr(error, "orig", None)
    # A server that refuses gives no state, one that goes away sometimes one of these classes.
    if isinstance(error, OperationalError) and state_of(error)[:2] in ("", "08", "57"):
        return f"{_NO_CONNECTION} ({original})"
    return f"{original or error}"
