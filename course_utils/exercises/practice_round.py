"""What is asked next in practice, as drills with fresh numbers: for a page and for a terminal."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

from course_utils.drills import Drill, DrillAnswer, draw_drill, drill_families
from course_utils.errors import QuestionError, SetupError
from course_utils.progress import Deck, full_deck, lesson_of, read_deck
from course_utils.progress.database import is_recording
from course_utils.source.quizzes import QuizItem, practice_items

MOST = 50  # questions in one round


@dataclass(frozen=True)
class PracticeQuestion:
    """One question of a round: the card it comes from, and what is asked."""

    card_id: str
    drill: Drill

    @property
    def lesson(self) -> int:
        """The number of its lesson."""
        return lesson_of(self.card_id)


@dataclass(frozen=True)
class PracticeRound:
    """Some questions, and a sentence around them.

    Attributes
    ----------
    questions : tuple of PracticeQuestion
        Empty where there is nothing to ask.
    note : str
        What the learner should know first: why there is no question, or that nothing can be
        recorded. Usually empty.
    left : int
        How many more are due or new.
    """

    questions: tuple[PracticeQuestion, ...]
    note: str = ""
    left: int = 0

    def after(self, again: str) -> str:
        """Say what is left when these are answered; `again` is how to get the next ones."""
        if not self.left:
            return "That was all for now."
        return f"{self.left} more {'is' if self.left == 1 else 'are'} waiting: {again}."


def next_round(
    lesson: str | int | None = None,
    count: int = 5,
    now: datetime | None = None,
    rng: Random | None = None,
) -> PracticeRound:
    """Choose what to ask: first what is due, then what is new.

    Parameters
    ----------
    lesson
        Only questions of this lesson, begun or not; then also such as are not due yet.
    count
        How many, 1 to 50.
    now
        In UTC.
    rng
        Draws the numbers.

    Raises
    ------
    QuestionError
        There is no such lesson, or no such number of questions; the message says what there is.
    """
    if isinstance(count, bool) or not isinstance(count, int) or not 1 <= count <= MOST:
        raise QuestionError(f"Expected a number of questions from 1 to {MOST}, found {count!r}.")
    now, rng = now or datetime.now(UTC), rng or Random()
    number = None if lesson is None else _lesson_number(lesson)
    deck, note = _deck(number, now, rng)
    cards = (*deck.due, *deck.new, *(() if number is None else deck.later))
    if not cards:
        return PracticeRound((), note or _nothing(deck, now))
    items = practice_items()
    questions = tuple(PracticeQuestion(card, _drill(card, items, rng)) for card in cards[:count])
    left = len(deck.due) + len(deck.new) - len(questions)
    return PracticeRound(questions, note, max(left, 0))


def _lesson_number(lesson: str | int) -> int:
    known = sorted({lesson_of(card) for card in (*drill_families(), *practice_items())})
    text = str(lesson).strip()
    if not text.isdecimal() or int(text) not in known:
        raise QuestionError(
            "Expected the number of a lesson that has questions to practise "
            f"({', '.join(map(str, known))}), found {lesson!r}."
        )
    return int(text)


def _deck(lesson: int | None, now: datetime, rng: Random) -> tuple[Deck, str]:
    """Return the deck by the record; where there is none to read, all drills, and why."""
    if is_recording():
        try:
            return read_deck(lesson, now), ""
        except SetupError as error:
            problem = str(error)
    else:
        problem = "Recording is off (COURSE_PROGRESS=off)."
    drills = full_deck(lesson).new
    which = "" if lesson is not None else " So these are questions of any lesson."
    return Deck(new=tuple(rng.sample(drills, len(drills)))), problem + which


def _drill(card: str, items: dict[str, QuizItem], rng: Random) -> Drill:
    return (
        _asked_again(items[card], rng) if card in items else draw_drill(drill_families()[card], rng)
    )


def _asked_again(item: QuizItem, rng: Random) -> Drill:
    """Return a quiz item as a drill, its options in another order."""
    options = [DrillAnswer(option.text, option.reason) for option in item.options]
    place = next(i for i, option in enumerate(item.options) if option.right)
    wrong = tuple(option for option in options if option != options[place])
    shuffled = tuple(rng.sample(options, len(options)))
    return Drill(item.question, options[place], wrong, shuffled)


def _nothing(deck: Deck, now: datetime) -> str:
    if deck.next_due is None:
        return (
            "There is nothing to practise yet. Practice asks about lessons that you have begun: "
            "answer a question of one, or name one: `practice(lesson=1)`."
        )
    return (
        f"Nothing is about to be forgotten. The next question is due {_in(deck.next_due - now)}. "
        f"If you like to go on, name a lesson: `practice(lesson={lesson_of(deck.later[0])})`."
    )


def _in(time: timedelta) -> str:
    """Say how long it is, in whole units, rounded up."""
    minutes = max(1, -(-time // timedelta(minutes=1)))
    for unit, size in (("day", 60 * 24), ("hour", 60)):
        if minutes >= size:
            return _counted(-(-minutes // size), unit)
    return _counted(minutes, "minute")


def _counted(number: int, unit: str) -> str:
    return f"in {number} {unit}{'' if number == 1 else 's'}"
