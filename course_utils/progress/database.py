"""The file behind the learner's record: what is written to it, what waits, what went wrong.

Nothing a learner does may fail or wait because of the record: whatever goes wrong here is
remembered as a sentence (`last_problem`), the row waits in memory, and the next takes it along.
"""

import atexit
import os
import sqlite3
from collections import deque
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import URL, MetaData, Row, Select, Table, create_engine, delete, insert
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import NullPool

from course_utils.errors import SetupError
from course_utils.storage.failures import Failure, failure_of, failure_sentence
from course_utils.storage.folders import data_folder

metadata = MetaData()  # of all tables; each is declared in the module that is about it

_SCHEMA = 3  # a file with a higher number was written by a later edition of the course
_WAIT = 0.2  # seconds for a file that another notebook is writing

_unsaved: deque[tuple[Table, dict]] = deque(maxlen=1000)  # pairs of a table and a row for it
_problem = [""]

_WHAT_TO_DO = {
    Failure.BUSY: "your answer waits for the next one",
    Failure.FULL: "make room",
    Failure.READ_ONLY: "set COURSE_HOME to a folder you may write to",
    Failure.CANNOT_OPEN: "set COURSE_HOME to a folder you may write to",
}


def is_recording() -> bool:
    """Whether anything is recorded: yes, unless COURSE_PROGRESS is set to ``off``."""
    return os.environ.get("COURSE_PROGRESS", "").strip().lower() != "off"


def record_path() -> Path:
    """Return the path of the record: ``progress.sqlite`` in the learner's data folder.

    Raises
    ------
    SetupError
        The system knows no home folder for this user.
    """
    return data_folder() / "progress.sqlite"


def keep(table: Table, **row: object) -> None:
    """Write a row, with the time of now in ``at``; never raises, and waits 0.2 s at most.

    Where it cannot be written, it waits in memory and goes with the next one. With
    ``COURSE_PROGRESS=off`` nothing is kept.
    """
    if not is_recording():
        return
    try:
        _unsaved.append((table, row | {"at": datetime.now(UTC)}))
        _save()
    except Exception as error:  # whatever it is, the learner goes on
        note_problem(error)


def read(query: Select) -> list[Row]:
    """Return the rows of a query, those that still waited included.

    Raises
    ------
    SetupError
        The record cannot be read; the message says why. (A damaged one is moved aside instead,
        and the result is empty.)
    """
    try:
        if _unsaved:
            _save()
        return _in_record(lambda connection: connection.execute(query).all())
    except Exception as error:
        raise SetupError(_sentence(error)) from error


def forget_everything() -> Path | None:
    """Empty all tables, and what waits for them; a copy of the file is kept beside it.

    Returns
    -------
    Path or None
        The copy; None where there was no record.

    Raises
    ------
    SetupError
        The record or its copy cannot be written; the message says why, and nothing is forgotten.
    """
    try:
        existed = record_path().exists()
        if _unsaved and existed:
            _save()
        kept = _in_record(_copied if existed else lambda connection: None)
        _in_record(_emptied)
    except Exception as error:
        raise SetupError(_sentence(error)) from error
    _unsaved.clear()
    return kept


def _copied(connection):
    kept = record_path().with_name(f"progress.before-reset-{_now()}.sqlite")
    with closing(sqlite3.connect(kept)) as copy:
        connection.connection.driver_connection.backup(copy)
    return kept


def _emptied(connection):
    for table in metadata.sorted_tables:
        connection.execute(delete(table))


def _now():
    return f"{datetime.now():%Y%m%d-%H%M%S-%f}"


def note_problem(error: Exception) -> None:
    """Remember why something could not be recorded."""
    _problem[0] = _sentence(error)


def last_problem() -> str:
    """Return why the last answer could not be recorded, or what was repaired; else ``""``."""
    return _problem[0]


def kept_aside() -> str:
    """Return a sentence that names the damaged records kept beside the present one, or ``""``."""
    names = sorted(path.name for path in record_path().parent.glob("progress.damaged-*.sqlite"))
    if not names:
        return ""
    return (
        f"An earlier progress record was damaged and is kept as {', '.join(names)} in "
        f"{record_path().parent}. Delete it if you do not need it."
    )


def _save():
    rows = list(_unsaved)
    _problem[0] = ""
    _in_record(lambda connection: [connection.execute(insert(t), row) for t, row in rows])
    _unsaved.clear()


@atexit.register
def _save_the_rest():
    if _unsaved:
        try:
            _save()
        except Exception:  # the kernel is ending: nobody is left to tell
            _unsaved.clear()


def _in_record(action):
    """Run an action in one transaction; on a damaged record, once more in a new one."""
    path = record_path()
    try:
        return _transaction(path, action)
    except DatabaseError as error:
        if not _is_damage(error):
            raise
        _problem[0] = f"The progress record was damaged. It was kept as {_set_aside(path)}, and "
        _problem[0] += "a new one has begun."
        return _transaction(path, action)


def _transaction(path, action):
    path.parent.mkdir(parents=True, exist_ok=True)
    url = URL.create("sqlite", database=str(path))
    # No pool: an open connection would keep the file from being moved on Windows.
    engine = create_engine(url, poolclass=NullPool, connect_args={"timeout": _WAIT})
    with engine.begin() as connection:
        _ensure_schema(connection)
        return action(connection)


def _ensure_schema(connection):
    version = connection.exec_driver_sql("PRAGMA user_version").scalar()
    if version > _SCHEMA:
        raise SetupError(
            f"It was written by a later edition of the course (format {version}, this edition "
            f"knows {_SCHEMA}): update the course, or set COURSE_HOME to another folder."
        )
    if version < _SCHEMA:
        metadata.create_all(connection)
        connection.exec_driver_sql(f"PRAGMA user_version = {_SCHEMA}")


def _is_damage(error):
    damage = failure_of(error) in (Failure.DAMAGED, Failure.NO_DATABASE)
    return damage or "no such" in str(error.orig)


def _set_aside(path):
    """Rename the file to one that says when; its journal goes along, it would spoil a new file."""
    kept = path.with_name(f"progress.damaged-{_now()}.sqlite")
    path.rename(kept)
    journal = path.with_name(f"{path.name}-journal")
    if journal.exists():
        journal.rename(kept.with_name(f"{kept.name}-journal"))
    return kept.name


def _sentence(error):
    """Say what went wrong with the record and what to do."""
    try:
        return f"Your progress record {record_path()} could not be used. {_cause(error)}"
    except SetupError as no_home:
        return f"Your progress could not be recorded. {no_home}"


def _cause(error):
    if isinstance(error, SetupError):
        return str(error)
    if isinstance(error, OSError):
        return f"{error}. Set COURSE_HOME to a folder you may write to."
    return failure_sentence(error, _WHAT_TO_DO) or f"{getattr(error, 'orig', error)}."
