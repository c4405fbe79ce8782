"""What a window gives: convolution, size and pooling, right and wrong."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from course_utils.exercises.expect import Instead


def convolution_of(image: np.ndarray, kernel: np.ndarray) -> np.ndarray:
    """Return the sum of products at each place where the kernel fits."""
    return (sliding_window_view(image, kernel.shape) * kernel).sum(axis=(2, 3))


def _padded(image, kernel):
    """As `padding="same"`: the odd row goes to the end."""
    rims = [((length - 1) // 2, length // 2) for length in kernel.shape]
    return convolution_of(np.pad(image, rims), kernel)


NOT_A_CONVOLUTION = [
    Instead(
        lambda image, kernel: convolution_of(image, kernel[::-1, ::-1]),
        "kernel-flipped",
        "You turned the kernel by 180°, as mathematicians do. Here it is laid on as it is: its "
        "first row on the first row of the window.",
    ),
    Instead(
        lambda image, kernel: convolution_of(image, kernel.T),
        "kernel-transposed",
        "Rows and columns of the kernel have changed places. Lay it on as it is.",
    ),
    Instead(
        lambda image, kernel: sliding_window_view(image, kernel.shape) * kernel,
        "not-summed",
        "These are the products. Add up those of each window: one number for each place.",
    ),
    Instead(
        lambda image, kernel: convolution_of(image, kernel) / kernel.size,
        "mean-for-sum",
        "That is the mean of the products. A convolution adds them up.",
    ),
    Instead(
        lambda image, kernel: convolution_of(image, np.ones_like(kernel)),
        "kernel-forgotten",
        "You add up the pixels of each window. First multiply each with the weight above it.",
    ),
    Instead(
        _padded,
        "padded",
        "The map is as large as the image: there is a rim of zeros around it. Leave it out, and "
        "lay the kernel only where it fits.",
    ),
    Instead(
        lambda image, kernel: convolution_of(image, kernel)[:-1, :-1],
        "one-place-too-few",
        "The last row and the last column of places are missing: there are height − k + 1 of them.",
    ),
    Instead(
        lambda image, kernel: convolution_of(image, kernel)[:: len(kernel), :: kernel.shape[1]],
        "side-by-side",
        "Your windows lie side by side. With stride 1 the next one begins a single pixel further.",
    ),
]


def size_of(n: int, k: int, s: int, p: int) -> int:
    """Return how many places a window of k has on n pixels, with stride s and padding p."""
    return (n + 2 * p - k) // s + 1


NOT_THE_SIZE = [
    Instead(
        lambda n, k, s, p: (n + 2 * p - k) // s,
        "first-place-forgotten",
        "One place is missing: the first one. A window as large as the image has one place, not 0.",
    ),
    Instead(
        lambda n, k, s, p: (n + p - k) // s + 1,
        "padding-on-one-end",
        "The zeros are laid on *both* ends: 2 · p.",
    ),
    Instead(
        lambda n, k, s, p: (n + 2 * p - k) / s + 1,
        "not-rounded",
        "A window that would reach over the edge does not count: round down, with `//`.",
    ),
    Instead(
        lambda n, k, s, p: -(-(n + 2 * p - k) // s) + 1,
        "rounded-up",
        "You round up. A window that would reach over the edge does not count: round down.",
    ),
    Instead(
        lambda n, k, s, p: round((n + 2 * p - k) / s) + 1,
        "rounded-up",
        "You round to the nearest. A window that would reach over the edge does not count: round "
        "down.",
    ),
    Instead(
        lambda n, k, s, p: (n - k) // s + 1,
        "padding-forgotten",
        "The padding is missing: it makes the side longer by 2 · p.",
    ),
    Instead(
        lambda n, k, s, p: n + 2 * p - k + 1,
        "stride-forgotten",
        "The stride is missing: of these places the window takes every s-th.",
    ),
    Instead(
        lambda n, k, s, p: (n + 2 * p - k + 1) // s,
        "one-before-the-division",
        "The 1 is for the first place, and no stride divides it. Add it behind the division.",
    ),
    Instead(
        lambda n, k, s, p: (n + 2 * p) // s,
        "window-forgotten",
        "The window is missing: its last place begins at n + 2p − k.",
    ),
]


def _blocks(x):
    height, width = x.shape
    return x.reshape(height // 2, 2, width // 2, 2)


def pooled_of(x: np.ndarray, how: str) -> np.ndarray:
    """Return the largest number or the mean of each block of 2 by 2."""
    blocks = _blocks(x)
    return blocks.max(axis=(1, 3)) if how == "max" else blocks.mean(axis=(1, 3))


def _overlapping(x, how):
    windows = sliding_window_view(x, (2, 2))
    return windows.max(axis=(2, 3)) if how == "max" else windows.mean(axis=(2, 3))


NOT_POOLED = [
    Instead(
        _overlapping,
        "overlapping",
        "Your blocks overlap: each begins one row or column further. They are side by side, so the "
        "next one begins two further.",
    ),
    Instead(
        lambda x, how: _blocks(x).min(axis=(1, 3)) if how == "max" else pooled_of(x, "mean"),
        "minimum-for-maximum",
        'For `"max"` you keep the smallest number of each block.',
    ),
    Instead(
        lambda x, how: pooled_of(x, "max"),
        "how-ignored",
        'You take the largest, whatever `how` is. With `"mean"` it is the mean of the block.',
    ),
    Instead(
        lambda x, how: pooled_of(x, "mean"),
        "how-ignored",
        'You take the mean, whatever `how` is. With `"max"` it is the largest of the block.',
    ),
    Instead(
        lambda x, how: pooled_of(x, "mean" if how == "max" else "max"),
        "swapped",
        'The two have changed places: `"max"` is the largest, `"mean"` the mean.',
    ),
    Instead(
        lambda x, how: pooled_of(x, "max") if how == "max" else _blocks(x).sum(axis=(1, 3)),
        "sum-for-mean",
        'For `"mean"` you add up the four numbers. Divide by four.',
    ),
    Instead(
        lambda x, how: x[::2, ::2],
        "one-pixel-of-four",
        "You keep the first number of each block, without a look at the other three.",
    ),
    Instead(
        lambda x, how: x.max() if how == "max" else x.mean(),
        "one-number-for-all",
        "That is one number for the whole map, as in global pooling. Here each block has its own.",
    ),
]
