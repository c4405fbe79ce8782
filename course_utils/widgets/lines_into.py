"""The weights of a kernel as the lines of a diagram: those into the first unit, then the next."""

import numpy as np


def lines_into(kernel: np.ndarray, most: int | None = None) -> tuple[np.ndarray, np.ndarray]:
    """Return the weights into each unit, the largest first, and where they come from.

    Parameters
    ----------
    kernel
        Shape (..., n_inputs, n_units), as in Keras.
    most
        How many for each unit; all, if left out.

    Returns
    -------
    weights, sources : numpy.ndarray
        Shape (..., n_units * most), as `Connections` wants them.
    """
    order = np.argsort(-np.abs(kernel), axis=-2, kind="stable")[..., :most, :]
    found = np.take_along_axis(kernel, order, axis=-2)
    weights, sources = (
        np.swapaxes(part, -1, -2).reshape(*kernel.shape[:-2], -1) for part in (found, order)
    )
    return weights, sources
