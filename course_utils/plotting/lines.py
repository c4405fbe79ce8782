"""One or more lines against one quantity, and points beside them."""

from collections.abc import Mapping

from matplotlib.axes import Axes
from numpy.typing import ArrayLike

from course_utils.plotting.inputs import as_vector, same_length
from course_utils.plotting.style import DASHES, INK, PALETTE, new_axes, styled


@styled
def plot_lines(
    x: ArrayLike,
    lines: Mapping[str, ArrayLike],
    *,
    x_label: str,
    y_label: str,
    points: tuple[ArrayLike, ArrayLike] | None = None,
) -> Axes:
    """Plot one or more lines against the same x.

    Parameters
    ----------
    x : array-like of shape (n_points,)
    lines : dict of str to array-like of shape (n_points,)
        A line for each name in the legend, six at most.
    x_label, y_label
        With units.
    points : tuple of array-like of shape (n_samples,), optional
        x and y of samples, drawn behind the lines as small bars: where many share a place, it
        becomes dark.

    Raises
    ------
    CourseError
        When a line or the points have another length than their x, or hold no finite number.

    Examples
    --------
    >>> ax = plot_lines([0, 1], {"loss": [3, 2]}, x_label="weight", y_label="loss")
    >>> ax.get_xlabel()
    'weight'
    """
    x = as_vector(x, "x")
    ax = new_axes()
    if points is not None:
        across, up = as_vector(points[0], "points x"), as_vector(points[1], "points y")
        same_length(**{"points x": across, "points y": up})
        ax.scatter(across, up, marker="|", s=90, color=INK, alpha=0.35, label="samples")
    for (name, values), colour, dash in zip(lines.items(), PALETTE, DASHES, strict=False):
        values = as_vector(values, name)
        same_length(**{"x": x, name: values})
        ax.plot(x, values, color=colour, linestyle=dash, label=name)
    ax.set(xlabel=x_label, ylabel=y_label)
    ax.legend()
    return ax
