"""Which result counts, and what comes of it: pure functions from plain values to marks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from course_utils.errors import CourseError
from course_utils.grading.gradebook.instructor import Comment, Override
from course_utils.grading.gradebook.late import Deadline, Lateness
from course_utils.grading.result import Result

LATEST = "latest"
BEST = "best"
RULES = (LATEST, BEST)


@dataclass(frozen=True)
class Attempt:
    """One stored result, as far as choosing among them goes.

    Attributes
    ----------
    number, run : int
        Of the result and of its run; a higher number was stored later.
    run_started : datetime
        Used where nobody knows when it was handed in: it was there by then.
    origin : str
    handed_in : datetime or None
    marks, points : float
    is_readable, is_attempted : bool
        Whether it could be graded, and whether anything in it was answered.
    """

    number: int
    run: int
    run_started: datetime
    origin: str
    handed_in: datetime | None
    marks: float
    points: float
    is_readable: bool = True
    is_attempted: bool = True

    @property
    def worked_on(self) -> tuple[bool, bool]:
        """What comes before all else: what cannot be read, or is blank, replaces no answers."""
        return self.is_readable, self.is_attempted

    @property
    def when(self) -> tuple[datetime, int]:
        """What sorts attempts by time."""
        return self.handed_in or self.run_started, self.number


@dataclass(frozen=True)
class QuestionMark:
    """One question: what the check gave (`earned`), and what counts (`marks`)."""

    question: str
    title: str
    status: str
    earned: float
    marks: float
    points: float
    override: Override | None = None


@dataclass(frozen=True)
class Mark:
    """The marks of one student in one exercise that count, and how; `explain` puts it in words.

    Attributes
    ----------
    student, exercise : str
    marks, points : float
        What counts, out of what could be earned.
    earned : float
        What the checks gave, before overrides and the late policy.
    rule : str
        "latest" or "best".
    result : Result or None
        The one that counts; None where nothing was handed in.
    run : int or None
        Its run.
    hand_ins : int
        How many there are to choose from.
    passed_over : tuple of Attempt
        Those that came later, and could not be read or had no answer.
    deadline : Deadline or None
    lateness : Lateness or None
        None where there is no deadline, or nothing was handed in.
    questions : tuple of QuestionMark
    override : Override or None
        Of the whole exercise; then the late policy does not apply.
    comments : tuple of Comment
        Oldest first, on questions and on the whole.
    """

    student: str
    exercise: str
    marks: float
    points: float
    earned: float
    rule: str
    result: Result | None
    run: int | None
    hand_ins: int
    passed_over: tuple[Attempt, ...]
    deadline: Deadline | None
    lateness: Lateness | None
    questions: tuple[QuestionMark, ...]
    override: Override | None
    comments: tuple[Comment, ...]


def expect_rule(rule: str) -> None:
    """Raise CourseError unless a rule is one of the two."""
    if rule not in RULES:
        raise CourseError(f"Expected the rule {' or '.join(RULES)}, found {rule!r}.")


def hand_ins(attempts: Iterable[Attempt]) -> list[Attempt]:
    """Return the attempts without those that a later run graded again.

    What has the same time of handing in, or, without a time, the same origin, is the same thing:
    a mark from before a check was mended must not be the best forever. What can no longer be read
    is another thing.
    """
    attempts = sorted(attempts, key=lambda attempt: attempt.run)
    last_run = {_thing(attempt): attempt.run for attempt in attempts}
    return [attempt for attempt in attempts if attempt.run == last_run[_thing(attempt)]]


def _thing(attempt):
    return attempt.handed_in or attempt.origin, attempt.worked_on


def choose(
    attempts: Iterable[Attempt], rule: str, deadline: Deadline | None = None
) -> Attempt | None:
    """Return the attempt that counts, or None where there is none.

    Parameters
    ----------
    attempts : iterable of Attempt
        Of one student in one exercise.
    deadline : Deadline, optional
        The best is the best after its deduction.
    """

    def rank(attempt):
        share = deadline.lateness(attempt.handed_in).share if deadline else 1
        worth = attempt.marks * share if rule == BEST else 0
        return attempt.worked_on, worth, attempt.when

    return max(hand_ins(attempts), key=rank, default=None)


@dataclass(frozen=True)
class Case:
    """Everything that the mark of one student in one exercise depends on.

    Attributes
    ----------
    student, exercise : str
    attempts : tuple of Attempt
    overrides : tuple of Override
        Oldest first.
    comments : tuple of Comment
    deadline : Deadline or None
    points : float
        What the exercise is worth, for who handed in nothing, or nothing readable.
    """

    student: str
    exercise: str
    attempts: tuple[Attempt, ...]
    overrides: tuple[Override, ...]
    comments: tuple[Comment, ...]
    deadline: Deadline | None
    points: float


def settle(
    case: Case, rule: str, attempt: Attempt | None = None, result: Result | None = None
) -> Mark:
    """Return the mark that counts.

    Parameters
    ----------
    attempt : Attempt, optional
        What `choose` chose.
    result : Result, optional
        The same, all of it.
    """
    set_by_hand = {override.question: override for override in case.overrides}
    in_force = {key: value for key, value in set_by_hand.items() if value.marks is not None}
    whole = in_force.get(None)
    questions = _questions(result, in_force)
    lateness = None
    if case.deadline and result:
        lateness = case.deadline.lateness(result.handed_in)
    attempts = hand_ins(case.attempts)
    total = sum(question.marks for question in questions) * (lateness.share if lateness else 1)
    return Mark(
        student=case.student,
        exercise=case.exercise,
        marks=total if whole is None or whole.marks is None else whole.marks,
        points=(result.points if result else 0) or case.points,
        earned=result.marks if result else 0.0,
        rule=rule,
        result=result,
        run=attempt.run if attempt else None,
        hand_ins=len(attempts),
        passed_over=tuple(one for one in attempts if attempt and _is_passed_over(one, attempt)),
        deadline=case.deadline,
        lateness=lateness,
        questions=questions,
        override=whole,
        comments=case.comments,
    )


def _is_passed_over(one, counted):
    return one.worked_on < counted.worked_on and one.when > counted.when


def _questions(result, in_force):
    """The questions of the result, and what was set by hand for others."""
    marks = []
    for question in result.questions if result else ():
        verdict = question.verdict
        override = in_force.get(verdict.question)
        counted = override.marks if override else question.marks
        fixed = (verdict.question, question.title, verdict.status.value, question.marks)
        marks.append(QuestionMark(*fixed, counted, verdict.points, override))
    known = {mark.question for mark in marks} | {None}
    others = [override for key, override in in_force.items() if key not in known]
    return tuple(marks) + tuple(
        QuestionMark(override.question, "", "not attempted", 0.0, override.marks, 0.0, override)
        for override in others
    )
