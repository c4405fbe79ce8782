"""What a notebook has of each exercise: the questions it asks, and what was written for them."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from course_utils.grading.intake.notebook import source_of
from course_utils.grading.notebook_cell import NotebookCell
from course_utils.places import root
from course_utils.source.course_map import lessons
from course_utils.source.questions import named_questions

# Lines that are no answer: comments, and what asks a question.
_NO_ANSWER = ("#", "check(", "from course_utils import")


@dataclass(frozen=True)
class Share:
    """What a notebook has of one exercise.

    Attributes
    ----------
    asked : tuple of str
        The ids of its questions that the notebook asks.
    written : int
        How many code cells the learner wrote or changed among them.
    is_exercise : bool
        Whether it asks half of the questions or more; fewer are no hand-in.
    """

    asked: tuple[str, ...]
    written: int
    is_exercise: bool


def shares(cells: Iterable[NotebookCell], main: str) -> dict[str, Share]:
    """Tell what a notebook has of each exercise.

    Parameters
    ----------
    cells : iterable of NotebookCell
    main : str
        The exercise that the notebook answers as a whole: what was written outside of any
        question is for this one.

    Returns
    -------
    dict of str to Share
        By stem; of `main`, and of every other exercise of which it asks a question.
    """
    asked, written, current = set(), {main: 0}, ""
    for cell in cells:
        named = named_questions(cell.kind, cell.source)
        asked.update(named)
        current = named[-1] if cell.kind == "code" and named else cell.question(current)
        if cell.kind == "code" and not _answer(cell.source) <= published_lines():
            stem = _questions().get(current, main)
            written[stem] = written.get(stem, 0) + 1
    return {
        lesson.stem: _share(lesson, asked, written.get(lesson.stem, 0))
        for lesson in lessons()
        if lesson.stem == main or asked.intersection(_ids(lesson))
    }


def _share(lesson, asked, written):
    own = tuple(id for id in _ids(lesson) if id in asked)
    return Share(own, written, 2 * len(own) >= len(lesson.questions))


def _ids(lesson):
    return [question.id for question in lesson.questions]


@cache
def _questions():
    return {id: lesson.stem for lesson in lessons() for id in _ids(lesson)}


@cache
def published_lines() -> frozenset[str]:
    """Return the lines of code that a blank exercise has."""
    paths = sorted((root() / "notebooks" / "exercises").glob("*.ipynb"))
    cells = [cell for path in paths for cell in json.loads(path.read_bytes())["cells"]]
    return frozenset().union(*(_answer(source_of(c)) for c in cells if c["cell_type"] == "code"))


def _answer(text):
    lines = (line.strip() for line in text.splitlines())
    return {line for line in lines if line and not line.startswith(_NO_ANSWER)}
