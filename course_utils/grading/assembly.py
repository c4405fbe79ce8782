"""From a submitted notebook to the steps that are run: its own cells, the course's own checks."""

import ast
import re
from dataclasses import dataclass
from functools import cache

from course_utils.course_map import root
from course_utils.grading.intake.notebook import parse_notebook, source_of
from course_utils.grading.wire import clean

_HEADING = re.compile(r"^##? +(?:Question (?P<id>\d+\.\d+): *(?P<title>.*\S))?", re.MULTILINE)


@dataclass(frozen=True)
class Cell:
    """A cell of a notebook: its id (perhaps empty), "code" or "markdown", and its text."""

    id: str
    kind: str
    source: str


@dataclass(frozen=True)
class Ask:
    """A check of the course: the question, and the expressions that are its answers."""

    question: str
    names: tuple[str, ...]


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
    cells : tuple of Cell
    regions : tuple of str
        For each cell the question it belongs to, or empty.
    asks : mapping of int to Ask
        By the place of the cell that asks.
    titles : mapping of str to str
        The heading of each question, in order.
    """

    stem: str
    cells: tuple[Cell, ...]
    regions: tuple[str, ...]
    asks: dict[int, Ask]
    titles: dict[str, str]

    def after(self, question):
        """The place of the cell that asks a question."""
        return next(place for place, ask in self.asks.items() if ask.question == question)


def read_cells(data):
    """Read the code and the prose of a notebook, whatever else is in it.

    Parameters
    ----------
    data : bytes

    Returns
    -------
    list of Cell

    Raises
    ------
    GradingError
        It is no notebook of format 4; the sentence says what it is.
    """
    cells = parse_notebook(data)["cells"]
    return [_cell(cell) for cell in cells if cell["cell_type"] in ("code", "markdown")]


def _cell(cell):
    # A text that is no Unicode, or holds NUL, cannot be compiled, stored or shown.
    return Cell(str(cell.get("id", ""))[:64], cell["cell_type"], clean(source_of(cell)))


@cache
def load_exercise(stem):
    """Read an exercise of the course.

    Parameters
    ----------
    stem : str
        "01_single_neuron".

    Returns
    -------
    Exercise
    """
    path = root() / "notebooks" / "exercises" / f"{stem}.ipynb"
    cells = tuple(read_cells(path.read_bytes()))
    regions, titles, current = [], {}, ""
    for cell in cells:
        current = _region(cell, current, titles)
        regions.append(current)
    asks = {place: ask for place, cell in enumerate(cells) if (ask := find_ask(cell))}
    return Exercise(stem, cells, tuple(regions), asks, titles)


def _region(cell, current, titles):
    """The question that a cell belongs to, where the one before belongs to `current`."""
    for heading in _HEADING.finditer(cell.source) if cell.kind == "markdown" else ():
        current = heading["id"] or ""
        if current:
            titles[current] = heading["title"]
    return current


def find_ask(cell):
    """Read a cell that does nothing but ask: `check("1.2", model)`; None for any other.

    A line that imports `check` may stand above it, as in a notebook made for nbgrader.
    """
    try:
        body = ast.parse(cell.source).body if cell.kind == "code" else []
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    match body:
        case [ast.ImportFrom(names=[ast.alias("check")]), _]:
            del body[0]
    match body:
        case [ast.Expr(ast.Call(ast.Name("check"), [ast.Constant(str(question)), *answers], []))]:
            return Ask(question, tuple(map(ast.unparse, answers)))
    return None


def assemble(exercise, cells):
    """Put the course's own checks among a learner's cells.

    A check that was moved, edited, copied or deleted is asked once, in the course's own words:
    where the learner has it, if that is behind the answer, else right behind the answer. A cell
    of a check with other code in it is run as the learner's own.

    Parameters
    ----------
    exercise : Exercise
    cells : sequence of Cell
        The learner's.

    Returns
    -------
    list of Step
    """
    places = _matches(exercise, cells)
    regions = _regions(exercise, cells, places)
    behind = _asked_behind(exercise, cells, places, regions)
    steps = [_ask(exercise, question) for question in behind.get(-1, ())]
    for number, cell in enumerate(cells):
        place = places[number]
        if cell.kind == "code" and find_ask(cell) is None and cell.source.strip():
            own = place is None or exercise.cells[place].source != cell.source
            steps.append(Step(regions[number][0], cell.source, own=own))
        steps += [_ask(exercise, question) for question in behind.get(number, ())]
    return steps


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
    """For each cell of the learner's, its question, and whether it stands behind the check."""
    regions, current = [], ("", False)
    for cell, place in zip(cells, places, strict=True):
        if place is not None:
            question = exercise.regions[place]
            current = (question, bool(question) and place >= exercise.after(question))
        elif (found := _region(cell, current[0], {})) != current[0]:
            current = (found if found in exercise.titles else "", False)
        regions.append(current)
    return regions


def _asked_behind(exercise, cells, places, regions):
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
            for number, cell in enumerate(cells)
            if places[number] == exercise.after(question)
            or ((ask := find_ask(cell)) and ask.question == question)
        ]
        at = next((number for number in checks if number >= last), last)
        behind.setdefault(at if answered or checks else len(cells) - 1, []).append(question)
    return behind
