"""From a submitted notebook to the steps that are run: its own cells, the course's own checks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from course_utils.grading.intake.notebook import notebook_cells, parse_notebook
from course_utils.grading.notebook_cell import NotebookCell
from course_utils.places import root
from course_utils.source.questions import Ask, question_titles


@dataclass(frozen=True)
class Step:
    """One thing to do: run a cell of the learner's, or ask a question.

    Attributes
    ----------
    question : str
        The question it belongs to, or empty.
    source : str
        The cell's code; empty where a question is asked.
    ask : Ask or None
    own : bool
        Whether the learner wrote or changed the cell.
    """

    question: str
    source: str = ""
    ask: Ask | None = None
    own: bool = False


@dataclass(frozen=True)
class Exercise:
    """An exercise as the course hands it out.

    Attributes
    ----------
    stem : str
        "01_single_neuron".
    cells : tuple of NotebookCell
    regions : tuple of str
        For each cell the question it belongs to, or empty.
    asks : mapping of int to Ask
        By the place of the cell that asks.
    titles : mapping of str to str
        The heading of each question, in order.
    """

    stem: str
    cells: tuple[NotebookCell, ...]
    regions: tuple[str, ...]
    asks: dict[int, Ask]
    titles: dict[str, str]

    def after(self, question: str) -> int:
        """The place of the cell that asks a question."""
        return next(place for place, ask in self.asks.items() if ask.question == question)


@cache
def load_exercise(stem: str) -> Exercise:
    """Read an exercise of the course.

    Parameters
    ----------
    stem : str
        "01_single_neuron".
    """
    path = root() / "notebooks" / "exercises" / f"{stem}.ipynb"
    cells = notebook_cells(parse_notebook(path.read_bytes()))
    titles: dict[str, str] = {}
    regions, current = [], ""
    for cell in cells:
        current = cell.question(current)
        regions.append(current)
        titles |= {title.id: title.title for title in question_titles(cell.kind, cell.source)}
    asks = {place: cell.ask for place, cell in enumerate(cells) if cell.ask}
    return Exercise(stem, cells, tuple(regions), asks, titles)


def assemble(exercise: Exercise, cells: Sequence[NotebookCell]) -> list[Step]:
    """Put the course's own checks among a learner's cells.

    A check that was moved, edited, copied or deleted is asked in the course's own words: where
    the learner has it, if that is behind the answer, else right behind the answer. It is asked
    again where cells below it name its answers. The learner's own checks are run as any other
    code: the child says what they were called with.

    Parameters
    ----------
    cells : sequence of NotebookCell
        The learner's.
    """
    places = _matches(exercise, cells)
    regions = _regions(exercise, cells, places)
    asks = [cell.ask for cell in cells]
    behind = _asked_behind(exercise, cells, places, regions, asks)
    steps = [_ask(exercise, question) for question in behind.get(-1, ())]
    for number, cell in enumerate(cells):
        asked = [_ask(exercise, question) for question in behind.get(number, ())]
        if _is_code(cell) and asks[number] not in [step.ask for step in asked]:
            own = _is_own(exercise, cell, places[number])
            steps.append(Step(regions[number][0], cell.source, own=own))
        steps += asked
    return steps


def _is_code(cell):
    return cell.kind == "code" and bool(cell.source.strip())


def _is_own(exercise, cell, place):
    return place is None or exercise.cells[place].source != cell.source


def _ask(exercise, question):
    return Step(question, ask=exercise.asks[exercise.after(question)])


def _matches(exercise, cells):
    """For each cell of the learner's, its place in the exercise; None for a new cell."""
    by_id = {cell.id: place for place, cell in enumerate(exercise.cells)}
    by_text, seen, matches = {}, set(), []
    for place, cell in enumerate(exercise.cells):
        by_text.setdefault((cell.kind, cell.source), []).append(place)
    for cell in cells:
        same = by_text.get((cell.kind, cell.source), ())
        place = by_id.get(cell.id) if cell.id else None
        if place is None or place in seen:
            place = next((p for p in same if p not in seen), None)
        matches.append(place)
        seen.add(place)
    return matches


def _regions(exercise, cells, places):
    """For each cell of the learner's, its question, and whether it is behind the check."""
    regions, current = [], ("", False)
    for cell, place in zip(cells, places, strict=True):
        if place is not None:
            question = exercise.regions[place]
            current = (question, bool(question) and place >= exercise.after(question))
        elif (question := cell.question(current[0])) != current[0]:
            current = (question if question in exercise.titles else "", False)
        regions.append(current)
    return regions


def _asked_behind(exercise, cells, places, regions, asks):
    """Which questions are asked right behind which cell of the learner's; -1 is the start."""
    behind = {}
    for question in exercise.titles:
        answered = [
            number
            for number, cell in enumerate(cells)
            if cell.kind == "code" and regions[number] == (question, False)
        ]
        last = max(answered, default=-1)
        checks = [
            number
            for number, ask in enumerate(asks)
            if places[number] == exercise.after(question) or (ask and ask.question == question)
        ]
        at = next((number for number in checks if number >= last), last)
        behind.setdefault(at if answered or checks else len(cells) - 1, []).append(question)
        below = _answered_below(exercise, question, cells, places, regions)
        if below > at and below not in checks:
            behind.setdefault(below, []).append(question)
    return behind


def _answered_below(exercise, question, cells, places, regions):
    """The last cell of the learner's behind a check that names its answers; else -1."""
    names = "|".join(map(re.escape, exercise.asks[exercise.after(question)].names))
    named = re.compile(rf"\b(?:{names})\b")
    below = [
        number
        for number, cell in enumerate(cells)
        if regions[number] == (question, True)
        and _is_code(cell)
        and _is_own(exercise, cell, places[number])
        and named.search(cell.source)
    ]
    return max(below, default=-1)
