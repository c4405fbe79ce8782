"""Every answer to a quiz item, in the learner's own record; the first is the committed one."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Boolean, Column, DateTime, Integer, String, Table, select

from course_utils.progress.database import is_recording, keep, metadata, read

_quiz_answers = Table(
    "quiz_answers",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("item_id", String, nullable=False, index=True),
    Column("chosen", String, nullable=False),
    Column("right", Boolean, nullable=False),
    Column("at", DateTime, nullable=False),  # UTC
)


@dataclass(frozen=True)
class QuizAnswer:
    """One answer to a quiz item.

    Attributes
    ----------
    item_id : str
        Such as ``"3.a"``.
    chosen : str
        The text of the option: after an edit it may be none of the item's.
    at : datetime
        In UTC.
    """

    item_id: str
    chosen: str
    right: bool
    at: datetime


def record_quiz_answer(item_id: str, chosen: str, right: bool) -> None:
    """Record one answer; never raises, and waits 0.2 s at most for another notebook.

    An answer that cannot be written waits in memory and goes with the next one; the reason is in
    `last_problem`. With ``COURSE_PROGRESS=off`` nothing is recorded.
    """
    keep(_quiz_answers, item_id=str(item_id), chosen=str(chosen), right=bool(right))


def read_quiz_answers() -> dict[str, tuple[QuizAnswer, ...]]:
    """Return the answers to each quiz item by its id, the first one first.

    With ``COURSE_PROGRESS=off`` there are none.

    Raises
    ------
    SetupError
        The record cannot be read; the message says why.
    """
    answers: dict[str, tuple[QuizAnswer, ...]] = {}
    query = select(_quiz_answers).order_by(_quiz_answers.c.id)
    for row in read(query) if is_recording() else ():
        at = row.at.replace(tzinfo=UTC)
        answer = QuizAnswer(row.item_id, row.chosen, row.right, at)
        answers[row.item_id] = (*answers.get(row.item_id, ()), answer)
    return answers
