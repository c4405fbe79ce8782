"""What happens from step to step: a weight, or the loss, after every update."""

from collections.abc import Mapping

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike

from course_utils.plotting.inputs import as_vector
from course_utils.plotting.style import DASHES, MUTED, PALETTE, new_axes, styled


@styled
def plot_steps(
    curves: Mapping[str, ArrayLike],
    *,
    y_label: str,
    level: float | None = None,
    level_label: str = "",
    x_label: str = "step",
) -> Axes:
    """Plot values after every step of training, one line a run.

    Parameters
    ----------
    curves : dict of str to array-like of shape (n_steps,)
        By label. The runs may differ in length; steps are counted from 1.
    y_label
        What is shown, with its unit.
    level
        Where to draw a level line, such as the best value there is.
    level_label
        What the level line is.

    Raises
    ------
    CourseError
        When a curve holds something that is no finite number.

    Examples
    --------
    >>> ax = plot_steps({"batch size 32": [3.0, 2.0, 2.1]}, y_label="loss", level=2.0,
    ...                 level_label="best line")
    >>> [text.get_text() for text in ax.get_legend().get_texts()]
    ['batch size 32', 'best line']
    """
    ax = new_axes()
    for (label, values), colour, dash in zip(curves.items(), PALETTE, DASHES, strict=False):
        values = as_vector(values, label)
        steps = np.arange(1, len(values) + 1)
        ax.plot(steps, values, color=colour, linestyle=dash, linewidth=1.6, label=label)
    if level is not None:
        ax.axhline(level, color=MUTED, linewidth=1.2, linestyle=":", label=level_label)
    ax.set(xlabel=x_label, ylabel=y_label)
    ax.legend()
    return ax
