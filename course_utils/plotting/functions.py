"""Activation functions and their slopes, in NumPy.

Slopes are NaN where the function has a corner or a jump: there is no slope there.
"""

from math import erf

import numpy as np

LEAK = 0.2  # the default of keras.activations.leaky_relu


def _sigmoid(z):
    return 1 / (1 + np.exp(-z))


def _normal_cdf(z):
    return 0.5 * (1 + np.vectorize(erf)(z / np.sqrt(2)))


def _normal_pdf(z):
    return np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)


def _sides(z, left, right):
    """`left` below zero, `right` above it, nothing at zero itself."""
    return np.where(z < 0, left, np.where(z > 0, right, np.nan))


# name: (value, slope)
ACTIVATIONS = {
    "linear": (lambda z: z, np.ones_like),
    "step": (lambda z: _sides(z, 0.0, 1.0), lambda z: _sides(z, 0.0, 0.0)),
    "relu": (lambda z: np.maximum(z, 0), lambda z: _sides(z, 0.0, 1.0)),
    "leaky_relu": (lambda z: np.where(z < 0, LEAK * z, z), lambda z: _sides(z, LEAK, 1.0)),
    "sigmoid": (_sigmoid, lambda z: _sigmoid(z) * (1 - _sigmoid(z))),
    "tanh": (np.tanh, lambda z: 1 - np.tanh(z) ** 2),
    "gelu": (lambda z: z * _normal_cdf(z), lambda z: _normal_cdf(z) + z * _normal_pdf(z)),
}
