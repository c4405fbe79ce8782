"""Every verdict, in the learner's own record: what was answered, how well, how often."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Column, DateTime, Float, Integer, String, Table, case, func, select

from course_utils.errors import SetupError
from course_utils.progress.database import keep, metadata, note_problem, read

STATUSES = ("correct", "incorrect", "cannot check", "not attempted")  # the best one first

_verdicts = Table(
    "verdicts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("question_id", String, nullable=False, index=True),
    Column("status", String, nullable=False),
    Column("credit", Float, nullable=False),
    Column("points", Float, nullable=False),
    Column("at", DateTime, nullable=False),  # UTC
)


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


def record_verdict(question_id: str, status: str, credit: float, points: float) -> None:
    """Record one verdict; never raises, and waits 0.2 s at most for another notebook.

    A verdict that cannot be written waits in memory and goes with the next one; the reason is in
    `last_problem`. A damaged record is moved aside, and a new one begins. With
    ``COURSE_PROGRESS=off`` nothing is recorded.

    Parameters
    ----------
    question_id
        Such as ``"1.2"``.
    status
        ``"correct"``, ``"incorrect"``, ``"cannot check"`` or ``"not attempted"``.
    credit, points
        The credit given, out of so many points.
    """
    try:
        if status not in STATUSES:
            raise SetupError(f"Expected a status of {', '.join(STATUSES)}, found {status!r}.")
        marks = {"credit": float(credit), "points": float(points)}
    except Exception as error:  # whatever it is, the learner's check goes on
        note_problem(error)
    else:
        keep(_verdicts, question_id=str(question_id), status=status, **marks)


def read_progress() -> dict[str, QuestionProgress]:
    """Return what the record says about each question, by its id; empty before the first check.

    Raises
    ------
    SetupError
        The record cannot be read; the message says why. (A damaged one is moved aside instead,
        and the result is empty.)
    """
    return {row.question_id: _question(row) for row in read(_summary())}


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
