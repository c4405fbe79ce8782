"""How many rows have which value: a histogram for each column, side by side."""

from collections.abc import Mapping

import numpy as np
from matplotlib.ticker import MaxNLocator
from numpy.typing import ArrayLike

from course_utils.errors import CourseError
from course_utils.plotting.inputs import as_vector
from course_utils.plotting.style import BLUE, CARD, new_figure, styled

MOST = 4
N_BINS = 30


@styled
def plot_histograms(columns: Mapping[str, ArrayLike], *, log: bool = False) -> np.ndarray:
    """Plot a histogram for each of some columns, each over its own values.

    Parameters
    ----------
    columns : mapping of str to array-like of shape (n_rows,)
        One to four, by the names that are written below them, with units.
    log
        Draw the numbers of rows on a logarithmic scale, so that a single row is seen.

    Returns
    -------
    numpy.ndarray of matplotlib Axes
        One for each column.

    Raises
    ------
    CourseError
        When there is no column or more than four, or something is no finite number.

    Examples
    --------
    >>> axes = plot_histograms({"price (dollars)": [1, 2, 2, 9]})
    >>> axes[0].get_xlabel()
    'price (dollars)'
    """
    if not 1 <= len(columns) <= MOST:
        raise CourseError(
            f"columns: expected one to {MOST}, found {len(columns)}. Draw them in several figures."
        )
    axes = new_figure(2.6).subplots(1, len(columns), squeeze=False)[0]
    for ax, (name, values) in zip(axes, columns.items(), strict=True):
        counts, edges = np.histogram(as_vector(values, name), N_BINS)
        ax.bar(
            edges[:-1],
            counts,
            width=np.diff(edges),
            align="edge",
            color=BLUE,
            edgecolor=CARD,
            linewidth=0.4,
            label=name,
        )
        ax.set(xlabel=name, yscale="log" if log else "linear")
        ax.xaxis.set_major_locator(MaxNLocator(3))
    axes[0].set_ylabel("rows")
    return axes
