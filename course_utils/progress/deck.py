"""What may be practised now: cards that are due, and new ones of lessons already begun.

A card is a quiz item, such as ``"3.e"``, or a family of drills, such as ``"3.iterations"``. What
was answered in a lesson is a first review of its item.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from course_utils.drills import drill_families
from course_utils.progress.practice_answers import read_practice_answers
from course_utils.progress.quiz_answers import read_quiz_answers
from course_utils.progress.record import read_progress
from course_utils.progress.schedule import Memory, Rating, Review, memory_of
from course_utils.source.quizzes import practice_items


@dataclass(frozen=True)
class Deck:
    """Cards by what is to be done with them.

    Attributes
    ----------
    due : tuple of str
        To be asked now; the one that is most likely forgotten first.
    new : tuple of str
        Of lessons begun, never asked before; in the order of the course.
    later : tuple of str
        Still known; the one that is due first comes first.
    next_due : datetime or None
        When the first of `later` is due, in UTC.
    """

    due: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    later: tuple[str, ...] = ()
    next_due: datetime | None = None


def lesson_of(card_id: str) -> int:
    """Return the number of a card's lesson; −1 where it has none."""
    number = card_id.partition(".")[0]
    return int(number) if number.isdecimal() else -1


def read_deck(lesson: int | None = None, now: datetime | None = None) -> Deck:
    """Sort all cards by the learner's record.

    Parameters
    ----------
    lesson
        Only cards of this lesson, begun or not.
    now
        In UTC.

    Raises
    ------
    SetupError
        The record cannot be read, or the sources are not there.
    AuthoringError
        A lesson's source cannot be read.
    """
    now = now or datetime.now(UTC)
    reviews = _reviews()
    known = _cards(reviews, _begun(reviews) if lesson is None else {lesson})
    memories = {card: memory_of(reviews[card], now) for card in known if card in reviews}
    return _sorted(known, memories, now)


def full_deck(lesson: int | None = None) -> Deck:
    """Return the drills of a lesson, or of all, as new: for where no record can be read."""
    families = drill_families().values()
    return Deck(new=tuple(one.id for one in families if lesson in (None, one.lesson)))


def _reviews() -> dict[str, list[Review]]:
    reviews = read_practice_answers()
    for item, answers in read_quiz_answers().items():
        given = [Review(Rating.Good if one.right else Rating.Again, one.at) for one in answers]
        reviews[item] = given + reviews.get(item, [])
    return reviews


def _begun(reviews: Mapping[str, object]) -> set[int]:
    """Return the lessons of which something was answered."""
    tried = [id for id, row in read_progress().items() if row.status != "not attempted"]
    return {lesson_of(id) for id in (*reviews, *tried)}


def _cards(reviews: Mapping[str, object], wanted: set[int]) -> list[str]:
    """Return the cards of some lessons; a guess only where the lesson has asked it."""
    items = [id for id in practice_items() if _is_recall(id) or id in reviews]
    cards = [id for id in (*drill_families(), *items) if lesson_of(id) in wanted]
    return sorted(cards, key=lesson_of)  # a stable sort: within a lesson, drills come first


def _is_recall(item_id: str) -> bool:
    return ".r" in item_id


def _sorted(cards: list[str], memories: Mapping[str, Memory], now: datetime) -> Deck:
    due = [card for card in cards if card in memories and memories[card].due <= now]
    later = [card for card in cards if card in memories and memories[card].due > now]
    later.sort(key=lambda card: memories[card].due)
    return Deck(
        tuple(sorted(due, key=lambda card: memories[card].recall)),
        tuple(card for card in cards if card not in memories),
        tuple(later),
        memories[later[0]].due if later else None,
    )
