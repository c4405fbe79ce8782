"""The map of the course: its lessons and questions, read from the notebook sources.

Nothing is listed by hand. A lesson is on the map because its source is in
``notebooks/source/lessons``; its questions, because the exercise source of the same
name asks them.
"""

import re
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from course_utils.errors import AuthoringError, QuestionError
from course_utils.marks import find_blocks, solved
from course_utils.sources import headings, lesson_number, read_cells, source_files

_TITLE = re.compile(r"Lesson \d+: (.+)")
_TIME = re.compile(r"^\*\*Time:\*\* (\d+) minutes$", re.MULTILINE)
_QUESTION = re.compile(r"Question (\d+\.\d+): (.+)")


@dataclass(frozen=True)
class Question:
    """A question of an exercise: its id, such as ``"1.2"``, and its title."""

    id: str
    title: str


@dataclass(frozen=True)
class Lesson:
    """A lesson with the questions of its exercise.

    Attributes
    ----------
    number : int
        Counted from 1.
    stem : str
        The name of its files without ending, such as ``"01_single_neuron"``.
    title : str
        Its title, such as ``"A single neuron"``.
    minutes : int
        The time its lesson notebook takes.
    questions : tuple of Question
        In the order asked; empty as long as the exercise is not written.
    """

    number: int
    stem: str
    title: str
    minutes: int
    questions: tuple[Question, ...]


def root():
    """Return the folder of the course: the one `course_utils` stands in."""
    return Path(__file__).resolve().parent.parent


def lessons(folder=None):
    """Return the lessons of the course in order.

    Parameters
    ----------
    folder : Path, optional
        The folder of the course; by default `root()`.

    Returns
    -------
    list of Lesson

    Raises
    ------
    SetupError
        The sources are not there: the package was installed without the clone.
    AuthoringError
        A source cannot be read, or a lesson has no ``# Lesson 1: Title`` or no
        ``**Time:** 20 minutes``.
    """
    folder = folder or root()
    exercises = {path.stem: path for path in source_files(folder, "exercises")}
    return [_lesson(path, exercises.get(path.stem)) for path in source_files(folder, "lessons")]


def question_source(question_id, folder=None):
    """Return the answer to a question as it stands in the exercise source.

    The answer is the code of every cell of the question that holds a solution block,
    without the marks (so a function comes whole), and of every cell tagged
    ``solution``; cells are parted by an empty line.

    Parameters
    ----------
    question_id : str
        Such as ``"1.2"``.
    folder : Path, optional
        The folder of the course; by default `root()`.

    Raises
    ------
    QuestionError
        No exercise asks this question; the message lists the nearest ids.
    SetupError, AuthoringError
        As in `lessons`.
    """
    known = []
    for path in source_files(folder or root(), "exercises"):
        for question, cells in question_cells(read_cells(path)):
            if question.id == question_id:
                return "\n\n".join(answer for cell in cells if (answer := _answer(cell, path)))
            known.append(question.id)
    near = get_close_matches(str(question_id), known, n=3, cutoff=0)
    raise QuestionError(
        f"Expected the id of a question, found {question_id!r}. "
        + (f"Near it are: {', '.join(sorted(near))}." if near else "No exercise is written yet.")
    )


def question_cells(cells):
    """Return the questions among the cells of an exercise, each with its own cells.

    A question starts at its heading ``## Question 1.2: Title`` and runs to the next
    heading of level 1 or 2.

    Returns
    -------
    list of (Question, list of Cell)
        In the order asked. The first cell of each is the one with the heading.
    """
    found, current = [], None
    for cell in cells:
        for heading in headings(cell):
            match = _QUESTION.fullmatch(heading.text)
            if heading.level == 2 and match:
                current = []
                found.append((Question(match[1], match[2]), current))
            elif heading.level <= 2:
                current = None
        if current is not None:
            current.append(cell)
    return found


def _lesson(path, exercise):
    cells = read_cells(path)
    top = cells[0] if cells else None
    title = top and headings(top) and _TITLE.fullmatch(headings(top)[0].text)
    minutes = top and _TIME.search(top.source)
    if not (title and minutes):
        raise AuthoringError(
            f"{path}: expected the first cell to hold '# Lesson {lesson_number(path)}: Title' and "
            f"'**Time:** 20 minutes', found no {'time' if title else 'title'} of that form."
        )
    asked = question_cells(read_cells(exercise)) if exercise else []
    questions = tuple(question for question, _ in asked)
    return Lesson(lesson_number(path), path.stem, title[1], int(minutes[1]), questions)


def _answer(cell, path):
    """Return the code of a cell that is or holds an answer, else an empty text."""
    if cell.kind == "markdown":
        return ""
    if "solution" in cell.tags or find_blocks(cell.source, path, cell.line):
        return solved(cell.source, path, cell.line)
    return ""
