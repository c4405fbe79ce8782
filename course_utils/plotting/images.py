"""Small grey images side by side."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from course_utils.errors import CourseError
from course_utils.plotting.figure import PHOTOGRAPH
from course_utils.plotting.inputs import as_numbers
from course_utils.plotting.style import MUTED, WIDTH, new_figure, styled

IN_A_ROW = 10


@styled
def plot_images(
    images: ArrayLike, titles: Sequence[str] = (), in_a_row: int | None = None
) -> np.ndarray:
    """Plot grey images in rows of up to ten, dark where the numbers are large.

    Parameters
    ----------
    images : array-like of shape (n_images, height, width)
        All have one scale, from 0 to the largest number.
    titles
        One above each image, or none at all.
    in_a_row
        So many in a row, each as large as there is room, as photographs want it; such a figure
        keeps its light in a dark theme. If left out, up to ten small ones.

    Returns
    -------
    numpy.ndarray of matplotlib Axes
        One for each image.

    Raises
    ------
    CourseError
        When there is no image, one has no two axes, or titles are missing.

    Examples
    --------
    >>> axes = plot_images([[[0, 1], [1, 0]]], ["a diagonal"])
    >>> len(axes), axes[0].get_title()
    (1, 'a diagonal')
    """
    images = as_numbers(images, "images")
    _expect_images(images, titles)
    columns = in_a_row or min(len(images), IN_A_ROW)
    rows = -(-len(images) // columns)
    upright = images.shape[1] / images.shape[2]
    row_height = WIDTH / columns * upright if in_a_row else WIDTH / max(columns, 5)
    height = rows * (row_height + (0.3 if titles else 0.0))
    figure = new_figure(height)
    figure.set_gid(PHOTOGRAPH if in_a_row else None)
    axes = figure.subplots(rows, columns, squeeze=False).ravel()
    for ax in axes:
        ax.set(xticks=[], yticks=[])
        ax.spines[:].set(visible=True, color=MUTED)
    for ax in axes[len(images) :]:
        ax.remove()
    for ax, image in zip(axes, images, strict=False):
        ax.imshow(image, cmap="Greys", vmin=0, vmax=images.max() or 1)
    for ax, title in zip(axes, titles, strict=False):
        ax.set_title(title, fontsize=10)
    return axes[: len(images)]


def _expect_images(images, titles):
    if images.ndim != 3:
        raise CourseError(
            f"images: expected shape (n_images, height, width), found {images.shape}. "
            "`reshape` turns rows of pixels into images: rows.reshape(-1, 8, 8)."
        )
    if len(titles) not in (0, len(images)):
        raise CourseError(
            f"titles: expected one for each of the {len(images)} images, found {len(titles)}."
        )
