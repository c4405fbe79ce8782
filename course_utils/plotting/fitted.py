"""A neuron without activation against the points it is to fit: a line, or a plane."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from mpl_toolkits.mplot3d.art3d import Line3DCollection
from numpy.typing import ArrayLike

from course_utils.errors import CourseError
from course_utils.plotting.inputs import as_number, as_numbers, as_vector, same_length
from course_utils.plotting.style import (
    BLUE,
    CARD,
    GRID,
    INK,
    MUTED,
    VERMILION,
    dress,
    new_axes,
    new_figure,
    styled,
)


@styled
def plot_fitted_line(
    x: ArrayLike,
    y: ArrayLike,
    w: ArrayLike,
    b: ArrayLike,
    *,
    x_label: str,
    y_label: str,
    errors: bool = False,
    ax: Axes | None = None,
) -> Axes:
    """Plot points and the line y = w x + b of a neuron with one input.

    Parameters
    ----------
    x, y : array-like of shape (n_samples,) or (n_samples, 1)
        Input and target of each row.
    w, b : float or array of one number
        Weight and bias; what ``model.get_weights()`` gives may be passed as it is.
    x_label, y_label
        What the axes show, with units: ``"sugars (g)"``.
    errors
        Also draw each row's error, from the point straight to the line.
    ax
        Where to draw; a new figure if left out.

    Raises
    ------
    CourseError
        When x and y differ in length, are empty, or hold something that is no
        finite number.

    Examples
    --------
    >>> ax = plot_fitted_line([0, 5, 10], [90, 110, 120], 3.0, 92.0,
    ...                       x_label="sugars (g)", y_label="calories (kcal)")
    >>> ax.get_xlabel()
    'sugars (g)'
    """
    x, y = as_vector(x, "x"), as_vector(y, "y")
    same_length(x=x, y=y)
    w, b = as_number(w, "w"), as_number(b, "b")
    ax = new_axes() if ax is None else ax
    if errors:
        ax.vlines(x, w * x + b, y, color=MUTED, linewidth=1.0, label="error", zorder=1)
    ax.scatter(x, y, s=34, color=BLUE, edgecolor=CARD, linewidth=0.7, label="data", zorder=2)
    ends = np.array([x.min(), x.max()])
    ax.plot(ends, w * ends + b, color=VERMILION, label=_equation(w, b), zorder=3)
    ax.set(xlabel=x_label, ylabel=y_label)
    ax.legend()
    return ax


@styled
def plot_fitted_plane(
    X: ArrayLike, y: ArrayLike, w: ArrayLike, b: ArrayLike, *, labels: Sequence[str]
) -> Axes:
    """Plot points and the plane y = w1 x1 + w2 x2 + b of a neuron with two inputs.

    Points above the plane are filled, points below it are hollow; a thin line
    joins each to the plane.

    Parameters
    ----------
    X : array-like of shape (n_samples, 2)
        The two inputs of each row.
    y : array-like of shape (n_samples,)
        The target of each row.
    w : array-like of two numbers
        The weights, for example Keras' kernel of shape (2, 1).
    b : float or array of one number
        The bias.
    labels : sequence of three str
        Names of the two inputs and the target, with units.

    Returns
    -------
    matplotlib 3-D Axes

    Raises
    ------
    CourseError
        When a shape does not fit, or a value is no finite number.

    Examples
    --------
    >>> ax = plot_fitted_plane([[0, 1], [5, 2], [9, 0]], [90, 120, 110], [2.0, 5.0], 90.0,
    ...                        labels=("sugars (g)", "fibre (g)", "calories (kcal)"))
    >>> ax.get_zlabel()
    'calories (kcal)'
    """
    X, y, w = as_numbers(X, "X"), as_vector(y, "y"), as_vector(w, "w")
    b = as_number(b, "b")
    _expect_two_inputs(X, w, labels)
    same_length(X=X, y=y)
    ax = new_figure(height=5.2).add_subplot(projection="3d", computed_zorder=False)
    fitted = X @ w + b
    above = y >= fitted
    _draw_points(ax, X[~above], y[~above], fitted[~above], CARD, "below the plane", zorder=1)
    _draw_plane(ax, X, w, b)
    _draw_points(ax, X[above], y[above], fitted[above], BLUE, "above the plane", zorder=3)
    _dress_3d(ax, labels)
    return ax


def _equation(w, b):
    """The line as a formula, its signs as one writes them."""
    return f"y = {w:.3g} x {'+' if b >= 0 else '−'} {abs(b):.3g}".replace("-", "−")


def _expect_two_inputs(X, w, labels):
    """Raise a CourseError unless there are two columns, two weights, three labels."""
    if X.ndim != 2 or X.shape[1] != 2:
        raise CourseError(f"X: expected shape (n_samples, 2), found {X.shape}. Pick two columns.")
    if len(w) != 2:
        raise CourseError(f"w: expected 2 weights, one for each input, found {len(w)}.")
    if isinstance(labels, str) or len(labels) != 3:
        raise CourseError(f"labels: expected three names (input, input, target), found {labels!r}.")


def _draw_plane(ax, X, w, b):
    """A see-through plane over the range of the inputs, with a few rules to show its slope."""
    first, second = (np.linspace(column.min(), column.max(), 7) for column in X.T)
    first, second = np.meshgrid(first, second)
    ax.plot_surface(
        first,
        second,
        w[0] * first + w[1] * second + b,
        color=VERMILION,
        alpha=0.25,
        edgecolor=VERMILION,
        linewidth=0.6,
        shade=False,
        zorder=2,
    )


def _draw_points(ax, X, y, fitted, fill, label, zorder):
    """The points on one side of the plane, if any, each joined to it."""
    if not len(X):
        return
    joins = np.stack([np.column_stack([X, fitted]), np.column_stack([X, y])], axis=1)
    ax.add_collection3d(Line3DCollection(joins, colors=MUTED, linewidths=0.9, zorder=zorder))
    ax.scatter(
        X[:, 0],
        X[:, 1],
        y,
        s=36,
        color=fill,
        edgecolor=BLUE,
        linewidth=1.3,
        depthshade=False,
        label=label,
        zorder=zorder,
    )


def _dress_3d(ax, labels):
    """Labels, a low legend and pale walls."""
    dress(ax)
    ax.set(xlabel=labels[0], ylabel=labels[1], zlabel=labels[2])
    for axis in (ax.xaxis, ax.yaxis, ax.zaxis):
        axis.set_pane_color("#F7F7F7")
        axis.line.set_color(INK)
        axis.labelpad = 8
        axis.get_major_locator().set_params(nbins=6)
        axis._axinfo["grid"].update(color=GRID, linewidth=0.8)
    ax.view_init(elev=18, azim=-58)
    ax.legend(loc="upper left")
