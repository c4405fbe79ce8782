"""How good predictions are, on one scale for every task.

The scale is the share of the loss of the best constant that is left: 0 is perfect, 1 is no better
than always saying the mean or the base rate, more is worse than that.
"""

from __future__ import annotations

import numpy as np

from course_utils.networks.activations import sigmoid, softmax

REGRESSION, BINARY, CLASSES, LABELS = "regression", "binary", "classes", "labels"
_SMALLEST = 1e-7  # Keras clips probabilities here


def task_of(y: np.ndarray, loss: str, units: int | None, squashed: bool) -> str:
    """Say what is to be predicted.

    Parameters
    ----------
    y
        Targets, of shape (n,) or (n, n_outputs).
    loss
        The loss's name; empty where it is not known.
    units
        How many numbers the model gives for a row; None where it is not known.
    squashed
        Whether a sigmoid or a softmax is at the model's end.

    Returns
    -------
    str
        "regression", "binary", "classes" (one of several) or "labels" (each on or off).
    """
    y = np.asarray(y)
    finite = y[np.isfinite(y)]
    levels = np.unique(finite[:20_000])
    whole = bool(len(levels)) and bool(np.all(levels == np.round(levels)))
    if y.ndim > 1 and y.shape[-1] > 1:
        if len(levels) > 2 or not set(levels) <= {0.0, 1.0}:
            return REGRESSION
        return CLASSES if np.allclose(y.sum(-1), 1) else LABELS
    if not whole:
        return REGRESSION
    if len(levels) <= 2:
        # Two classes may have a unit each.
        return CLASSES if (units or 1) == 2 and "categorical" in loss else BINARY
    hinted = "crossentropy" in loss or squashed or (units or 1) == len(levels)
    few = len(levels) <= 100 and len(levels) <= max(3, len(finite) / 2)
    return CLASSES if few and hinted else REGRESSION


def unexplained(
    predictions: np.ndarray, y: np.ndarray, task: str, logits: bool = False
) -> float | None:
    """Return the share of the best constant's loss that is left.

    Parameters
    ----------
    predictions
        Of shape (n,), (n, 1) or (n, k).
    y
        Of shape (n,), (n, 1), or (n, k).
    task
        From `task_of`.
    logits
        Whether the predictions are what goes into a sigmoid or a softmax.

    Returns
    -------
    float or None
        Squared error for a regression, cross-entropy otherwise; None where shapes do not fit,
        or where y is constant.
    """
    p, y = np.asarray(predictions, dtype=float), np.asarray(y, dtype=float)
    if p.ndim == 2 and p.shape[1] == 1:
        p = p[:, 0]
    if y.ndim == 2 and y.shape[1] == 1:
        y = y[:, 0]
    if task == CLASSES:
        return _of_classes(p, y, logits)
    if p.shape != y.shape or p.ndim > 2 or not len(p):
        return None
    if task == REGRESSION:
        return _ratio(np.mean((p - y) ** 2), np.mean((y - y.mean(axis=0)) ** 2))
    levels = np.unique(y)
    y = (y == levels[-1]).astype(float) if task == BINARY and len(levels) == 2 else y
    p = np.clip(sigmoid(p) if logits else p, _SMALLEST, 1 - _SMALLEST)
    return _ratio(_bits(y, p), _bits(y, np.broadcast_to(y.mean(axis=0), y.shape)))


def _of_classes(p, y, logits):
    if y.ndim == 2:
        y = y.argmax(axis=1)
    y = y - y.min() if len(y) and y.min() == 1 and p.ndim == 2 and y.max() == p.shape[1] else y
    if p.ndim != 2 or len(p) != len(y) or not len(y) or y.min() < 0 or y.max() >= p.shape[1]:
        return None
    p = softmax(p) if logits else np.clip(p, _SMALLEST, None)
    p = p / p.sum(axis=1, keepdims=True)
    own = np.clip(p[np.arange(len(y)), y.astype(int)], _SMALLEST, 1)
    shares = np.bincount(y.astype(int)) / len(y)
    base = -np.sum(shares[shares > 0] * np.log(shares[shares > 0]))
    return _ratio(np.mean(-np.log(own)), base)


def _bits(y, p):
    p = np.clip(p, _SMALLEST, 1 - _SMALLEST)
    return np.mean(-y * np.log(p) - (1 - y) * np.log(1 - p))


def _ratio(loss, base):
    if not np.isfinite(loss):
        return float("inf")
    return float(loss / base) if base > 1e-12 else None
