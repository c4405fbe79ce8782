"""Sizes as shares of the largest: how full the nodes of a diagram are."""

import numpy as np


def percent_of_largest(sizes: np.ndarray) -> np.ndarray:
    """Return sizes, (..., n), in whole percent of the largest of the n; 0 where all are 0."""
    largest = np.maximum(sizes.max(axis=-1, keepdims=True), 1e-9)
    return np.round(100 * sizes / largest).astype("uint8")
