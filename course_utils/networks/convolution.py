"""Convolution and pooling, channels last, for one or two axes of space.

A window slides over the axes of space. What it sees at every place is one view of the input:
nothing is copied (`sliding_window_view`), and what follows is a product or a maximum.
"""

from collections.abc import Sequence

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def convolve(
    x: np.ndarray,
    kernel: np.ndarray,
    strides: Sequence[int] = (1, 1),
    padding: str = "valid",
    dilation: Sequence[int] = (1, 1),
) -> np.ndarray:
    """Slide each filter over the inputs: multiply, and add up.

    Parameters
    ----------
    x : shape (n_rows, *space, channels)
    kernel : shape (*size, channels, filters)
    strides, dilation
        Places between two windows, and between two weights of one, along each axis of space.
    padding : {"valid", "same", "causal"}

    Returns
    -------
    numpy.ndarray, shape (n_rows, *places, filters)
    """
    size = kernel.shape[:-2]
    views = windows(x, size, strides, padding, dilation)
    # The windows' axes end in (channels, *size); the kernel's are (*size, channels, filters).
    window_axes = [*range(x.ndim, x.ndim + len(size)), x.ndim - 1]
    return np.tensordot(views, kernel, axes=(window_axes, range(len(size) + 1)))


def pool(
    x: np.ndarray,
    size: Sequence[int] = (2, 2),
    how: str = "max",
    strides: Sequence[int] | None = None,
    padding: str = "valid",
) -> np.ndarray:
    """Keep the largest number or the mean of each window, channel by channel.

    What padding added does not count, neither as a largest number nor in a mean.

    Parameters
    ----------
    x : shape (n_rows, *space, channels)
    how : {"max", "average"}
    strides
        The size of the window, if left out: the windows are side by side.

    Returns
    -------
    numpy.ndarray, shape (n_rows, *places, channels)
    """
    strides = strides or size
    axes = tuple(range(x.ndim, x.ndim + len(size)))
    if how == "max":
        return windows(x, size, strides, padding, fill=-np.inf).max(axis=axes)
    counted = windows(np.ones_like(x), size, strides, padding).sum(axis=axes)
    return windows(x, size, strides, padding).sum(axis=axes) / counted


def windows(
    x: np.ndarray,
    size: Sequence[int],
    strides: Sequence[int],
    padding: str = "valid",
    dilation: Sequence[int] = (1, 1),
    fill: float = 0.0,
) -> np.ndarray:
    """Return what a window sees at every place.

    Parameters
    ----------
    x : shape (n_rows, *space, channels)
    fill
        What padding adds.

    Returns
    -------
    numpy.ndarray, shape (n_rows, *places, channels, *size)
    """
    dilation = tuple(dilation)[: len(size)]
    reach = tuple((s - 1) * d + 1 for s, d in zip(size, dilation, strict=True))
    if padding == "same":
        rims = zip(x.shape[1:-1], reach, strides, strict=False)
        x = _padded(x, [same_padding(*rim) for rim in rims], fill)
    elif padding == "causal":
        x = _padded(x, [(reach[0] - 1, 0)], fill)
    views = sliding_window_view(x, reach, axis=tuple(range(1, x.ndim - 1)))
    places = tuple(slice(None, None, stride) for stride in tuple(strides)[: len(size)])
    inside = tuple(slice(None, None, d) for d in dilation)
    return views[(slice(None), *places, slice(None), *inside)]


def same_padding(length: int, window: int, stride: int) -> tuple[int, int]:
    """Return how much `padding="same"` adds on each end: as TensorFlow, the odd one at the end."""
    missing = max((-(-length // stride) - 1) * stride + window - length, 0)
    return missing // 2, missing - missing // 2


def _padded(x, rims, fill):
    return np.pad(x, [(0, 0), *rims, (0, 0)], constant_values=fill)
