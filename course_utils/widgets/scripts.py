"""The scripts and styles of the pages: small files of `static/`, joined without any tool.

Each file is one idea. Joined in the order given here they are one ES module without imports, so
that no bundler and no network is needed.
"""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

# A file uses only what is before it, so the order is the outline of the page; a test reads it.
EXPLORER = (
    "dom",
    "measures",
    "words",
    "tokens",
    "scales",
    "lines",
    "markers",
    "legend",
    "frame",
    "touch",
    "departures",
    "columns",
    "reveal",
    "curves",
    "silence",
    "fit",
    "plane",
    "histogram",
    "heatmap",
    "matrix",
    "images",
    "boundary",
    "own",
    "diagram",
    "player",
    "controls",
    "drawing",
    "prediction",
    "goal",
    "disclosure",
    "notebook",
    "code",
    "table",
    "race",
    "share",
    "framed",
    "memory",
    "explorer",
)
EXPLORER_STYLES = ("theme", "layout", "panels", "parts")

# A live training draws with the same axes, lines and tables.
LIVE = (
    "dom",
    "words",
    "scales",
    "lines",
    "markers",
    "legend",
    "frame",
    "columns",
    "disclosure",
    "live",
)
LIVE_STYLES = (*EXPLORER_STYLES, "live")

QUIZ = ("dom", "marks", "option", "quiz")
QUIZ_STYLES = ("theme", "layout", "parts", "quiz")

# A question of practice may have curves to read.
PRACTICE = (
    *("dom", "words", "scales", "lines", "markers", "legend", "frame", "columns", "disclosure"),
    *("marks", "option", "figure", "judge", "practice"),
)
PRACTICE_STYLES = (*EXPLORER_STYLES, "quiz", "practice")
CANVAS = ("dom", "framed", "forward", "ink", "paper", "canvas")
CANVAS_STYLES = ("theme", "layout", "parts", "canvas")


@cache
def script(names: Sequence[str] = EXPLORER) -> str:
    """Return one ES module with `export default { render }`.

    Parameters
    ----------
    names
        Of the files, in order; those of an explorer if left out.
    """
    return _joined(names, "js")


@cache
def style(names: Sequence[str] = EXPLORER_STYLES) -> str:
    """Return one style sheet.

    Parameters
    ----------
    names
        Of the files, in order; those of an explorer if left out.
    """
    return _joined(names, "css")


def _joined(names, ending):
    folder = files("course_utils.widgets") / "static"
    return "\n".join((folder / f"{name}.{ending}").read_text(encoding="utf-8") for name in names)
