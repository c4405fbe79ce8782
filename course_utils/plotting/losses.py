"""Loss functions of a regression as curves: what an error costs."""

from collections.abc import Callable, Sequence

import numpy as np
from matplotlib.axes import Axes

from course_utils.errors import CourseError
from course_utils.plotting.style import CARD, DASHES, MUTED, PALETTE, new_axes, styled

# By Keras' names; Huber with its default delta of 1.
LOSSES: dict[str, Callable[[np.ndarray], np.ndarray]] = {
    "mean_absolute_error": np.abs,
    "mean_squared_error": np.square,
    "huber": lambda error: np.where(np.abs(error) <= 1, error**2 / 2, np.abs(error) - 0.5),
}


@styled
def plot_loss(names: str | Sequence[str] = tuple(LOSSES), *, largest: float = 3.0) -> Axes:
    """Plot what one error costs, for one or more losses.

    Parameters
    ----------
    names
        From "mean_absolute_error", "mean_squared_error", "huber"; all of them if left out.
    largest
        The largest error shown, on both sides of 0.

    Raises
    ------
    CourseError
        When a name is not known.

    Examples
    --------
    >>> ax = plot_loss(["mean_squared_error", "huber"])
    >>> [text.get_text() for text in ax.get_legend().get_texts()]
    ['mean_squared_error', 'huber']
    """
    names = np.atleast_1d(names).tolist()
    for name in names:
        if name not in LOSSES:
            raise CourseError(f"No loss {name!r} here. Expected one of: {', '.join(LOSSES)}.")
    error = np.linspace(-largest, largest, 601)
    ax = new_axes()
    ax.axvline(0, color=MUTED, linewidth=0.8)
    for name, colour, dash in zip(names, PALETTE, DASHES, strict=False):
        ax.plot(error, LOSSES[name](error), color=colour, linestyle=dash, label=name)
    ax.set(xlabel="error of one prediction", ylabel="its part of the loss")
    ax.legend(frameon=True, facecolor=CARD, edgecolor="none", framealpha=1)  # above the axis
    return ax
