"""Which questions there are, and what belongs to each: its check and its points."""

import difflib
import inspect
import pkgutil
import typing
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from course_utils.errors import QuestionError
from course_utils.exercises.verdicts import Looks

Check = Callable[..., Looks]


@dataclass(frozen=True)
class Question:
    """A question that `check` can answer.

    Attributes
    ----------
    id : str
        "1.2": the second question of lesson 1.
    check : callable
        Takes one record an answer, yields findings.
    answers : mapping of str to tuple of type
        The names of the answers in order, with the kinds of record each may be.
    points : float
    weight : float
        What the findings of a right answer weigh together; what a check never came to counts.
    rows : tuple of str
        In its exercise, the inputs and targets that a model is validated on whose history is
        asked for beside it; a grader compares the two. Empty where there is no such model.
    """

    id: str
    check: Check
    answers: dict[str, tuple[type, ...]]
    points: float = 1.0
    weight: float = 1.0
    rows: tuple[str, ...] = ()

    @property
    def call(self) -> str:
        """How a notebook asks: `check("1.2", model)`."""
        return f"check({', '.join([repr(self.id), *self.answers])})".replace("'", '"')


_QUESTIONS: dict[str, Question] = {}


def question(
    id: str, *, points: float = 1.0, weight: float = 1.0, rows: tuple[str, ...] = ()
) -> Callable[[Check], Check]:
    """Register a check; its parameters name the answers, their annotations what they must be.

    Parameters
    ----------
    weight
        What the findings of a right answer weigh together; a test compares.
    rows
        As in `Question`.

    Returns
    -------
    callable
        A decorator that returns the check unchanged.
    """

    def register(check):
        kinds = typing.get_type_hints(check)
        answers = {
            name: typing.get_args(kinds[name]) or (kinds[name],)
            for name in inspect.signature(check).parameters
        }
        _QUESTIONS[id] = Question(id, check, answers, points, weight, rows)
        return check

    return register


def question_ids(lesson: int | None = None) -> list[str]:
    """List the ids of all questions, or of one lesson, in order."""
    _load_all()
    ids = [id for id in _QUESTIONS if lesson is None or id.partition(".")[0] == str(lesson)]
    return sorted(ids, key=lambda id: tuple(map(int, id.split("."))))


def find_question(id: str) -> Question:
    """Look a question up.

    Raises
    ------
    QuestionError
        There is none of this id, and the nearest ones are named, or the first of each lesson;
        or the id is no text.
    """
    if isinstance(id, int | float):
        raise QuestionError(f'write the question in quotes: "{id}" instead of {id}')
    if not isinstance(id, str):
        raise QuestionError('the question comes first, in quotes: check("1.2", model)')
    _load(f"lesson_{id.partition('.')[0]:0>2}")
    if id not in _QUESTIONS:
        near = difflib.get_close_matches(id[:20], question_ids(), n=3, cutoff=0.3)
        first = [known for known in question_ids() if known.endswith(".1")]
        known = " or ".join(f'"{id}"' for id in near or first)
        raise QuestionError(f'there is no question "{id[:20]}"; did you mean {known}?')
    return _QUESTIONS[id]


def _load(module):
    if any(known.name == module for known in _modules()):
        import_module(f"course_utils.exercises.checks.{module}.questions")


def _load_all():
    for known in _modules():
        _load(known.name)


def _modules():
    return pkgutil.iter_modules(import_module("course_utils.exercises.checks").__path__)
