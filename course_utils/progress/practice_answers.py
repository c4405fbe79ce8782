"""Every answer given in practice, in the learner's own record: of what, how well, and when."""

from datetime import UTC

from sqlalchemy import Column, DateTime, Integer, String, Table, select

from course_utils.progress.database import is_recording, keep, metadata, read
from course_utils.progress.schedule import Rating, Review

_practice_answers = Table(
    "practice_answers",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("card_id", String, nullable=False, index=True),
    Column("rating", Integer, nullable=False),
    Column("at", DateTime, nullable=False),  # UTC
)


def record_practice_answer(card_id: str, right: bool, unsure: bool = False) -> None:
    """Record one answer; never raises, and waits 0.2 s at most for another notebook.

    An answer that cannot be written waits in memory and goes with the next one; the reason is in
    `last_problem`. With ``COURSE_PROGRESS=off`` nothing is recorded.

    Parameters
    ----------
    card_id
        Such as ``"3.iterations"`` for a family of drills, ``"3.e"`` for a quiz item.
    unsure
        Whether the learner said so before the answer was judged.
    """
    rating = Rating.Again if not right else Rating.Hard if unsure else Rating.Good
    keep(_practice_answers, card_id=str(card_id), rating=int(rating))


def read_practice_answers() -> dict[str, list[Review]]:
    """Return the answers to each card by its id, in the order given.

    With ``COURSE_PROGRESS=off`` there are none. A rating that nobody gives is left out.

    Raises
    ------
    SetupError
        The record cannot be read; the message says why.
    """
    answers: dict[str, list[Review]] = {}
    query = select(_practice_answers).order_by(_practice_answers.c.id)
    for row in read(query) if is_recording() else ():
        if row.rating in list(Rating):
            review = Review(Rating(row.rating), row.at.replace(tzinfo=UTC))
            answers.setdefault(row.card_id, []).append(review)
    return answers
