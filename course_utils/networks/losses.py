"""Losses and metrics: how wrong the outputs are, and in which direction they would be more so.

Targets and outputs have the shape (..., n_rows, n_outputs). A loss is a mean over rows of one
number a row. The cross-entropies take *logits*, what a sigmoid or a softmax makes probabilities
of: both steps in one are exact where a probability would be rounded to 0 or 1.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from course_utils.networks.activations import sigmoid, softmax, softplus


@dataclass(frozen=True)
class Loss:
    """A loss and its slopes.

    Attributes
    ----------
    by_row : callable
        From targets and outputs to one number a row, (..., n_rows).
    slopes : callable
        From targets and outputs to how much the mean over the rows grows with each output.
    """

    by_row: Callable[[np.ndarray, np.ndarray], np.ndarray]
    slopes: Callable[[np.ndarray, np.ndarray], np.ndarray]


def _squared_errors(y, outputs):
    return _mean(np.square(outputs - y))


def _slopes_of_squared_errors(y, outputs):
    return 2 * _share(outputs) * (outputs - y)


def _absolute_errors(y, outputs):
    return _mean(np.abs(outputs - y))


def _slopes_of_absolute_errors(y, outputs):
    return _share(outputs) * np.sign(outputs - y)


def _binary_crossentropy(y, logits):
    """-log of the probability that was given to what happened: y or 1 - y."""
    return _mean(softplus(logits) - y * logits)


def _slopes_of_binary_crossentropy(y, logits):
    return _share(logits) * (sigmoid(logits) - y)


def _categorical_crossentropy(y, logits):
    """-log of the probability that was given to the right class; `y` is one-hot."""
    logits = logits - logits.max(axis=-1, keepdims=True)
    return (y * (np.log(np.exp(logits).sum(axis=-1, keepdims=True)) - logits)).sum(axis=-1)


def _slopes_of_categorical_crossentropy(y, logits):
    return (softmax(logits) - y) / logits.shape[-2]


def _mean(values):
    """The mean over the outputs, of which there is mostly one."""
    return values[..., 0] if values.shape[-1] == 1 else values.mean(axis=-1)


def _share(outputs):
    """The part that a single output has in the mean."""
    return 1 / (outputs.shape[-2] * outputs.shape[-1])


def _one_hot(y, n_classes):
    return (y == np.arange(n_classes)).astype("float32")


LOSSES = {
    "mean_squared_error": Loss(_squared_errors, _slopes_of_squared_errors),
    "mean_absolute_error": Loss(_absolute_errors, _slopes_of_absolute_errors),
    "binary_crossentropy": Loss(_binary_crossentropy, _slopes_of_binary_crossentropy),
    "categorical_crossentropy": Loss(
        _categorical_crossentropy, _slopes_of_categorical_crossentropy
    ),
    "sparse_categorical_crossentropy": Loss(
        lambda y, logits: _categorical_crossentropy(_one_hot(y, logits.shape[-1]), logits),
        lambda y, logits: _slopes_of_categorical_crossentropy(
            _one_hot(y, logits.shape[-1]), logits
        ),
    ),
}

# From targets and outputs, here probabilities and not logits, to one number a row.
METRICS = {
    "mean_squared_error": _squared_errors,
    "mean_absolute_error": _absolute_errors,
    "binary_accuracy": lambda y, p: (y == (p > 0.5)).mean(axis=-1),
    "categorical_accuracy": lambda y, p: y.argmax(axis=-1) == p.argmax(axis=-1),
    "sparse_categorical_accuracy": lambda y, p: y[..., 0] == p.argmax(axis=-1),
}
