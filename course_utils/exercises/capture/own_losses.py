"""Losses that a learner wrote: named after Keras' own where they do the same."""

from __future__ import annotations

from typing import Any

import numpy as np

from course_utils.exercises.deadline import call_with_deadline

_NAMES = ("mean_absolute_error", "mean_squared_error", "binary_crossentropy")


def known_as(loss: Any) -> str | None:
    """Find the loss of Keras that gives the same as a loss of one's own.

    Returns
    -------
    str or None
        Its name; None for a loss that does something else, raises or never ends. It may give
        one number a row or their mean: training follows the same slopes.
    """
    import keras

    rng = np.random.default_rng(0)
    p = rng.uniform(0.05, 0.95, (16, 1)).astype("float32")
    anything = rng.normal(0, 3, (16, 1)).astype("float32")
    labels = np.arange(16, dtype="float32")[:, None] % 2
    for name in _NAMES:
        y = labels if name == "binary_crossentropy" else anything
        wanted = np.asarray(getattr(keras.losses, name)(y, p))
        try:
            given = np.asarray(call_with_deadline(loss, as_tensor(y), as_tensor(p)))
        except BaseException:
            return None
        if given.size in (1, 16) and same_numbers(given, wanted):
            return name
    return None


def as_tensor(values: np.ndarray) -> Any:
    """Turn an array into a tensor, as `fit` hands it to a loss."""
    import keras

    return keras.ops.convert_to_tensor(values)


def same_numbers(given: np.ndarray, wanted: np.ndarray) -> bool:
    """Compare what was computed with what is wanted for each row, or with the mean of that."""
    wanted = wanted.ravel() if given.size > 1 else wanted.mean()
    try:
        return bool(np.allclose(given.ravel(), wanted, rtol=1e-3, atol=1e-5))
    except TypeError:
        return False
