"""Batch normalization in NumPy, right and with each of its usual mistakes, for lesson 5."""

from typing import Any

import numpy as np

from course_utils.exercises.expect import Instead

EPSILON = 0.001  # Keras' own


def batch_norm_of(
    x: np.ndarray,
    gamma: np.ndarray,
    beta: np.ndarray,
    moving_mean: np.ndarray,
    moving_variance: np.ndarray,
    training: bool,
    **mistake: Any,
) -> np.ndarray:
    """Compute batch normalization as Keras does.

    Parameters
    ----------
    x : shape (n_samples, n_features)
    gamma, beta, moving_mean, moving_variance : shape (n_features,)
    training
        Whether mean and variance are those of `x`.
    **mistake
        Replaces one part of the formula: ``from_batch``, ``turned``, ``axis``, ``ddof``,
        ``deviation``, ``epsilon``, ``divisor``, ``centre``, ``scale`` or ``shift``.

    Returns
    -------
    shape (n_samples, n_features)
    """
    mean, variance = moving_mean, moving_variance
    if mistake.get("turned"):
        training = not training
    if mistake.get("from_batch", training):
        axis = mistake.get("axis", 0)
        mean = x.mean(axis=axis, keepdims=True)
        variance = x.var(axis=axis, keepdims=True, ddof=mistake.get("ddof", 0))
        variance = np.sqrt(variance) if mistake.get("deviation") else variance
    divisor = mistake.get("divisor", np.sqrt)(variance + mistake.get("epsilon", EPSILON))
    centred = x - mistake.get("centre", 1) * mean
    return mistake.get("scale", gamma) * centred / divisor + mistake.get("shift", beta)


def _mistaken(mistake, says, **other):
    return Instead(lambda *given: batch_norm_of(*given, **other), mistake, says)


NOT_BATCH_NORM = [
    _mistaken(
        "moving-averages-in-training",
        "With `training=True`, mean and variance are those of `x`, the batch.",
        from_batch=False,
    ),
    _mistaken(
        "batch-statistics-in-prediction",
        "With `training=False`, take `moving_mean` and `moving_variance`, whatever is in `x`.",
        from_batch=True,
    ),
    _mistaken("mean-of-rows", "Each *column* has its mean: `axis=0`.", axis=1),
    _mistaken("one-mean-for-all", "Each column has a mean of its own: `axis=0`.", axis=None),
    _mistaken(
        "sample-deviation", "Divide by n, not n - 1: `ddof=0`, as NumPy does by itself.", ddof=1
    ),
    _mistaken("epsilon-forgotten", "Add 0.001 to the variance before the root.", epsilon=0),
    _mistaken(
        "variance-for-deviation",
        "Divide by the *root* of the variance: `np.sqrt`.",
        divisor=lambda variance: variance,
    ),
    _mistaken(
        "epsilon-outside-the-root",
        "Add the 0.001 to the variance, before the root, not to the deviation.",
        epsilon=0,
        divisor=lambda variance: np.sqrt(variance) + EPSILON,
    ),
    _mistaken(
        "training-turned-around",
        "It is the other way round: with `training=True` the batch says mean and variance.",
        turned=True,
    ),
    _mistaken(
        "deviation-for-variance",
        "The root was taken twice: take the root of the variance, not of the standard deviation.",
        deviation=True,
    ),
    _mistaken(
        "multiplied-by-the-deviation",
        "Divide by the root, do not multiply: a column with large numbers must get smaller ones.",
        divisor=lambda variance: 1 / np.sqrt(variance),
    ),
    _mistaken("mean-forgotten", "First subtract the mean of each column.", centre=0),
    _mistaken("mean-added", "Subtract the mean, do not add it.", centre=-1),
    *(
        _mistaken("other-epsilon", f"You added {other} to the variance: add 0.001.", epsilon=other)
        for other in (0.1, 0.01, 1e-5, 1e-7, 1e-8)
    ),
    Instead(
        lambda x, gamma, beta, *others: batch_norm_of(x, beta, gamma, *others),
        "gamma-and-beta-swapped",
        "`gamma` and `beta` have changed places: multiply by `gamma`, add `beta`.",
    ),
    Instead(
        lambda x, gamma, beta, *others: batch_norm_of(x, gamma, gamma * beta, *others),
        "beta-multiplied-by-gamma",
        "`beta` is added last: `gamma` does not multiply it.",
    ),
    _mistaken("gamma-forgotten", "Multiply by `gamma` at the end.", scale=1),
    _mistaken("beta-forgotten", "Add `beta` at the end.", shift=0),
    _mistaken("gamma-and-beta-forgotten", "Then comes `gamma * ... + beta`.", scale=1, shift=0),
]
