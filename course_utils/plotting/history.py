"""The story of a training: the loss, or a metric, against epochs."""

from typing import Any

import numpy as np
from matplotlib.axes import Axes

from course_utils.errors import CourseError
from course_utils.plotting.style import BLUE, DASHES, VERMILION, new_axes, styled

FEW_EPOCHS = 30  # up to here every epoch gets a marker


@styled
def plot_history(
    history: Any,
    *,
    metric: str = "loss",
    start: int = 0,
    log: bool = False,
    y_label: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Plot training and validation curves against epochs.

    Parameters
    ----------
    history : keras History, dict of lists, or DataFrame
        What ``model.fit`` returned, its ``.history``, or a table made of it.
        A validation curve is drawn when there is a ``val_`` entry.
    metric
        The entry to draw.
    start
        How many of the first epochs to leave out: they often dwarf the rest.
    log
        Whether the vertical axis is logarithmic.
    y_label
        What the vertical axis shows, with units; otherwise the metric's name.
    ax
        Where to draw; a new figure if left out.

    Returns
    -------
    matplotlib Axes
        Epochs are counted from 1. Where a curve holds NaN or infinity it has a
        gap, and a note in the legend names the first such epoch.

    Raises
    ------
    CourseError
        When the metric is not in the history, or nothing is left after `start`.

    Examples
    --------
    >>> ax = plot_history({"loss": [3.0, 2.0, 1.5], "val_loss": [3.2, 2.4, 2.2]})
    >>> [text.get_text() for text in ax.get_legend().get_texts()]
    ['training', 'validation']
    """
    curves = _curves(history, metric)
    _expect_epochs(curves["training"], start)
    ax = new_axes() if ax is None else ax
    looks = zip((BLUE, VERMILION), DASHES, "os", strict=False)
    for (name, values), look in zip(curves.items(), looks, strict=False):
        _draw_curve(ax, name, values, start, look)
    if log:
        ax.set_yscale("log", nonpositive="mask")
    ax.set(xlabel="epoch", ylabel=metric if y_label is None else y_label)
    ax.locator_params("x", integer=True, min_n_ticks=1)
    ax.legend()
    return ax


def _curves(history, metric):
    """Return the training curve, and the validation curve if there is one."""
    table = getattr(history, "history", history)
    if not hasattr(table, "keys"):
        raise CourseError(
            "plot_history: expected what model.fit returned, a dict or a DataFrame, found "
            f"{type(history).__name__}. Write history = model.fit(...) and pass history."
        )
    if metric not in table:
        raise CourseError(
            f"The history has no {metric!r}. Expected one of: {', '.join(map(str, table.keys()))}."
        )
    names = {"training": metric, "validation": f"val_{metric}"}
    return {name: _as_curve(table[key], key) for name, key in names.items() if key in table}


def _as_curve(values, key):
    """Return one number an epoch; NaN and infinity may be among them."""
    try:
        return np.asarray(values, dtype=float).reshape(-1)
    except (TypeError, ValueError) as error:
        raise CourseError(
            f"{key}: expected a number for each epoch, found {values!r:.60}."
        ) from error


def _expect_epochs(values, start):
    """Raise a CourseError when there is no epoch to draw."""
    if not 0 <= start < len(values):
        raise CourseError(
            f"start: expected 0 to {len(values) - 1}, as there are {len(values)} epochs, "
            f"found {start}."
            if len(values)
            else "The history is empty: expected at least one epoch, found none."
        )


def _draw_curve(ax, name, values, start, look):
    """Draw one curve; say where it stopped being a number."""
    colour, dash, marker = look
    epochs = np.arange(1, len(values) + 1)
    finite = np.isfinite(values)
    shown = np.where(finite, values, np.nan)
    marker = marker if len(values) - start <= FEW_EPOCHS else None
    ax.plot(epochs[start:], shown[start:], color=colour, ls=dash, marker=marker, label=name)
    lost = epochs[start:][~finite[start:]]
    if len(lost):
        note = f"{name}: no finite number from epoch {lost[0]}"
        ax.axvline(lost[0], color=colour, linestyle=":", linewidth=1.4, label=note)
