"""Points, and several ways to draw a curve through them."""

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike

from course_utils.plotting.inputs import as_vector, same_length
from course_utils.plotting.style import CARD, DASHES, MUTED, PALETTE, new_axes, styled


@styled
def plot_curves(
    x: ArrayLike,
    y: ArrayLike,
    curves: Mapping[str, tuple[ArrayLike, ArrayLike]],
    *,
    x_label: str,
    y_label: str,
) -> Axes:
    """Plot points with one input, and curves through them.

    Parameters
    ----------
    x, y : array-like of shape (n_samples,) or (n_samples, 1)
        Input and target of each row.
    curves : mapping of str to (x, y)
        For each curve its name in the legend, and two arrays of equal length: inputs in any
        order, and what the curve says there.
    x_label, y_label
        What the axes show, with units.

    Raises
    ------
    CourseError
        When lengths differ, or something is no finite number.

    Examples
    --------
    >>> ax = plot_curves([1, 2], [3, 5], {"signal": ([0, 3], [1, 7])}, x_label="x", y_label="y")
    >>> [text.get_text() for text in ax.get_legend().get_texts()]
    ['data', 'signal']
    """
    x, y = as_vector(x, "x"), as_vector(y, "y")
    same_length(x=x, y=y)
    ax = new_axes()
    ax.scatter(x, y, s=34, color=MUTED, edgecolor=CARD, linewidth=0.7, label="data", zorder=3)
    for place, (name, (along, says)) in enumerate(curves.items()):
        along, says = as_vector(along, f"x of {name}"), as_vector(says, f"y of {name}")
        same_length(**{f"x of {name}": along, f"y of {name}": says})
        order = np.argsort(along)
        colour, dash = PALETTE[place % len(PALETTE)], DASHES[place % len(DASHES)]
        ax.plot(along[order], says[order], color=colour, ls=dash, label=name)
    ax.set(xlabel=x_label, ylabel=y_label)
    ax.legend()
    return ax
