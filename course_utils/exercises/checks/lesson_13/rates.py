"""Learning rates between two bounds: by factors, and by what is not a factor."""

import numpy as np
from numpy.typing import ArrayLike

from course_utils.exercises.expect import Instead


def by_factors(low: float, high: float, u: ArrayLike) -> np.ndarray:
    """Return what is the share u of the way from `low` to `high`, on a logarithmic scale."""
    return low * (high / low) ** np.asarray(u)


def _uniform(low, high, u):
    return low + np.asarray(u) * (high - low)


def _exponent(low, high, u):
    return np.log10(low) + np.asarray(u) * (np.log10(high) - np.log10(low))


NOT_BY_FACTORS = [
    Instead(
        _uniform,
        "uniform",
        "That is uniform: `u = 0.5` gives the middle by adding, and hardly any small number is "
        "drawn. Go the share `u` of the way between the *logarithms* of the bounds.",
    ),
    Instead(
        lambda low, high, u: np.exp(_exponent(low, high, u)),
        "bases-mixed",
        "`log10` and `exp` do not undo each other: take `log` with `exp`, or `log10` with "
        "`10 ** x`.",
    ),
    Instead(
        lambda low, high, u: 10.0 ** (_exponent(low, high, u) * np.log(10)),
        "bases-mixed",
        "`log` and `10 ** x` do not undo each other: take `log` with `exp`.",
    ),
    Instead(
        lambda low, high, u: by_factors(high, low, u),
        "bounds-swapped",
        "The bounds are swapped: `u = 0` should become `low`, and here it becomes `high`.",
    ),
    Instead(
        lambda low, high, u: _exponent(low, high, u) * np.log(10),
        "logarithm-not-undone",
        "These are still logarithms. Undo them: `np.exp(...)`.",
    ),
    Instead(
        _exponent,
        "logarithm-not-undone",
        "These are exponents of 10. Undo the logarithm: `10 ** ...`.",
    ),
    Instead(
        lambda low, high, u: 10.0 ** _uniform(low, high, u),
        "bounds-for-exponents",
        "You went from bound to bound and took that for the exponent. Take the logarithm of the "
        "bounds first.",
    ),
    Instead(
        lambda low, high, u: np.exp(_uniform(low, high, u)),
        "bounds-for-exponents",
        "You went from bound to bound and took that for the exponent. Take the logarithm of the "
        "bounds first.",
    ),
    Instead(
        lambda low, high, u: np.log(_uniform(low, high, u)),
        "logarithm-of-the-result",
        "You drew first and took the logarithm then. Take it of the bounds, and undo it at the "
        "end.",
    ),
]
