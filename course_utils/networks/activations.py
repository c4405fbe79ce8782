"""Activation functions in NumPy, by the names Keras gives them.

Formulas and defaults are those of `keras.activations`, in float64.
"""

import math
from collections.abc import Callable

import numpy as np

_erf = np.vectorize(math.erf, otypes=[float])


def sigmoid(x: np.ndarray) -> np.ndarray:
    """1 / (1 + e^-x), written so that large negative inputs do not overflow."""
    return 0.5 * (1 + np.tanh(0.5 * x))


def softplus(x: np.ndarray) -> np.ndarray:
    """log(1 + e^x), without overflow."""
    return np.logaddexp(0, x)


def softmax(x: np.ndarray, axis: int = -1) -> np.ndarray:
    """e^x, divided by its sum along `axis`."""
    powers = np.exp(x - np.max(x, axis=axis, keepdims=True))
    return powers / powers.sum(axis=axis, keepdims=True)


def relu(
    x: np.ndarray,
    max_value: float | None = None,
    negative_slope: float = 0.0,
    threshold: float = 0.0,
) -> np.ndarray:
    """max(x, 0), with the slope below, the ceiling and the threshold of `keras.layers.ReLU`."""
    if not negative_slope and not threshold:
        bent = np.maximum(x, 0)
    else:
        bent = np.where(x >= threshold, x, negative_slope * (x - threshold))
    return bent if max_value is None else np.minimum(bent, max_value)


def gelu(x: np.ndarray, approximate: bool = False) -> np.ndarray:
    """X times the share of a normal distribution below x."""
    if approximate:
        return 0.5 * x * (1 + np.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))
    return 0.5 * x * (1 + _erf(x / math.sqrt(2)))


def elu(x: np.ndarray, alpha: float = 1.0) -> np.ndarray:
    """X above 0; alpha (e^x - 1) below."""
    return np.where(x > 0, x, alpha * np.expm1(np.minimum(x, 0)))


def selu(x: np.ndarray) -> np.ndarray:
    """The self-normalizing scale of `elu` (Klambauer et al., 2017)."""
    return 1.05070098 * elu(x, 1.67326324)


ACTIVATIONS: dict[str, Callable[..., np.ndarray]] = {
    "linear": lambda x: x,
    "relu": relu,
    "relu6": lambda x: np.clip(x, 0, 6),
    "leaky_relu": lambda x, negative_slope=0.2: np.where(x >= 0, x, negative_slope * x),
    "elu": elu,
    "selu": selu,
    "sigmoid": sigmoid,
    "hard_sigmoid": lambda x: np.clip(x / 6 + 0.5, 0, 1),
    "tanh": np.tanh,
    "softmax": softmax,
    "softplus": softplus,
    "softsign": lambda x: x / (1 + np.abs(x)),
    "exponential": np.exp,
    "silu": lambda x: x * sigmoid(x),
    "gelu": gelu,
}
