"""One palette and one style, used inside our figures and nowhere else.

The colours are those of Okabe and Ito (2008, "Color Universal Design") that
stand out from white by 3:1 or more, so lines in them stay visible. Colour never
speaks alone: each goes with its own dash pattern and marker.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure

P = ParamSpec("P")
R = TypeVar("R")

INK = "#222222"
MUTED = "#666666"
GRID = "#E4E4E4"
CARD = "#FFFFFF"
BLUE, VERMILION, GREEN, PURPLE = "#0072B2", "#D55E00", "#009E73", "#CC79A7"
BROWN = "#8B5A2B"  # not one of theirs: these have no sixth that stands out from white

PALETTE = (BLUE, VERMILION, GREEN, PURPLE, INK, BROWN)
DASHES = ("-", "--", "-.", ":", (0, (8, 2, 1, 2, 1, 2)), (0, (10, 3)))

WIDTH = 6.4  # inches; at CSS_DPI a notebook cell shows it 640 pixels wide
CSS_DPI = 100

STYLE: dict[Any, Any] = {
    "font.family": "DejaVu Sans",  # comes with matplotlib: the same on every machine
    "font.size": 11,
    "text.color": INK,
    "figure.dpi": CSS_DPI,
    "figure.facecolor": CARD,
    "axes.facecolor": CARD,
    "axes.edgecolor": MUTED,
    "axes.labelcolor": INK,
    "axes.labelsize": 11,
    "axes.titlesize": 12,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "lines.linewidth": 2.2,
    "lines.markersize": 6,
    "legend.fontsize": 10,
    "legend.frameon": False,
    "legend.handlelength": 3.2,  # long enough to tell one dash pattern from another
    "xtick.labelsize": 10,
    "ytick.labelsize": 10,
    "xtick.color": MUTED,
    "ytick.color": MUTED,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
}


def styled(plot: Callable[P, R]) -> Callable[P, R]:
    """Decorate a plot function so that it draws in our style and leaves rcParams alone."""

    @wraps(plot)
    def draw(*args: P.args, **kwargs: P.kwargs) -> R:
        with rc_context(STYLE):
            return plot(*args, **kwargs)

    return draw


def new_figure(height: float = 4.0) -> Figure:
    """Return an empty figure that needs no window: pyplot does not know of it."""
    return Figure(figsize=(WIDTH, height), layout="constrained")


def new_axes(height: float = 4.0) -> Axes:
    """Return the Axes of a new figure, with our grid."""
    return dress(new_figure(height).subplots())


def dress(ax: Axes) -> Axes:
    """Fix the look of ticks and grid on `ax`: matplotlib makes them later, outside our style."""
    ax.grid(True, color=GRID, linewidth=0.8)
    ax.tick_params(
        labelsize=10, color=MUTED, labelcolor=INK, labelfontfamily=STYLE["font.family"], length=4
    )
    return ax
