"""Paths across a landscape of two weights, seen from above."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike

from course_utils.errors import CourseError
from course_utils.plotting.inputs import as_vector
from course_utils.plotting.style import CARD, DASHES, INK, MUTED, PALETTE, new_axes, styled

N_LEVELS = 10
_LOWEST_LEVEL = 1e-3  # of the highest: a loss falls steeply at first, and slowly in the end


@styled
def plot_paths(
    x: ArrayLike,
    y: ArrayLike,
    heights: ArrayLike,
    paths: Mapping[str, ArrayLike],
    *,
    x_label: str = "weight x",
    y_label: str = "weight y",
) -> Axes:
    """Plot lines of equal height, and the paths that some optimizers take.

    Parameters
    ----------
    x : array-like of shape (n_columns,)
    y : array-like of shape (n_rows,)
        Both in rising order. The plot ends where they end: what goes beyond is not seen.
    heights : array-like of shape (n_rows, n_columns)
        The loss at each pair of weights. The lines lie close where it is low, and a cross marks
        the lowest place.
    paths : dict of str to array-like of shape (n_steps + 1, 2)
        By label, the two weights after each step, the start first.
    x_label, y_label
        What the axes show.

    Raises
    ------
    CourseError
        When the heights do not fit `x` and `y`, or a path is not made of pairs.

    Examples
    --------
    >>> ax = plot_paths([0, 1], [0, 1, 2], [[2, 3], [1, 2], [0, 1]], {"SGD": [[0, 0], [0, 2]]})
    >>> ax.get_legend().get_texts()[0].get_text()
    'SGD'
    """
    x, y, heights = as_vector(x, "x"), as_vector(y, "y"), np.asarray(heights, dtype=float)
    if heights.shape != (len(y), len(x)):
        raise CourseError(
            f"Expected heights of shape ({len(y)}, {len(x)}): a row for each y, a column for each "
            f"x. Found {heights.shape}."
        )
    ax = new_axes()
    ax.contour(
        x, y, heights, levels=levels(heights), colors=MUTED, linewidths=0.8, linestyles="solid"
    )
    row, column = np.unravel_index(heights.argmin(), heights.shape)
    ax.plot(x[column], y[row], "+", color=INK, markersize=12, label="_lowest place")
    looks = zip(PALETTE, DASHES, "osD^vP", strict=True)
    for (label, path), (colour, dash, marker) in zip(paths.items(), looks, strict=False):
        across, up = _pairs(path, label)
        look: dict[str, Any] = {"color": colour, "linestyle": dash, "marker": marker}
        look |= {"linewidth": 1.6, "markersize": 5, "markeredgecolor": CARD}
        ax.plot(across, up, label=label, **look)
    ax.set(xlabel=x_label, ylabel=y_label, xlim=(x[0], x[-1]), ylim=(y[0], y[-1]))
    ax.grid(False)
    if paths:  # above the plot: in it, the lines of equal height would run through the words
        ax.legend(loc="lower center", bbox_to_anchor=(0.5, 1), ncols=min(len(paths), 3))
    return ax


def levels(heights: np.ndarray) -> np.ndarray:
    """Return the heights whose lines are drawn: closer to each other where it is low."""
    low, high = float(heights.min()), float(heights.max())
    return low + (high - low or 1.0) * np.geomspace(_LOWEST_LEVEL, 0.9, N_LEVELS)


def _pairs(path, label):
    pairs = np.asarray(path, dtype=float)
    if pairs.ndim != 2 or pairs.shape[1] != 2:
        raise CourseError(
            f"{label}: expected two weights for each step, shape (n_steps + 1, 2). "
            f"Found {pairs.shape}."
        )
    return pairs.T
