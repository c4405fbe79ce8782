"""What a dense ReLU network still does when one of its hidden units is silenced.

Weights are in Keras' order: kernel, bias, kernel, bias, …, with axes in front for networks side by
side. Every layer but the last has ReLU.
"""

from collections.abc import Iterator, Sequence

import numpy as np


def hidden_outputs(weights: Sequence[np.ndarray], X: np.ndarray) -> list[np.ndarray]:
    """Return what each layer passes on, the last one's outputs at the end.

    Parameters
    ----------
    weights
        Kernels (..., n_inputs, n_units) and biases (..., n_units).
    X
        Shape (..., n_rows, n_inputs).

    Returns
    -------
    list of numpy.ndarray
        Shape (..., n_rows, n_units) for each layer.
    """
    pairs = list(zip(weights[::2], weights[1::2], strict=True))
    outputs: list[np.ndarray] = []
    for kernel, bias in pairs:
        X = X @ kernel + bias[..., np.newaxis, :]
        X = np.maximum(X, 0) if len(outputs) < len(pairs) - 1 else X
        outputs.append(X)
    return outputs


def outputs_without(
    weights: Sequence[np.ndarray], X: np.ndarray, layer: int, n_units: int
) -> Iterator[np.ndarray]:
    """Yield the network's outputs without each of the first units of a hidden layer.

    A silent unit passes on 0. All else stays as it was: nothing is trained again.

    Parameters
    ----------
    weights, X
        As in `hidden_outputs`.
    layer
        From 0.

    Yields
    ------
    numpy.ndarray
        Shape (..., n_rows, n_outputs).
    """
    passed_on = hidden_outputs(weights, X)[layer]
    kernel, bias, *later = weights[2 * (layer + 1) :]
    before = passed_on @ kernel + bias[..., np.newaxis, :]
    for unit in range(n_units):
        left = before - passed_on[..., unit, np.newaxis] * kernel[..., np.newaxis, unit, :]
        yield hidden_outputs(later, np.maximum(left, 0))[-1] if later else left
