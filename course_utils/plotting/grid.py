"""The curves of many runs: a line for each value of one setting, and the spread of the others."""

from collections.abc import Mapping
from typing import Protocol

import numpy as np
from matplotlib.axes import Axes

from course_utils.errors import CourseError
from course_utils.plotting.style import DASHES, PALETTE, new_axes, styled


class Grid(Protocol):
    """What `train_grid` returns, as far as it is drawn."""

    @property
    def axes(self) -> Mapping[str, tuple]:
        """The values of each axis, in order."""

    @property
    def curves(self) -> Mapping[str, np.ndarray]:
        """By name, each of shape (*axes, epochs)."""


@styled
def plot_grid(
    grid: Grid,
    *,
    curve: str = "val_loss",
    by: str = "width",
    start: int = 0,
    y_label: str | None = None,
) -> Axes:
    """Plot a curve against epochs for each value of one axis, and how far its runs lie apart.

    Parameters
    ----------
    grid : TrainingGrid
        What `train_grid` has returned.
    curve
        The entry of ``grid.curves`` to draw.
    by
        The axis that gets a line for each of its values, six at most. A line is the median of all
        runs with this value, and the band around it goes from their lowest to their highest tenth.
    start
        How many of the first epochs to leave out: they often dwarf the rest.
    y_label
        What the vertical axis shows, with units; otherwise the curve's name.

    Returns
    -------
    matplotlib Axes
        Epochs are counted from 1. A run that is infinite or NaN counts as above all others.

    Raises
    ------
    CourseError
        When there is no such curve or axis, too many values, or nothing is left after `start`.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> grid = SimpleNamespace(axes={"width": (2, 4)}, curves={"val_loss": np.ones((2, 3))})
    >>> [text.get_text() for text in plot_grid(grid).get_legend().get_texts()]
    ['width 2', 'width 4']
    """
    runs = _runs(grid, curve, by)
    if not 0 <= start < runs.shape[-1]:
        raise CourseError(f"start: expected 0 to {runs.shape[-1] - 1}, found {start}.")
    ax = new_axes()
    epochs = np.arange(start, runs.shape[-1]) + 1
    for value, of_one, colour, dash in zip(grid.axes[by], runs, PALETTE, DASHES, strict=False):
        edges = np.percentile(of_one[:, start:], [10, 50, 90], axis=0, method="nearest")
        low, middle, high = np.where(np.isfinite(edges), edges, np.nan)
        ax.plot(epochs, middle, color=colour, linestyle=dash, label=f"{by} {value}")
        if len(of_one) > 1:
            ax.fill_between(epochs, low, high, color=colour, alpha=0.18, linewidth=0)
    ax.set(xlabel="epoch", ylabel=curve if y_label is None else y_label)
    ax.locator_params("x", integer=True, min_n_ticks=1)
    ax.legend()
    return ax


def _runs(grid, curve, by):
    """The curve as (values of `by`, runs, epochs), with infinity for what is not finite."""
    if curve not in grid.curves:
        raise CourseError(
            f"The grid has no curve {curve!r}. Expected one of: {', '.join(grid.curves)}."
        )
    if by not in grid.axes:
        axes = ", ".join(grid.axes) or "none, it is a single run"
        raise CourseError(f"The grid has no axis {by!r}. Expected one of: {axes}.")
    if len(grid.axes[by]) > len(PALETTE):
        raise CourseError(
            f"by: expected at most {len(PALETTE)} values to tell apart, found "
            f"{len(grid.axes[by])} of {by}."
        )
    values = np.moveaxis(np.asarray(grid.curves[curve], float), list(grid.axes).index(by), 0)
    values = values.reshape(len(values), -1, values.shape[-1])
    return np.where(np.isfinite(values), values, np.inf)
