"""Every verdict, in a small SQLite file of the learner's own.

A check must never fail or wait because of its record: whatever goes wrong here is remembered
as a sentence (`last_problem`), the verdict waits in memory, and the next one takes it along.
"""

import atexit
import os
from collections import deque
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import (
    URL,
    Column,
    DateTime,
    Float,
    Integer,
    MetaData,
    String,
    Table,
    case,
    create_engine,
    delete,
    func,
    insert,
    select,
)
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import NullPool

from course_utils.errors import SetupError
from course_utils.folders import data_folder

STATUSES = ("correct", "incorrect", "cannot check", "not attempted")  # the best one first
_SCHEMA = 1  # a file with a higher number was written by a later edition of the course
_WAIT = 0.2  # seconds for a file that another notebook is writing

_verdicts = Table(
    "verdicts",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("question_id", String, nullable=False, index=True),
    Column("status", String, nullable=False),
    Column("credit", Float, nullable=False),
    Column("points", Float, nullable=False),
    Column("at", DateTime, nullable=False),  # UTC
)

_unsaved = deque(maxlen=1000)
_problem = [""]

_CAUSES = {
    "SQLITE_BUSY": "Another notebook is writing to it; the verdict waits for the next check.",
    "SQLITE_FULL": "The disk is full: make room.",
    "SQLITE_READONLY": "It may only be read: set COURSE_HOME to a folder you may write to.",
    "SQLITE_CANTOPEN": "It cannot be opened: set COURSE_HOME to a folder you may write to.",
    "SQLITE_IOERR": "The disk refuses to write: it may be full, or the file at its limit.",
}


@dataclass(frozen=True)
class QuestionProgress:
    """What the record says about one question.

    Attributes
    ----------
    question_id : str
        Such as ``"1.2"``.
    status : str
        The best verdict so far: ``"correct"``, ``"incorrect"``, ``"cannot check"`` or
        ``"not attempted"``.
    credit, points : float
        The most credit so far, out of so many points.
    attempts : int
        Answers that were judged correct or incorrect.
    first, last : datetime
        Time of the first and of the last verdict, in UTC.
    """

    question_id: str
    status: str
    credit: float
    points: float
    attempts: int
    first: datetime
    last: datetime


def is_recording():
    """Whether verdicts are recorded: yes, unless COURSE_PROGRESS is set to ``off``."""
    return os.environ.get("COURSE_PROGRESS", "").strip().lower() != "off"


def record_path():
    """Return the path of the record: ``progress.sqlite`` in the learner's data folder.

    Raises
    ------
    SetupError
        The system knows no home folder for this user.
    """
    return data_folder() / "progress.sqlite"


def record_verdict(question_id, status, credit, points):
    """Record one verdict; never raises, and waits 0.2 s at most for another notebook.

    A verdict that cannot be written waits in memory and goes with the next one; the reason is in
    `last_problem`. A damaged record is moved aside, and a new one begins. With
    ``COURSE_PROGRESS=off`` nothing is recorded.

    Parameters
    ----------
    question_id : str
        Such as ``"1.2"``.
    status : str
        ``"correct"``, ``"incorrect"``, ``"cannot check"`` or ``"not attempted"``.
    credit, points : float
        The credit given, out of so many points.
    """
    if not is_recording():
        return
    try:
        if status not in STATUSES:
            raise SetupError(f"Expected a status of {', '.join(STATUSES)}, found {status!r}.")
        row = {"question_id": str(question_id), "status": status, "at": datetime.now(UTC)}
        _unsaved.append(row | {"credit": float(credit), "points": float(points)})
        _save()
    except Exception as error:  # whatever it is, the learner's check goes on
        _problem[0] = _sentence(error)


def read_progress():
    """Return what the record says about each question.

    Returns
    -------
    dict of str to QuestionProgress
        By question id; empty before the first check.

    Raises
    ------
    SetupError
        The record cannot be read; the message says why. (A damaged one is moved aside instead,
        and the result is empty.)
    """
    try:
        if _unsaved:
            _save()
        rows = _in_record(lambda connection: connection.execute(_summary()).all())
    except Exception as error:
        raise SetupError(_sentence(error)) from error
    return {row.question_id: _question(row) for row in rows}


def reset_progress():
    """Forget every verdict.

    Raises
    ------
    SetupError
        The record cannot be written; the message says why.
    """
    _unsaved.clear()
    try:
        _in_record(lambda connection: connection.execute(delete(_verdicts)))
    except Exception as error:
        raise SetupError(_sentence(error)) from error


def last_problem():
    """Return why the last verdict could not be recorded, or what was repaired; else ``""``."""
    return _problem[0]


def kept_aside():
    """Return a sentence that names the damaged records kept beside the present one, or ``""``."""
    names = sorted(path.name for path in record_path().parent.glob("progress.damaged-*.sqlite"))
    if not names:
        return ""
    return (
        f"An earlier progress record was damaged and stands as {', '.join(names)} in "
        f"{record_path().parent}. Delete it if you do not need it."
    )


def _save():
    rows = list(_unsaved)
    _problem[0] = ""
    _in_record(lambda connection: connection.execute(insert(_verdicts), rows))
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
        _verdicts.metadata.create_all(connection)
        connection.exec_driver_sql(f"PRAGMA user_version = {_SCHEMA}")


def _is_damage(error):
    name = getattr(error.orig, "sqlite_errorname", "")
    return name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")) or "no such" in str(error.orig)


def _set_aside(path):
    """Rename the file to one that says when; its journal goes along, it would spoil a new file."""
    kept = path.with_name(f"progress.damaged-{datetime.now():%Y%m%d-%H%M%S-%f}.sqlite")
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
    name = getattr(getattr(error, "orig", None), "sqlite_errorname", "")
    known = [cause for start, cause in _CAUSES.items() if name.startswith(start)]
    return known[0] if known else f"{getattr(error, 'orig', error)}."


def _summary():
    """One row a question: best status, most credit, attempts, first and last time."""
    column = _verdicts.c
    rank = case({status: i for i, status in enumerate(STATUSES)}, value=column.status)
    tried = column.status.in_(("correct", "incorrect"))
    return select(
        column.question_id,
        func.min(rank).label("rank"),
        func.max(column.credit).label("credit"),
        func.max(column.points).label("points"),
        func.sum(case((tried, 1), else_=0)).label("attempts"),
        func.min(column.at).label("first"),
        func.max(column.at).label("last"),
    ).group_by(column.question_id)


def _question(row):
    return QuestionProgress(
        row.question_id,
        STATUSES[row.rank],
        row.credit,
        row.points,
        row.attempts,
        row.first.replace(tzinfo=UTC),
        row.last.replace(tzinfo=UTC),
    )
