"""The activation functions a figure can show: the course's own, each with its slope.

Slopes are NaN where the function has a corner or a jump: there is no slope there.
"""

from collections.abc import Callable
from math import erf
from typing import Any

import numpy as np

from course_utils.networks.activations import ACTIVATIONS as KERAS

Function = Callable[[np.ndarray], np.ndarray]

LEAK = 0.2  # the default of keras.activations.leaky_relu


def _normal_cdf(z):
    return 0.5 * (1 + np.vectorize(erf)(z / np.sqrt(2)))


def _normal_pdf(z):
    return np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)


def _sides(z, left, right):
    """`left` below zero, `right` above it, nothing at zero itself."""
    return np.where(z < 0, left, np.where(z > 0, right, np.nan))


# Keras has no step, for nothing learns through it.
VALUES: dict[str, Any] = KERAS | {"step": lambda z: _sides(z, 0.0, 1.0)}
SLOPES: dict[str, Function] = {
    "linear": np.ones_like,
    "step": lambda z: _sides(z, 0.0, 0.0),
    "relu": lambda z: _sides(z, 0.0, 1.0),
    "leaky_relu": lambda z: _sides(z, LEAK, 1.0),
    "sigmoid": lambda z: VALUES["sigmoid"](z) * (1 - VALUES["sigmoid"](z)),
    "tanh": lambda z: 1 - np.tanh(z) ** 2,
    "elu": lambda z: np.where(z > 0, 1.0, np.exp(np.minimum(z, 0))),
    "gelu": lambda z: _normal_cdf(z) + z * _normal_pdf(z),
}

# name: (value, slope)
ACTIVATIONS = {name: (VALUES[name], slope) for name, slope in SLOPES.items()}
