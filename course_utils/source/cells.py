"""The notebook sources, read without loading jupytext.

The sources are in jupytext's py:percent format. jupytext builds the notebooks
from them; this reader serves everyone who only wants to look something up (the
map of the course, `solution("1.2")`, the lint), takes a millisecond instead of
seconds, and knows the line at which each cell begins. It accepts less than jupytext
does, and a test holds the two to the same cells.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from course_utils.errors import AuthoringError, SetupError

_HEADER = re.compile(r"# ---\n(#.*\n)*?# ---\n")
_CELL = re.compile(r"# %%(?P<markdown> \[markdown\])?( tags=(?P<tags>\[.*\]))?")
_HEADING = re.compile(r"(#{1,6}) +(.+)")
_FILE = re.compile(r"(\d\d)_[a-z0-9_]+")


@dataclass(frozen=True)
class Cell:
    """One cell of a source.

    Attributes
    ----------
    kind : str
        ``"markdown"`` or ``"code"``.
    source : str
        Its text, as the notebook shows it; solution marks are still in.
    tags : tuple of str
        Its cell tags.
    line : int
        The line of the file at which the text begins, counted from 1.
    """

    kind: str
    source: str
    tags: tuple[str, ...] = ()
    line: int = 1


@dataclass(frozen=True)
class Heading:
    """A heading in a markdown cell: its level (1 to 6), its text, its line in the file."""

    level: int
    text: str
    line: int


def source_files(root: str | Path, kind: str) -> list[Path]:
    """Return the sources of one kind, in the order of their names.

    Parameters
    ----------
    root : str or Path
        The folder of the course, the one that holds ``notebooks``.
    kind : str
        ``"lessons"`` or ``"exercises"``.

    Raises
    ------
    SetupError
        There is no ``notebooks/source`` below `root`.
    AuthoringError
        A file is not named like ``01_single_neuron.py``.
    """
    folder = Path(root) / "notebooks" / "source"
    if not folder.is_dir():
        raise SetupError(
            f"Expected the notebook sources in {folder}, found no such folder. Install the "
            "course's wheel; or work in a clone, and run `pip install -e .` there."
        )
    paths = sorted((folder / kind).glob("*.py"))
    for path in paths:
        if not _FILE.fullmatch(path.stem):
            raise AuthoringError(
                f"{path}: expected a name like 01_single_neuron.py (two digits, then words in "
                "lower case joined by _). Rename the file."
            )
    return paths


def lesson_number(path: str | Path) -> int:
    """Return the lesson number in a file name: 1 for ``01_single_neuron.py``."""
    return int(Path(path).stem[:2])


def read_cells(path: str | Path) -> list[Cell]:
    """Return the cells of a source file.

    Raises
    ------
    AuthoringError
        There is text before the first cell, a ``# %%`` line is not understood, or a
        line of a markdown cell is no comment. The message starts with ``file:line``.
    """
    text = Path(path).read_text(encoding="utf-8")
    header = _HEADER.match(text)
    skipped = header[0].count("\n") if header else 0
    cells: list[Cell] = []
    mark = None
    body: list[str] = []
    for number, line in enumerate(text.split("\n")[skipped:], start=skipped + 1):
        if line.startswith("# %%"):
            if mark:
                cells.append(_cell(path, *mark, body))
            mark, body = (number, _mark(path, number, line)), []
        elif mark:
            body.append(line)
        elif line:
            raise AuthoringError(
                f"{path}:{number}: expected a cell to begin ('# %%' or '# %% [markdown]'), "
                f"found {line!r}. Move the line into a cell."
            )
    if mark:
        cells.append(_cell(path, *mark, body))
    return cells


def headings(cell: Cell) -> list[Heading]:
    """Return the headings of a markdown cell (code fences left out); none for a code cell."""
    if cell.kind == "code":
        return []
    return [
        Heading(len(match[1]), match[2].strip(), number)
        for number, line in prose_lines(cell)
        if (match := _HEADING.fullmatch(line))
    ]


def prose_lines(cell: Cell) -> Iterator[tuple[int, str]]:
    """Yield (line in the file, text) for a markdown cell's lines outside code fences."""
    fenced = False
    for number, line in enumerate(cell.source.split("\n"), start=cell.line):
        if line.lstrip().startswith("```"):
            fenced = not fenced
        elif not fenced:
            yield number, line


def _mark(path, number, line):
    match = _CELL.fullmatch(line.rstrip())
    if not match:
        raise AuthoringError(
            f"{path}:{number}: expected '# %%' or '# %% [markdown]', with tags written "
            f'tags=["solution"], found {line!r}.'
        )
    return match


def _cell(path, number, mark, body):
    while body and not body[-1].strip():
        body.pop()
    tags = tuple(ast.literal_eval(mark["tags"])) if mark["tags"] else ()
    if not mark["markdown"]:
        return Cell("code", "\n".join(body), tags, number + 1)
    text = [_uncommented(path, n, line) for n, line in enumerate(body, start=number + 1)]
    return Cell("markdown", "\n".join(text), tags, number + 1)


def _uncommented(path, number, line):
    if line and not line.startswith("#"):
        raise AuthoringError(
            f"{path}:{number}: a line of a markdown cell starts with '# ', found {line!r}. "
            "Is a '# %%' line missing above it?"
        )
    return line[2:] if line.startswith("# ") else line[1:]
