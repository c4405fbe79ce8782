"""When is it about to be forgotten? FSRS says so, from all answers that were given.

FSRS is a model of memory, fitted to hundreds of millions of answers of learners. The package `fsrs`
computes it. Nothing of it is stored: the record has the answers, and they are gone through again.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from fsrs import Card, Rating, Scheduler, State

__all__ = ["Memory", "Rating", "Review", "memory_of"]

_SOON = (timedelta(minutes=10),)  # until a wrong answer is asked again
# No fuzz: the same answers give the same day.
_SCHEDULER = Scheduler(learning_steps=_SOON, relearning_steps=_SOON, enable_fuzzing=False)
# An interval is in whole days, and nobody practises at the same minute: who came in the evening may
# come in the morning.
_EARLY = timedelta(hours=12)


@dataclass(frozen=True)
class Review:
    """One answer: how it went, and when, in UTC."""

    rating: Rating
    at: datetime


@dataclass(frozen=True)
class Memory:
    """What is left of a card, as FSRS estimates it.

    Attributes
    ----------
    due : datetime
        From when on it is asked again, in UTC.
    recall : float
        The probability that it would be answered right at the time asked about.
    """

    due: datetime
    recall: float


def memory_of(reviews: Iterable[Review], now: datetime) -> Memory:
    """Return when a card is due, and how likely it still is known.

    Parameters
    ----------
    reviews
        At least one, in any order; times in UTC.
    now
        In UTC.
    """
    card = Card(card_id=0)  # its own would be the time, and cost a millisecond
    for review in sorted(reviews, key=lambda review: review.at):
        card, _ = _SCHEDULER.review_card(card, review.rating, review.at)
    due = card.due - _EARLY if card.state == State.Review else card.due
    return Memory(due, float(_SCHEDULER.get_card_retrievability(card, now)))
