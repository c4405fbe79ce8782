"""Remembers which cells stopped with an error, so that a verdict can say it saw an older value.

Only the text of a cell and whether it raised are looked at, never a value of the notebook.
"""

import re
import sys
from collections.abc import Iterable
from typing import Any

# What a line gives a value to: `def f(`, `class C`, `w, b =`; also where the cell is no Python.
_MADE = re.compile(r"^\s*(?:(?:def|class)\s+(\w+)|([\w, ]+?)\s*(?::[^=\n]*)?=(?!=))", re.MULTILINE)

_unfinished: set[str] = set()


def watch_cells() -> None:
    """Look at each cell of this notebook from now on; outside a notebook, do nothing."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    if shell:
        shell.events.register("post_run_cell", note_cell)


def note_cell(result: Any) -> None:
    """Remember what a cell was to make, if it stopped with an error; forget it once it ran."""
    if result.success:
        _unfinished.difference_update(_made_in(result.info.raw_cell))
    else:
        _unfinished.update(_made_in(result.info.raw_cell))


def remark_on(names: Iterable[str]) -> str:
    """Return the sentence for a verdict on these answers: empty where their cells ran."""
    old = " and ".join(f"`{name}`" for name in names if name in _unfinished)
    return old and (
        f"The cell that makes {old} stopped with an error when you last ran it, so this verdict is "
        "about the value from before. Mend that cell and run it, then check again."
    )


def _made_in(cell):
    lines = _MADE.findall(cell)
    return {name for line in lines for part in line for name in re.findall(r"\w+", part)}
