"""From a page to the bytes of its notebooks, the same bytes at every build."""

import hashlib
import re
from collections import Counter
from collections.abc import Sequence

import jupytext
import nbformat

from course_utils.authoring.pages import Page
from course_utils.authoring.quiz_cells import with_quiz_cells
from course_utils.source.hints import HELP
from course_utils.source.solution_marks import blanked, solved

# Without this, jupytext turns a comment such as "# %time is up" into a line magic.
_FORMAT = {"extension": ".py", "format_name": "percent", "comment_magics": False}

_KERNEL = {
    "kernelspec": {
        "display_name": "Python 3 (ipykernel)",
        "language": "python",
        "name": "python3",
    },
    "language_info": {"name": "python"},
}


def make_notebook(page: Page, edition: str) -> bytes:
    """Return one edition of a page, ready to be written.

    Parameters
    ----------
    edition : str
        One of ``page.notebooks``. ``"exercise"`` cuts the answers out and leaves out
        cells tagged ``solution``; ``"solution"`` keeps both and says so in the title.
        No edition has the cells tagged ``help``.

    Returns
    -------
    bytes
        A notebook in format 4.5, without outputs. Its cell ids depend on the cells
        alone, so an edit changes the id of the edited cell and of no other.

    Raises
    ------
    AuthoringError
        A solution mark or a quiz item is wrong, or a cell cannot be read.
    """
    # The strict reader goes first: what it accepts, jupytext reads the same way.
    _ = page.cells
    text = page.path.read_text(encoding="utf-8")
    cells = jupytext.reads(_edited(text, page.name, edition), fmt=_FORMAT).cells
    cut = {HELP, "solution"} if edition == "exercise" else {HELP}
    cells = [cell for cell in cells if not cut & {*cell.metadata.get("tags", [])}]
    return render(with_quiz_cells(cells, page), {"lesson": f"{page.number:02}", "edition": edition})


def render(cells: Sequence[dict], course: dict[str, str]) -> bytes:
    """Return the bytes of a notebook with these cells.

    Parameters
    ----------
    cells : sequence of dict
        Of each, only type, source (a text, or its lines) and tags are kept.
    course : dict
        The notebook's own metadata: ``lesson`` and ``edition``.
    """
    seen: Counter[str] = Counter()
    notebook = {
        "cells": [_cell(cell, seen) for cell in cells],
        "metadata": {"course": course, **_KERNEL},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return (nbformat.writes(nbformat.from_dict(notebook)) + "\n").encode()


def _edited(text, name, edition):
    """Return the text of a source as one edition shows it."""
    if edition == "exercise":
        return blanked(text, name)
    text = solved(text, name)
    if edition == "solution":
        return re.sub(r"^# # (Exercise \d+):", r"# # \1, solved:", text, flags=re.MULTILINE)
    return text


def _cell(cell, seen):
    """Return a clean copy of a cell; its id tells it from equal cells in `seen`."""
    kind, text = cell["cell_type"], "".join(cell["source"]).rstrip()
    digest = hashlib.sha256(repr((kind, text, seen[kind, text])).encode()).hexdigest()
    seen[kind, text] += 1
    tags = cell["metadata"].get("tags")
    clean = {
        "id": digest[:12],
        "cell_type": kind,
        "metadata": {"tags": tags} if tags else {},
        "source": text,
    }
    return clean | ({"execution_count": None, "outputs": []} if kind == "code" else {})
