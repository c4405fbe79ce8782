"""Which question a cell belongs to, and which one it asks: the one reader for all who ask that.

A question begins at the heading ``## Question 1.2: Title`` and ends at the next heading of that
size or above. It is asked by a cell that does nothing else than ``check("1.2", model)``. Both are
read from the kind of a cell (``"code"`` or ``"markdown"``) and its text alone, so it may come from
a source, from a notebook of the course, or from one that a learner has changed.
"""

import ast
import re
from collections.abc import Iterable
from dataclasses import dataclass

from course_utils.source.cells import Cell, headings

_TITLE = re.compile(r"Question (\d{1,3}\.\d{1,3}): *(\S.*)")
_LONGEST_ASK = 10_000  # characters; Python's parser takes 100 times the memory of a cell
_CHECK = re.compile(r"""\bcheck\(\s*["'](\d{1,3}\.\d{1,3})["']""")


@dataclass(frozen=True)
class QuestionTitle:
    """What the heading of a question says: its id, such as ``"1.2"``, and its title."""

    id: str
    title: str


@dataclass(frozen=True)
class Ask:
    """A call of `check`: the question, and the expressions that are its answers."""

    question: str
    names: tuple[str, ...]


def question_titles(kind: str, text: str) -> list[QuestionTitle]:
    """Return the questions that begin in a cell: none, or one in a cell of the course."""
    return [title for title in _parts(kind, text) if title]


def question_of(kind: str, text: str, before: str = "") -> str:
    """Return the id of the question a cell belongs to; empty where it belongs to none.

    Parameters
    ----------
    before : str
        The id of the question that the cell above belongs to.
    """
    begun = begun_question(kind, text)
    return before if begun is None else begun


def begun_question(kind: str, text: str) -> str | None:
    """Return the question that a cell's last heading begins, "" for none; None without heading."""
    titles = _parts(kind, text)
    return (titles[-1].id if titles[-1] else "") if titles else None


def question_cells(cells: Iterable[Cell]) -> list[tuple[QuestionTitle, list[Cell]]]:
    """Return the questions of an exercise in order, each with its own cells.

    The first cell of a question is the one with its heading.
    """
    sections: list[tuple[QuestionTitle, list[Cell]]] = []
    is_inside = False
    for cell in cells:
        for title in _parts(cell.kind, cell.source)[-1:]:
            is_inside = title is not None
            if title:
                sections.append((title, []))
        if is_inside:
            sections[-1][1].append(cell)
    return sections


def find_ask(kind: str, text: str) -> Ask | None:
    """Read a cell that does nothing but ask: ``check("1.2", model)``; None for any other.

    A line that imports `check` may be above it, as in a notebook made for nbgrader.
    """
    if kind != "code" or len(text) > _LONGEST_ASK:
        return None
    try:
        return _ask(ast.parse(text).body)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _ask(body):
    match body:
        case [ast.ImportFrom(names=[ast.alias("check")]), _]:
            del body[0]
    match body:
        case [ast.Expr(ast.Call(ast.Name("check"), [ast.Constant(str(question)), *answers], []))]:
            return Ask(question, tuple(map(ast.unparse, answers)))
    return None


def named_questions(kind: str, text: str) -> list[str]:
    """Return the ids of the questions that a cell names: in its headings, or in any call.

    Unlike `find_ask` this sees a call among other code, in a cell that is no Python, and in
    a comment: what a learner's notebook is about shows in that, too.
    """
    if kind == "code":
        return _CHECK.findall(text)
    return [title.id for title in question_titles(kind, text)]


def _parts(kind, text):
    """Return for each heading of level 1 or 2 the question that it begins, or None."""
    matches = (_TITLE.fullmatch(h.text) for h in headings(Cell(kind, text)) if h.level <= 2)
    return [match and QuestionTitle(match[1], match[2]) for match in matches]
