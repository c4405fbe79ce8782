"""The help cell of a question: its hints, and what the right answer shows.

It is the last cell of the question's section, behind the one that offers `hint`::

    # %% [markdown] tags=["help"]
    # 1. A nudge.
    # 2. A step, which may go on
    #    in the next line.
    # 3. Nearly the answer.
    #
    # **Insight.** What the right answer shows.

No notebook has this cell: `hint("1.2")` and `check("1.2", …)` read it when they are asked.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from course_utils.errors import AuthoringError
from course_utils.source.cells import Cell

HELP = "help"
_ENTRY = re.compile(r"(?:(?P<number>\d+)\.|\*\*Insight\.\*\*) +(?P<words>\S.*)")


@dataclass(frozen=True)
class Help:
    """What a question says beside its text.

    Attributes
    ----------
    hints : tuple of str
        From a nudge to almost the answer.
    insight : str
        What the right answer shows, in a sentence or two; empty where nothing is written.
    """

    hints: tuple[str, ...] = ()
    insight: str = ""


def read_help(cell: Cell, where: str | Path) -> Help:
    """Return what a help cell says, each hint and the insight in one line.

    Parameters
    ----------
    cell : Cell
    where : str or Path
        The file, as error messages are to name it.

    Raises
    ------
    AuthoringError
        The cell holds code, or something else than hints numbered from 1 and an insight
        behind them, each one paragraph. The message starts with ``file:line``.
    """
    if cell.kind == "code":
        raise AuthoringError(
            f"{where}:{cell.line}: expected the help in a cell '# %% [markdown] tags=[\"help\"]', "
            "found it in a code cell. Add [markdown], and '# ' in front of each line."
        )
    hints: list[str] = []
    insight = ""
    for line, text in _paragraphs(cell):
        entry = _ENTRY.fullmatch(text)
        if insight or not entry or entry["number"] not in {None, str(len(hints) + 1)}:
            raise AuthoringError(
                f"{where}:{line}: expected hint '{len(hints) + 1}. …', or '**Insight.** …' behind "
                f"the last one, each in one paragraph; found {text[:40]!r}. Number the hints from "
                "1, and let the insight end the cell."
            )
        if entry["number"]:
            hints.append(entry["words"])
        else:
            insight = entry["words"]
    return Help(tuple(hints), insight)


def _paragraphs(cell):
    """Return (line in the file, text) of each hint and of what is parted by an empty line."""
    paragraphs, goes_on = [], False
    for number, line in enumerate(cell.source.split("\n"), start=cell.line):
        text = line.strip()
        if goes_on and text and not _ENTRY.match(line):
            before, words = paragraphs[-1]
            paragraphs[-1] = before, f"{words} {text}"
        elif text:
            paragraphs.append((number, text))
        goes_on = bool(text)
    return paragraphs
