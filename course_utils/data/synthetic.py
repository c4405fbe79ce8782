"""Invented data with a seed, whose truth and noise are known."""

import numpy as np
from numpy.typing import ArrayLike


def curve(x: ArrayLike) -> np.ndarray:
    """The noise-free function behind `make_curve`: sin(2x) + x / 2.

    Parameters
    ----------
    x : array_like
        Any shape.

    Returns
    -------
    numpy.ndarray
        The same shape as `x`.
    """
    x = np.asarray(x)
    return np.sin(2 * x) + x / 2


def make_curve(
    n_samples: int = 64, noise: float = 0.2, seed: int = 0
) -> tuple[np.ndarray, np.ndarray]:
    """Points on a known curve, with known noise, for regression on one input.

    Inputs are uniform on −3 to 3, in random order. Targets are `curve(x)` plus normal
    noise. No model can beat the noise on new points: the lowest mean squared error it
    can hope for is noise², the lowest mean absolute error noise × sqrt(2 / π).

    Parameters
    ----------
    n_samples
        How many points.
    noise
        Standard deviation of the noise, in the units of y; 0 gives the curve itself.
    seed
        The same seed gives the same points.

    Returns
    -------
    X : numpy.ndarray, shape (n_samples, 1)
    y : numpy.ndarray, shape (n_samples,)

    Raises
    ------
    ValueError
        `n_samples` or `noise` is negative (from NumPy).

    Examples
    --------
    >>> X, y = make_curve(n_samples=5, noise=0)
    >>> X.shape, y.shape
    ((5, 1), (5,))
    >>> bool((y == curve(X[:, 0])).all())
    True
    """
    rng = np.random.default_rng(seed)
    x = rng.uniform(-3, 3, n_samples)
    y = curve(x) + rng.normal(0, noise, n_samples)
    return x[:, np.newaxis], y
