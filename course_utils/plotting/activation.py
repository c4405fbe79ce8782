"""Activation functions as curves, with their slopes below."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes

from course_utils.errors import CourseError
from course_utils.plotting.functions import ACTIVATIONS
from course_utils.plotting.style import DASHES, MUTED, PALETTE, dress, new_axes, new_figure, styled


@styled
def plot_activation(names: str | Sequence[str], *, slope: bool = False) -> Axes | np.ndarray:
    """Plot one or more activation functions, and their slopes if asked.

    Parameters
    ----------
    names : str or list of at most six str
        From "linear", "step", "relu", "leaky_relu", "sigmoid", "tanh", "elu", "gelu".
    slope
        Also draw the slope in a second panel. Where a function has a corner or
        a jump it has no slope, and the curve has a gap.

    Returns
    -------
    matplotlib Axes, or with ``slope=True`` an array of two: value, slope

    Raises
    ------
    CourseError
        When a name is not known, or there are none or more than six.

    Examples
    --------
    >>> ax = plot_activation(["relu", "tanh"])
    >>> [line.get_label() for line in ax.get_lines() if line.get_label()[0] != "_"]
    ['relu', 'tanh']
    """
    names = np.atleast_1d(names).tolist()
    _expect_known(names)
    if not slope:
        return _draw(new_axes(), names, 0, "output", "input z")
    upper, lower = new_figure(height=5.6).subplots(2, sharex=True)
    _draw(dress(upper), names, 0, "output", "")
    _draw(dress(lower), names, 1, "slope", "input z").get_legend().remove()
    return np.array([upper, lower])


def _expect_known(names):
    """Raise a CourseError for a name we have no curve for, or too many curves."""
    unknown = [name for name in names if name not in ACTIVATIONS]
    if unknown:
        raise CourseError(
            f"No activation function {unknown[0]!r}. Expected one of: {', '.join(ACTIVATIONS)}."
        )
    if not 1 <= len(names) <= len(PALETTE):
        raise CourseError(
            f"Expected 1 to {len(PALETTE)} activation functions in one figure, found {len(names)}."
        )


def _draw(ax, names, which, y_label, x_label):
    """Draw values (`which` 0) or slopes (1)."""
    z = np.linspace(-4, 4, 801)  # holds 0 itself, where corners are
    ax.axhline(0, color=MUTED, linewidth=0.8)
    ax.axvline(0, color=MUTED, linewidth=0.8)
    for name, colour, dash in zip(names, PALETTE, DASHES, strict=False):
        ax.plot(z, ACTIVATIONS[name][which](z), color=colour, linestyle=dash, label=name)
    ax.set(xlabel=x_label, ylabel=y_label)
    ax.legend()
    return ax
