"""Where the units of a network are on the page, in inches. Nothing is drawn here."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from course_utils.errors import CourseError

MOST_ROWS = 8  # a layer with more units is drawn as its first and last few
FIRST, LAST = 4, 2
PITCH, WIDE_PITCH = 0.64, 0.82  # from one unit to the next; wide when there are few
FEW_ROWS = 4
NEAREST, FARTHEST = 0.7, 2.7  # from one layer to the next
MARGIN = 0.5


@dataclass(frozen=True)
class LayerColumn:
    """One layer: its units from top to bottom, those left out, and its bias.

    Attributes
    ----------
    units
        How many units the layer has.
    shown
        The units that are drawn, counted from 1.
    y : ndarray of shape (len(shown),)
        Centres of the units drawn.
    gap_y
        Centre of the dots in place of the units left out.
    bias_y
        Centre of the constant 1 that feeds the next layer.
    """

    units: int
    shown: tuple[int, ...]
    x: float
    y: np.ndarray
    gap_y: float | None
    bias_y: float | None


def arrange(
    units: Sequence[int], *, bias: bool, left: float, right: float, bottom: float, width: float
) -> tuple[list[LayerColumn], tuple[float, float]]:
    """Place every layer; return the columns and the size of the page.

    Parameters
    ----------
    units
        Units a layer, the inputs first.
    bias
        Whether each layer but the last gets a constant 1 below its units.
    left, right
        Room kept free for the names of inputs and outputs.
    bottom
        Room kept free below for captions and a legend.
    width
        Widest page; a network of few layers takes less.

    Returns
    -------
    columns : list of LayerColumn
    size : pair of float
        Width and height of the page.

    Raises
    ------
    CourseError
        When the layers do not fit beside each other.
    """
    rows = [len(slots(n)) + (bias and i < len(units) - 1) for i, n in enumerate(units)]
    pitch = WIDE_PITCH if max(rows) <= FEW_ROWS else PITCH
    middle = bottom + max(rows) * pitch / 2
    step = _step(len(units), width - left - right - 2 * MARGIN)
    columns = [
        _column(n, left + MARGIN + i * step, middle, pitch, bias and i < len(units) - 1)
        for i, n in enumerate(units)
    ]
    return columns, (columns[-1].x + MARGIN + right, bottom + max(rows) * pitch + 0.15)


def _step(layers, room):
    """Return the distance between layers that fills the room, within reason."""
    step = room / (layers - 1)
    if step < NEAREST:
        raise CourseError(
            f"The page is too narrow: expected {NEAREST} inches or more from layer to layer, "
            f"found {max(step, 0):.2f}. Draw fewer than {layers} layers, or use shorter names."
        )
    return min(step, FARTHEST)


def slots(units: int) -> list[int | None]:
    """Return the numbers of the units drawn, with None where some are left out.

    >>> slots(512)
    [1, 2, 3, 4, None, 511, 512]
    """
    if units <= MOST_ROWS:
        return list(range(1, units + 1))
    return [*range(1, FIRST + 1), None, *range(units - LAST + 1, units + 1)]


def _column(units, x, middle, pitch, bias):
    """One layer, centred on `middle`."""
    numbers = slots(units)
    rows = len(numbers) + bias
    ys = middle + pitch * ((rows - 1) / 2 - np.arange(rows))
    placed = list(zip(numbers, ys, strict=False))
    return LayerColumn(
        units=units,
        shown=tuple(n for n in numbers if n is not None),
        x=float(x),
        y=np.array([y for n, y in placed if n is not None]),
        gap_y=next((y for n, y in placed if n is None), None),
        bias_y=ys[-1] if bias else None,
    )
