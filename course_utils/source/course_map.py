"""The map of the course: its lessons and questions, read from the notebook sources.

Nothing is listed by hand. A lesson is on the map because its source is in
``notebooks/source/lessons``; its questions, because the exercise source of the same
name asks them.
"""

import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path

from course_utils.errors import AuthoringError, QuestionError
from course_utils.places import root
from course_utils.source.cells import headings, lesson_number, read_cells, source_files
from course_utils.source.hints import HELP, Help, read_help
from course_utils.source.questions import QuestionTitle, question_cells
from course_utils.source.solution_marks import find_blocks, solved

# The notebooks made of a stem, below notebooks/. No two have one name, so that no two tabs read the
# same. An exercise is called by the bare stem, as it is in the gradebook and at a school.
_NOTEBOOKS = {
    "start": "{stem}.ipynb",
    "lesson": "lessons/lesson_{stem}.ipynb",
    "exercise": "exercises/{stem}.ipynb",
    "solution": "solutions/solution_{stem}.ipynb",
}
_TITLE = re.compile(r"Lesson \d+: (.+)")
_TIME = re.compile(r"^\*\*Time:\*\* (\d+) minutes$", re.MULTILINE)


@dataclass(frozen=True)
class Lesson:
    """A lesson with the questions of its exercise.

    Attributes
    ----------
    number : int
        Counted from 0.
    stem : str
        The name of its sources without ending, such as ``"01_single_neuron"``.
    title : str
        Its title, such as ``"A single neuron"``.
    minutes : int
        The time its lesson notebook takes.
    questions : tuple of QuestionTitle
        In the order asked; empty as long as the exercise is not written.
    """

    number: int
    stem: str
    title: str
    minutes: int
    questions: tuple[QuestionTitle, ...]


def notebook_path(edition: str, stem: str) -> str:
    """Return where a notebook is, below ``notebooks``.

    Parameters
    ----------
    edition : str
        ``"start"``, ``"lesson"``, ``"exercise"`` or ``"solution"``.
    stem : str
        The name of its source without ending.

    Examples
    --------
    >>> notebook_path("lesson", "01_single_neuron")
    'lessons/lesson_01_single_neuron.ipynb'
    """
    return _NOTEBOOKS[edition].format(stem=stem)


def lessons(folder: Path | None = None) -> list[Lesson]:
    """Return the lessons of the course in order.

    Parameters
    ----------
    folder : Path, optional
        The folder of the course; by default `root()`.

    Raises
    ------
    SetupError
        The sources are not there: the package was copied without the course.
    AuthoringError
        A source cannot be read, or a lesson has no ``# Lesson 1: Title`` or no
        ``**Time:** 20 minutes``.
    """
    folder = folder or root()
    exercises = {path.stem: path for path in source_files(folder, "exercises")}
    return [_lesson(path, exercises.get(path.stem)) for path in source_files(folder, "lessons")]


def question_source(question_id: str, folder: Path | None = None) -> str:
    """Return the answer to a question as the exercise source has it.

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
    path, cells = _section(question_id, folder)
    return "\n\n".join(answer for cell in cells if (answer := _answer(cell, path)))


def question_help(question_id: str, folder: Path | None = None) -> Help:
    """Return the hints of a question and its insight, as its help cell says them.

    Parameters
    ----------
    question_id : str
        Such as ``"1.2"``.
    folder : Path, optional
        The folder of the course; by default `root()`.

    Returns
    -------
    Help
        Empty where the question has no help cell, as in the copy that is handed to Gradescope.

    Raises
    ------
    QuestionError, SetupError, AuthoringError
        As in `question_source`; or the help cell is not written as `read_help` expects it.
    """
    path, cells = _section(question_id, folder)
    written = [read_help(cell, path) for cell in cells if HELP in cell.tags]
    return written[0] if written else Help()


def _section(question_id, folder):
    """Return the file that asks a question, and the question's cells."""
    known = []
    own = f"{question_id}".partition(".")[0]
    paths = source_files(folder or root(), "exercises")
    for path in sorted(paths, key=lambda path: str(lesson_number(path)) != own):
        for question, cells in _questions_in(path):
            if question.id == question_id:
                return path, cells
            known.append(question.id)
    near = get_close_matches(str(question_id), known, n=3, cutoff=0)
    raise QuestionError(
        f"Expected the id of a question, found {question_id!r}. "
        + (f"Near it are: {', '.join(sorted(near))}." if near else "No exercise is written yet.")
    )


def _questions_in(path):
    """Return the questions of a file with their cells; it is read again once it has changed."""
    now = path.stat()
    return _read_questions(path, now.st_mtime_ns, now.st_size)


@lru_cache(maxsize=64)
def _read_questions(path, changed, size):
    return question_cells(read_cells(path))


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
    asked = _questions_in(exercise) if exercise else []
    questions = tuple(question for question, _ in asked)
    return Lesson(lesson_number(path), path.stem, title[1], int(minutes[1]), questions)


def _answer(cell, path):
    """Return the code of a cell that is or holds an answer, else an empty text."""
    if cell.kind == "markdown":
        return ""
    if "solution" in cell.tags or find_blocks(cell.source, path, cell.line):
        return solved(cell.source, path, cell.line)
    return ""
