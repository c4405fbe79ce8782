"""Which exercise a notebook answers: by its metadata, its cell ids, or the questions it asks."""

import json
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from course_utils.grading.intake.notebook import source_of
from course_utils.places import root
from course_utils.source.course_map import lessons, notebook_path
from course_utils.source.questions import named_questions

_EDITIONS = ("exercise", "solution", "lesson")
_SOLVED = re.compile(r"^# Exercise \d+, solved:", re.MULTILINE)
_FEW = 3  # so many ids or more are no accident

_FOREIGN = (
    "Expected an exercise of this course, found a notebook that asks none of its questions. "
    "Hand in the notebook from `notebooks/exercises`."
)
_START = (
    "Expected an exercise, found `00_start_here`. Hand in the notebook from `notebooks/exercises`."
)


@dataclass(frozen=True)
class Recognition:
    """The exercise a notebook answers, or why it answers none.

    Attributes
    ----------
    exercise : str
        Its stem, such as "01_single_neuron"; empty where it answers none.
    problem : str
        A sentence where it cannot be graded; empty where it can be tried.
    """

    exercise: str = ""
    problem: str = ""


def recognise(notebook: dict) -> Recognition:
    """Tell which exercise a notebook answers.

    Its metadata decide; where an editor has dropped them, its cell ids; where it has given
    new ids too, the questions it asks.

    Parameters
    ----------
    notebook : dict
        From `parse_notebook`.
    """
    page = _by_metadata(notebook) or _by_ids(notebook["cells"])
    return _judged(*page) if page else _by_questions(notebook["cells"])


@cache
def exercise_stems() -> tuple[str, ...]:
    """Return the stems of the exercises in order, such as "01_single_neuron"."""
    return tuple(lesson.stem for lesson in lessons() if lesson.questions)


def stem_in(text: str) -> str:
    """Return the stem that a path names: the last resort where a file cannot be read."""
    named = [stem for stem in exercise_stems() if stem in text]
    return named[0] if len(named) == 1 else ""


def _judged(edition, stem):
    if edition == "exercise":
        return Recognition(stem)
    if edition == "start":
        return Recognition(problem=_START)
    hand_in = f"Hand in `notebooks/exercises/{stem}.ipynb` with your own answers."
    if edition == "solution":
        problem = f"Expected an exercise, found the published solutions of `{stem}`. {hand_in}"
        return Recognition(stem, problem)
    return Recognition(problem=f"Expected an exercise, found the lesson `{stem}`. {hand_in}")


def _by_metadata(notebook):
    metadata = notebook.get("metadata")
    course = metadata.get("course") if isinstance(metadata, dict) else None
    if not isinstance(course, dict):
        return None
    lesson, edition = _word(course.get("lesson")), _word(course.get("edition"))
    if edition == "start":
        return "start", ""
    stem = {stem[:2]: stem for stem in exercise_stems()}.get(lesson.zfill(2))
    return (edition, stem) if stem and edition in _EDITIONS else None


def _by_ids(cells):
    """Return edition and stem of the published notebook that shares most cell ids, or None."""
    ids = {_word(cell.get("id")) for cell in cells}
    shared = {page: len(ids & own) for page, own in published_ids().items()}
    best = max(shared.values(), default=0)
    pages = [page for page, count in shared.items() if count == best]
    # An exercise comes before its solutions: most of their cells are the same.
    return pages[0] if best >= _FEW and len({stem for _, stem in pages}) == 1 else None


def _word(value):
    """Return a text or whole number as text; anything else in a notebook is none."""
    return str(value)[:99] if isinstance(value, str | int) else ""


@cache
def published_ids() -> dict[tuple[str, str], set[str]]:
    """Return the cell ids of every published notebook, by its edition and stem."""
    return {
        (edition, stem): _ids(path)
        for edition in _EDITIONS
        for stem in exercise_stems()
        if (path := root() / "notebooks" / notebook_path(edition, stem)).exists()
    }


def _ids(path):
    return {cell["id"] for cell in json.loads(path.read_bytes())["cells"]}


def _by_questions(cells):
    asked, solved = set(), False
    for cell in cells:
        kind, text = cell["cell_type"], source_of(cell)
        asked.update(named_questions(kind, text))
        solved = solved or (kind == "markdown" and bool(_SOLVED.search(text)))
    stems = _stems_by_question()
    counts = Counter(sorted(stems[id] for id in asked if id in stems)).most_common(1)
    if not counts:
        return Recognition(problem=_FOREIGN)
    return _judged("solution" if solved else "exercise", counts[0][0])


@cache
def _stems_by_question():
    return {question.id: lesson.stem for lesson in lessons() for question in lesson.questions}
