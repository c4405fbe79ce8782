"""The windows of a convolution, with their weights written in."""

from collections.abc import Sequence

import numpy as np
from matplotlib.colors import LinearSegmentedColormap
from numpy.typing import ArrayLike

from course_utils.errors import CourseError
from course_utils.plotting.inputs import as_numbers
from course_utils.plotting.style import BLUE, INK, MUTED, VERMILION, WIDTH, new_figure, styled

IN_A_ROW = 4
_PALE = 0.5  # of the full colours: ink stays readable on them
_SIGNS = LinearSegmentedColormap.from_list("signs", [VERMILION, "white", BLUE])


@styled
def plot_kernels(kernels: ArrayLike, titles: Sequence[str] = ()) -> np.ndarray:
    """Plot kernels in rows of up to four: blue above zero, red below, the weight in each cell.

    Parameters
    ----------
    kernels : array-like of shape (n_kernels, height, width)
    titles
        One above each kernel, or none at all.

    Returns
    -------
    numpy.ndarray of matplotlib Axes
        One for each kernel.

    Raises
    ------
    CourseError
        When there is no kernel, one has no two axes, or titles are missing.

    Examples
    --------
    >>> axes = plot_kernels([[[1, -1]]], ["edge"])
    >>> [text.get_text() for text in axes[0].texts]
    ['1', '−1']
    """
    kernels = as_numbers(kernels, "kernels")
    _expect_kernels(kernels, titles)
    columns = min(len(kernels), IN_A_ROW)
    rows = -(-len(kernels) // columns)
    axes = new_figure(rows * (WIDTH / IN_A_ROW + 0.3)).subplots(rows, columns, squeeze=False)
    largest = np.abs(kernels).max() or 1
    for ax, kernel in zip(axes.flat, kernels, strict=False):
        ax.imshow(kernel, cmap=_SIGNS, vmin=-largest / _PALE, vmax=largest / _PALE)
        ax.set(xticks=[], yticks=[])
        ax.spines[:].set(visible=True, color=MUTED)
        for (row, column), weight in np.ndenumerate(kernel):
            ax.text(column, row, _weight_text(weight), ha="center", va="center", color=INK)
    for ax in axes.flat[len(kernels) :]:
        ax.remove()
    for ax, title in zip(axes.flat, titles, strict=False):
        ax.set_title(title, fontsize=10)
    return axes.ravel()[: len(kernels)]


def _weight_text(weight):
    return f"{round(weight, 2) + 0.0:.2g}".replace("-", "−")


def _expect_kernels(kernels, titles):
    if kernels.ndim != 3:
        raise CourseError(
            f"kernels: expected shape (n_kernels, height, width), found {kernels.shape}. In Keras "
            "the filters are the last axis: kernel[:, :, 0, :].transpose(2, 0, 1)."
        )
    if len(titles) not in (0, len(kernels)):
        raise CourseError(
            f"titles: expected one for each of the {len(kernels)} kernels, found {len(titles)}."
        )
