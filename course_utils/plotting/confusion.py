"""A confusion matrix of any number of classes: how often each was taken for each."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.patches import Rectangle
from numpy.typing import ArrayLike

from course_utils.errors import CourseError
from course_utils.plotting.inputs import as_numbers
from course_utils.plotting.style import INK, VERMILION, dress, new_figure, styled

_RIGHT = "#C0DCEC"  # a pale blue
_SHORT = 3  # letters that fit below a cell
_PALE = 0.6  # of the full colour: ink stays readable on it
_MISTAKES = LinearSegmentedColormap.from_list("mistakes", ["white", VERMILION])


@styled
def plot_confusion_matrix(counts: ArrayLike, labels: Sequence[str] | None = None) -> Axes:
    """Plot how many rows of each class were called what.

    Parameters
    ----------
    counts : array-like of shape (n_classes, n_classes)
        As scikit-learn's `confusion_matrix` has them: a row for each true class, a column for
        each class predicted.
    labels
        What the classes are called; 0, 1, 2, ... if left out.

    Returns
    -------
    matplotlib Axes
        Right answers are on the blue diagonal. The more often two classes were confused, the
        redder the cell; what never happened is left empty.

    Raises
    ------
    CourseError
        When the matrix is not square, or has another number of classes than labels.

    Examples
    --------
    >>> ax = plot_confusion_matrix([[5, 1], [0, 4]], ["cat", "dog"])
    >>> ax.get_ylabel(), [text.get_text() for text in ax.texts]
    ('true class', ['5', '1', '4'])
    """
    counts = as_numbers(counts, "counts")
    labels = [str(label) for label in (range(len(counts)) if labels is None else labels)]
    _expect_square(counts, labels)
    size = len(counts)
    ax = dress(new_figure(max(3.6, 1.2 + 0.4 * size)).subplots())
    mistakes = np.where(np.eye(size, dtype=bool), 0, counts)
    ax.imshow(counts, cmap=_MISTAKES, vmin=0, vmax=max(mistakes.max(), 1) / _PALE, label="counts")
    for place in range(size):
        ax.add_patch(Rectangle((place - 0.5, place - 0.5), 1, 1, facecolor=_RIGHT))
    for (row, column), count in np.ndenumerate(counts):
        if count:
            weight = "bold" if row == column else "normal"
            ax.text(column, row, f"{count:g}", ha="center", va="center", color=INK, weight=weight)
    ax.set(xticks=range(size), yticks=range(size), xlabel="predicted class", ylabel="true class")
    long = max(map(len, labels)) > _SHORT
    ax.set_xticklabels(labels, rotation=30 if long else 0, ha="right" if long else "center")
    ax.set_yticklabels(labels)
    ax.grid(False)
    return ax


def _expect_square(counts, labels):
    if counts.ndim != 2 or len(set(counts.shape)) > 1:
        raise CourseError(
            f"counts: expected as many rows as columns, found shape {counts.shape}. A confusion "
            "matrix has a row and a column for each class."
        )
    if len(labels) != len(counts):
        raise CourseError(
            f"labels: expected one for each of the {len(counts)} classes, found {len(labels)}."
        )
