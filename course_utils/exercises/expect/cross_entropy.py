"""Expectation of a function that computes the binary cross-entropy."""

import numpy as np

from course_utils.exercises.acceptance import as_array
from course_utils.exercises.expect.functions import expect_function
from course_utils.exercises.expect.values import Instead, condition, expect


def _cross_entropy(y, p):
    return -np.log(np.where(y == 1, p, 1 - p)).mean()


_NOT_CROSS_ENTROPY = [
    Instead(lambda y, p: -_cross_entropy(y, p), "minus-forgotten", "The minus sign is missing."),
    Instead(
        lambda y, p: _cross_entropy(y, p) * len(y),
        "sum-for-mean",
        "This is the sum. Divide by the number of samples.",
    ),
    Instead(
        lambda y, p: -np.log(np.where(y == 1, p, 1 - p)),
        "not-averaged",
        "This is one number a sample. Take their mean.",
    ),
    Instead(
        lambda y, p: -(y * np.log(p)).mean(),
        "only-the-positives",
        "The samples of class 0 count as well: to their class the model gave `1 - p`.",
    ),
    Instead(
        lambda y, p: -np.log(p).mean(),
        "labels-ignored",
        "`p` is the probability of class 1. For a sample of class 0 take `1 - p`.",
    ),
    Instead(
        lambda y, p: -np.log(np.where(y == 1, 1 - p, p)).mean(),
        "classes-swapped",
        "Turned around: for a sample of class 1 the model gave `p` to the true class.",
    ),
    Instead(
        lambda y, p: np.mean((y - p) ** 2),
        "squared-error",
        "This is the squared error. The cross-entropy takes a logarithm.",
    ),
    Instead(
        lambda y, p: _cross_entropy(y, p) / np.log(10),
        "another-logarithm",
        "This is the logarithm to base 10. `np.log` is the natural one.",
    ),
    Instead(
        lambda y, p: _cross_entropy(y, p) / np.log(2),
        "another-logarithm",
        "This is the logarithm to base 2. `np.log` is the natural one.",
    ),
]


def expect_cross_entropy(function):
    """Expect the mean of minus the logarithm, safe where a probability is exactly 0 or 1.

    Parameters
    ----------
    function : FunctionRecord
        Called with labels and probabilities of shape (n_samples,); one number is wanted.

    Yields
    ------
    Finding
        Those of `expect_function`, then one for a sure and right answer and one for a sure and
        wrong one. How a function keeps away from the logarithm of 0 is its own affair.
    """
    rng = np.random.default_rng()
    y = np.array([1.0, 0.0, 0.0])
    cases = [(y, np.array([0.8, 0.4, 0.1])), (rng.permutation(20) % 3 // 2, rng.random(20))]
    step = "Minus the logarithm of the probability given to the true class; then the mean."
    yield from expect_function(
        function, _cross_entropy, cases, step, _NOT_CROSS_ENTROPY, same=_one_number
    )
    step = "Keep `p` away from 0 and 1 before the logarithm: `np.clip` does it."
    right = _loss_of(function, [1.0, 0.0], [1.0, 0.0])
    sure = expect(
        abs(right) < 1e-3,
        "sure and right: `p` = 1 for class 1 and 0 for class 0",
        "a loss of nearly 0",
        f"{right:.4g}",
        step,
        "not-safe",
    )
    yield condition(sure)
    wrong = _loss_of(function, [1.0, 1.0], [0.0, 1.0])
    yield expect(
        np.isfinite(wrong) and wrong > 3,
        "sure and wrong: `p` = 0 for class 1",
        "a large and finite loss",
        f"{wrong:.4g}",
        step,
        "not-safe",
    )


def _one_number(found, wanted):
    """A result of shape (1,) is one number."""
    return np.reshape(found, ()) if np.size(found) == 1 else found


def _loss_of(function, y, p):
    called = function.call(np.array(y), np.array(p))
    array = as_array(called.value) if called.value is not None else None
    numeric = array is not None and array.values.size == 1 and array.values.dtype.kind == "f"
    return float(array.values.item()) if numeric else np.nan
