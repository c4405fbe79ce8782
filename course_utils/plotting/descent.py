"""Steps down, or up, the curve of a loss against one weight."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike

from course_utils.plotting.inputs import as_vector, same_length
from course_utils.plotting.style import CARD, DASHES, MUTED, PALETTE, new_axes, styled


@styled
def plot_descent(
    w: ArrayLike,
    loss: ArrayLike,
    paths: Mapping[str, ArrayLike],
    *,
    x_label: str = "weight w",
    y_label: str = "loss",
) -> Axes:
    """Plot the loss against one weight, and the places that training visited.

    Parameters
    ----------
    w, loss : array-like of shape (n_points,)
        The curve; `w` in rising order.
    paths : dict of str to array-like of shape (n_steps + 1,)
        By label, the weights after each step, the start first. They are drawn on the curve;
        a step beyond the ends of `w` is left out.
    x_label, y_label
        What the axes show, with units.

    Raises
    ------
    CourseError
        When `w` and `loss` differ in length, or something is no finite number.

    Examples
    --------
    >>> ax = plot_descent([-1, 0, 1], [1, 0, 1], {"two steps": [-1.0, -0.5, 0.0]})
    >>> ax.get_legend().get_texts()[0].get_text()
    'two steps'
    """
    w, loss = as_vector(w, "w"), as_vector(loss, "loss")
    same_length(w=w, loss=loss)
    ax = new_axes()
    ax.plot(w, loss, color=MUTED, linewidth=1.4)
    looks = zip(PALETTE, DASHES, "osD^vP", strict=True)
    for (label, path), (colour, dash, marker) in zip(paths.items(), looks, strict=False):
        path = as_vector(path, label)
        heights = np.interp(path, w, loss, left=np.nan, right=np.nan)
        look: dict[str, Any] = {"color": colour, "linestyle": dash, "marker": marker}
        look |= {"linewidth": 1.4, "markersize": 7, "markeredgecolor": CARD}
        ax.plot(path, heights, label=label, **look)
    ax.set(xlabel=x_label, ylabel=y_label)
    ax.legend()
    return ax
