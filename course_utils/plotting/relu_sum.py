"""A network with one hidden layer of ReLU units, seen as a sum of bends."""

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike

from course_utils.errors import CourseError
from course_utils.plotting.inputs import as_number, as_vector, same_length
from course_utils.plotting.style import BLUE, CARD, DASHES, INK, MUTED, PALETTE, new_axes, styled


@styled
def plot_relu_sum(
    weights: ArrayLike,
    biases: ArrayLike,
    output_weights: ArrayLike,
    output_bias: ArrayLike,
    *,
    x: ArrayLike | None = None,
    data: tuple[ArrayLike, ArrayLike] | None = None,
    x_label: str = "input x",
    y_label: str = "output y",
) -> Axes:
    """Plot what each hidden ReLU unit adds, and the sum: the network's output.

    Unit i adds ``output_weights[i] * relu(weights[i] * x + biases[i])``. Its bend
    is at ``-biases[i] / weights[i]``; each bend is marked on the sum.

    Parameters
    ----------
    weights, biases, output_weights : array-like of k numbers
        The k hidden units. Keras' arrays of shape (1, k), (k,) and (k, 1) fit:
        ``plot_relu_sum(*model.get_weights())``.
    output_bias : float or array of one number
    x : array-like, optional
        Inputs whose range is drawn; otherwise that of the data, otherwise all
        the bends and some room around them.
    data : pair of array-like (x, y), optional
        Points to draw behind the curve.
    x_label, y_label
        What the axes show, with units.

    Raises
    ------
    CourseError
        When the lengths differ, or a value is no finite number.

    Examples
    --------
    >>> ax = plot_relu_sum([1, 1], [0, -1], [1, -2], 0.5)
    >>> [line.get_label() for line in ax.get_lines()]
    ['unit 1', 'unit 2', 'sum + output bias']
    """
    w, b = as_vector(weights, "weights"), as_vector(biases, "biases")
    v, c = as_vector(output_weights, "output_weights"), as_number(output_bias, "output_bias")
    same_length(weights=w, biases=b, output_weights=v)
    ax = new_axes(height=4.4)
    points = _draw_data(ax, data) if data is not None else None
    bends = np.unique(-b[w != 0] / w[w != 0]) + 0.0  # + 0.0: no bend at "minus zero"
    low, high = _range(x, points, bends)
    bends = bends[(bends >= low) & (bends <= high)]
    grid = np.union1d(bends, [low, high])  # straight between these, so these are enough
    parts = v * np.maximum(np.outer(grid, w) + b, 0)
    _draw_parts(ax, grid, parts)
    ax.plot(grid, parts.sum(axis=1) + c, color=INK, linewidth=3.2, label="sum + output bias")
    heights = (v * np.maximum(np.outer(bends, w) + b, 0)).sum(axis=1) + c
    ax.scatter(bends, heights, s=64, facecolor=CARD, edgecolor=INK, lw=2, zorder=4, label="bends")
    ax.set(xlabel=x_label, ylabel=y_label)
    ax.figure.legend(*ax.get_legend_handles_labels(), loc="outside upper center", ncols=3)
    return ax


def _draw_data(ax, data):
    """Scatter the points and return their x."""
    if not isinstance(data, (tuple, list)) or len(data) != 2:
        raise CourseError(f"data: expected a pair (x, y), found {type(data).__name__}.")
    x, y = as_vector(data[0], "data x"), as_vector(data[1], "data y")
    same_length(**{"data x": x, "data y": y})
    ax.scatter(x, y, s=22, color=BLUE, alpha=0.5, linewidth=0, zorder=1, label="data")
    return x


def _range(x, points, bends):
    """The stretch of inputs to draw."""
    shown = as_vector(x, "x") if x is not None else points
    if shown is not None:
        return shown.min(), shown.max()
    if not len(bends):
        return -1.0, 1.0
    room = 0.35 * (np.ptp(bends) or 2.0)
    return bends.min() - room, bends.max() + room


def _draw_parts(ax, grid, parts):
    """Few units each in their own dash and colour, many as one bundle of thin lines."""
    few = parts.shape[1] < len(PALETTE)
    for i, part in enumerate(parts.T):
        look = {"color": PALETTE[i], "linestyle": DASHES[i]} if few else {"color": MUTED}
        label = f"unit {i + 1}" if few else f"_unit {i + 1}"
        ax.plot(grid, part, linewidth=1.4 if few else 0.9, label=label, **look)
    if not few:
        ax.plot([], [], linewidth=0.9, color=MUTED, label=f"the {parts.shape[1]} hidden units")
