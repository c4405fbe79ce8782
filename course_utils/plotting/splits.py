"""Which rows a split learns from, and which it looks at."""

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike

from course_utils.errors import CourseError
from course_utils.plotting.inputs import as_vector
from course_utils.plotting.style import BLUE, MUTED, VERMILION, dress, new_figure, styled


@styled
def plot_splits(
    splits: Mapping[str, tuple[ArrayLike, ArrayLike]], *, n_rows: int, x_label: str = "row"
) -> Axes:
    """Plot a strip for each split: training rows low and blue, validation rows tall and hatched.

    Parameters
    ----------
    splits : dict of str to (training rows, validation rows)
        Each as row numbers from 0, as scikit-learn's splitters yield them. Rows in neither, such
        as those of a gap, stay blank.
    n_rows
        How many rows there are.
    x_label
        What a row is, such as "day".

    Raises
    ------
    CourseError
        When there is no split, or a row number is not from 0 to `n_rows` - 1.

    Examples
    --------
    >>> ax = plot_splits({"by time": ([0, 1, 2], [4])}, n_rows=5, x_label="day")
    >>> [text.get_text() for text in ax.get_yticklabels()]
    ['by time']
    """
    if not splits:
        raise CourseError('splits: expected at least one, such as {"by time": (train, valid)}.')
    ax = dress(new_figure(0.9 + 0.45 * len(splits)).subplots())
    for place, (name, (train, valid)) in enumerate(splits.items()):
        for rows, label, height, colour, hatch in (
            (train, "training", 0.4, BLUE, ""),
            (valid, "validation", 0.8, VERMILION, "///"),
        ):
            runs = _runs(_rows(rows, n_rows, name))
            bars = ax.broken_barh(runs, (place - height / 2, height), facecolor=colour, hatch=hatch)
            bars.set_label(label if place == 0 else "_")
    ax.set(xlim=(0, n_rows), xlabel=x_label, yticks=range(len(splits)), yticklabels=splits)
    ax.set_ylim(len(splits) - 0.5, -0.5)
    ax.grid(visible=False)
    ax.spines["left"].set_color(MUTED)
    ax.figure.legend(*ax.get_legend_handles_labels(), loc="outside upper center", ncols=2)
    return ax


def _rows(rows, n_rows, name):
    """The row numbers in order."""
    rows = np.sort(as_vector(rows, name)).astype(int)
    if len(rows) and (rows[0] < 0 or rows[-1] >= n_rows):
        raise CourseError(
            f"{name}: expected row numbers from 0 to {n_rows - 1}, found {rows[0]} to {rows[-1]}."
        )
    return rows


def _runs(rows):
    """Neighbours together, as (first, how many)."""
    pieces = np.split(rows, np.flatnonzero(np.diff(rows) > 1) + 1)
    return [(int(piece[0]), len(piece)) for piece in pieces if len(piece)]
