"""The stories of several trainings, side by side on one scale."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from course_utils.errors import CourseError
from course_utils.plotting.history import plot_history
from course_utils.plotting.style import dress, new_figure, styled

MOST = 3


@styled
def plot_histories(
    histories: Mapping[str, Any],
    *,
    metric: str = "loss",
    start: int = 0,
    y_label: str | None = None,
) -> np.ndarray:
    """Plot the curves of two or three trainings beside each other.

    Parameters
    ----------
    histories : mapping of str to what `plot_history` takes
        By the names that are written above them.
    metric, start, y_label
        As in `plot_history`, for all of them.

    Returns
    -------
    numpy.ndarray of matplotlib Axes
        One for each training. All share one vertical axis, so that heights can be compared.

    Raises
    ------
    CourseError
        When there are fewer than two or more than three, or one has no such metric.

    Examples
    --------
    >>> axes = plot_histories({"small": {"loss": [3, 2]}, "large": {"loss": [3, 1]}})
    >>> [ax.get_title() for ax in axes]
    ['small', 'large']
    """
    if not 2 <= len(histories) <= MOST:
        raise CourseError(
            f"histories: expected two or {MOST}, found {len(histories)}. Draw one alone by "
            "plot_history, and more in several figures."
        )
    figure = new_figure(3.2)
    axes = figure.subplots(1, len(histories), sharey=True)
    for ax, (name, history) in zip(axes, histories.items(), strict=True):
        plot_history(history, metric=metric, start=start, y_label=y_label, ax=dress(ax))
        ax.set_title(name)
        ax.get_legend().remove()
        ax.label_outer()
    handles, names = axes[0].get_legend_handles_labels()
    figure.legend(handles, names, loc="outside upper center", ncols=len(names))
    return axes
