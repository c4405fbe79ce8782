"""Convolution and pooling in NumPy, channels last, for one or two axes of space."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from course_utils.exercises.records import Operation


def convolve(step: Operation, x: np.ndarray) -> np.ndarray:
    """Slide each filter over x: shape (n_samples, *space, channels) to (..., filters)."""
    kernel = step.weights["kernel"]
    size = kernel.shape[:-2]
    windows = _windows(step, x, size, fill=0.0)
    # The windows' axes end in (channels, *size); the kernel's are (*size, channels, filters).
    window_axes = [*range(x.ndim, x.ndim + len(size)), x.ndim - 1]
    out = np.tensordot(windows, kernel, axes=(window_axes, range(len(size) + 1)))
    return out + step.weights.get("bias", 0.0)


def pool(step: Operation, x: np.ndarray) -> np.ndarray:
    """Keep the largest or the mean value of each window."""
    size = step.settings["pool_size"]
    axes = tuple(range(x.ndim, x.ndim + len(size)))
    # What padding added does not count, neither as a largest value nor in a mean.
    if step.kind.startswith("max"):
        return _windows(step, x, size, fill=-np.inf).max(axis=axes)
    counted = _windows(step, np.ones_like(x), size, fill=0.0).sum(axis=axes)
    return _windows(step, x, size, fill=0.0).sum(axis=axes) / counted


def global_pool(step: Operation, x: np.ndarray) -> np.ndarray:
    """Keep one value a channel."""
    axes = tuple(range(1, x.ndim - 1))
    keepdims = step.settings.get("keepdims", False)
    function = np.max if "max" in step.kind else np.mean
    return function(x, axis=axes, keepdims=keepdims)


def _windows(step, x, size, fill):
    """All windows of x: shape (n_samples, *positions, channels, *size)."""
    dilation = step.settings.get("dilation_rate", (1,) * len(size))
    reach = tuple((s - 1) * d + 1 for s, d in zip(size, dilation, strict=True))
    strides = step.settings.get("strides") or size
    if step.settings.get("padding", "valid") == "same":
        x = _pad_same(x, reach, strides, fill)
    elif step.settings.get("padding") == "causal":
        x = np.pad(x, [(0, 0), (reach[0] - 1, 0), (0, 0)], constant_values=fill)
    windows = sliding_window_view(x, reach, axis=tuple(range(1, x.ndim - 1)))
    positions = tuple(slice(None, None, stride) for stride in strides)
    inside = tuple(slice(None, None, d) for d in dilation)
    return windows[(slice(None), *positions, slice(None), *inside)]


def _pad_same(x, reach, strides, fill):
    """Pad as TensorFlow does: the odd row goes to the end."""
    widths = []
    for length, window, stride in zip(x.shape[1:-1], reach, strides, strict=True):
        missing = max((-(-length // stride) - 1) * stride + window - length, 0)
        widths.append((missing // 2, missing - missing // 2))
    return np.pad(x, [(0, 0), *widths, (0, 0)], constant_values=fill)
