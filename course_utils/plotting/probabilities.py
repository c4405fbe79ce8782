"""What a classifier says of each class: two histograms and the threshold between them."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import ArrayLike

from course_utils.errors import CourseError
from course_utils.plotting.inputs import as_vector, same_length
from course_utils.plotting.style import BLUE, INK, VERMILION, new_axes, styled

EDGES = np.linspace(0, 1, 21)
TICKS = (2, 5, 20, 100, 500, 2000)


@styled
def plot_probabilities(
    y_true: ArrayLike,
    p: ArrayLike,
    *,
    threshold: float = 0.5,
    labels: Sequence[str] = ("class 0", "class 1"),
) -> Axes:
    """Plot how many rows of each class got which probability.

    Parameters
    ----------
    y_true : array-like of shape (n_samples,) or (n_samples, 1)
        Labels 0 and 1.
    p : array-like of shape (n_samples,) or (n_samples, 1)
        Predicted probabilities of class 1.
    threshold
        Drawn as a line: at its right the classifier says class 1.
    labels
        What class 0 and class 1 are called.

    Returns
    -------
    matplotlib Axes
        Class 1 is drawn upwards, class 0 downwards, so that neither hides the other.

    Raises
    ------
    CourseError
        When the lengths differ, a label is not 0 or 1, or a probability lies outside 0 to 1.

    Examples
    --------
    >>> plot_probabilities([0, 1, 1], [0.1, 0.4, 0.9]).get_xlabel()
    'predicted probability of class 1'
    """
    y_true, p = as_vector(y_true, "y_true"), as_vector(p, "p")
    same_length(y_true=y_true, p=p)
    _expect_classes(y_true)
    _expect_probabilities(p)
    ax = new_axes()
    looks = ((1, 1, VERMILION, "//"), (0, -1, BLUE, ""))
    for label, direction, colour, hatch in looks:
        counts, _ = np.histogram(p[y_true == label], EDGES)
        ax.bar(
            EDGES[:-1],
            direction * counts,
            width=np.diff(EDGES),
            align="edge",
            color=colour,
            edgecolor="white",
            hatch=hatch,
            label=labels[label],
        )
    ax.axhline(0, color=INK, linewidth=0.8)
    ax.axvline(threshold, color=INK, linestyle="--", linewidth=1.6, label=f"threshold {threshold}")
    # Symmetric log: one row near the threshold stays visible beside a hundred at the end.
    ax.set_yscale("symlog", linthresh=5)
    highest = np.abs(ax.get_ylim()).max()
    ticks = [tick for tick in TICKS if tick <= highest]
    ax.set_yticks([*(-tick for tick in reversed(ticks)), 0, *ticks])
    ax.yaxis.set_major_formatter(lambda value, _: f"{abs(value):g}")
    ax.set(xlim=(0, 1), xlabel=f"predicted probability of {labels[1]}", ylabel="rows")
    ax.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=3)
    return ax


def _expect_classes(y_true):
    strange = sorted(set(y_true.tolist()) - {0, 1})
    if strange:
        raise CourseError(
            f"y_true: expected labels 0 and 1, found {strange[0]:g}. Turn the classes into 0 and 1."
        )


def _expect_probabilities(p):
    if p.min() < 0 or p.max() > 1:
        raise CourseError(
            f"p: expected probabilities from 0 to 1, found {p.min():g} to {p.max():g}. "
            "If these are logits, send them through the sigmoid first."
        )
