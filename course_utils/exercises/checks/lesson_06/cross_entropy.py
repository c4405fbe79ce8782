"""Expectation of a function that computes the binary cross-entropy."""

from functools import partial

import numpy as np

from course_utils.exercises.acceptance import as_array
from course_utils.exercises.expect import CONDITION, Instead, expect, expect_function, one_number
from course_utils.exercises.records import FunctionRecord
from course_utils.exercises.verdicts import Looks


def _cross_entropy(y, p):
    return -np.log(np.where(y == 1, p, 1 - p)).mean()


def _arguments_swapped(smallest, y, p):
    """The labels taken for probabilities, and kept away from 0 and 1 by so much."""
    y = np.clip(y, smallest, 1 - smallest)
    return -np.mean(p * np.log(y) + (1 - p) * np.log(1 - y))


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
        "This is one number for each sample. Take their mean.",
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
        "The other way round: for a sample of class 1 the model gave `p` to the true class.",
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
    Instead(
        lambda y, p: np.mean(np.abs(y - p)),
        "absolute-error",
        "This is the absolute error. The cross-entropy takes a logarithm.",
    ),
    Instead(
        lambda y, p: np.mean((p > 0.5) == y),
        "accuracy",
        "This is the accuracy. The cross-entropy takes a logarithm, and asks how sure it was.",
    ),
    Instead(
        lambda y, p: -np.mean(p * np.log(p) + (1 - p) * np.log(1 - p)),
        "labels-ignored",
        "Here `p` stands in both places. What the logarithm is multiplied by is the label, `y`.",
    ),
    Instead(
        lambda y, p: -np.log(np.where(y == 1, p, 1 - p).mean()),
        "logarithm-of-the-mean",
        "You took the mean first. Take the logarithm of each sample, then the mean.",
    ),
    Instead(
        lambda y, p: -np.mean(y * np.log(p) - (1 - y) * np.log(1 - p)),
        "minus-between-the-parts",
        "The two parts are added: a minus between them counts class 0 the wrong way.",
    ),
    Instead(
        lambda y, p: -np.median(np.log(np.where(y == 1, p, 1 - p))),
        "median-for-mean",
        "This is the median. Take the mean.",
    ),
    *(
        Instead(
            partial(_arguments_swapped, smallest),
            "arguments-swapped",
            "`y` and `p` have changed places: the labels come first, then the probabilities.",
        )
        for smallest in (0, 1e-15, 1e-12, 1e-10, 1e-9, 1e-8, 1e-7, 1e-6)
    ),
]


def expect_cross_entropy(function: FunctionRecord) -> Looks:
    """Expect the mean of minus the logarithm, safe where a probability is exactly 0 or 1.

    Parameters
    ----------
    function
        Called with labels and probabilities of shape (n_samples,); one number is wanted.

    Yields
    ------
    Finding or Need
        Those of `expect_function`, then one for a sure and right answer and one for a sure and
        wrong one. How a function keeps away from the logarithm of 0 is its own affair.
    """
    rng = np.random.default_rng()
    y = np.array([1.0, 0.0, 0.0])
    cases = [(y, np.array([0.8, 0.4, 0.1])), (rng.permutation(20) % 3 // 2, rng.random(20))]
    step = "Minus the logarithm of the probability given to the true class; then the mean."
    yield from expect_function(
        function, _cross_entropy, cases, step, _NOT_CROSS_ENTROPY, same=one_number
    )
    right, wrong = (_call(function, [1.0, 0.0], p) for p in ([1.0, 0.0], [0.0, 1.0]))
    step = _about_the_ends(function, right, wrong)
    yield expect(
        abs(_loss(right)) < 1e-3,
        where="sure and right: `p` = 1 for class 1 and 0 for class 0",
        expected="a loss of nearly 0",
        found=f"{_loss(right):.4g}{right.warning()}",
        next_step=step,
        mistake="not-safe",
        weight=CONDITION,
    )
    yield expect(
        np.isfinite(_loss(wrong)) and _loss(wrong) > 6,
        where="sure and wrong: `p` = 0 for class 1 and 1 for class 0",
        expected="a large and finite loss",
        found=f"{_loss(wrong):.4g}{wrong.warning()}",
        next_step=step,
        mistake="not-safe",
    )


_OF_THE_FORMULA = "The reason is the formula. Correct that first."


def _about_the_ends(function, called_right, called_wrong):
    """What to do where `p` is 0 or 1: nothing is done there, at one end only, or too much."""
    if _has_several(called_right):
        return _OF_THE_FORMULA
    right, wrong = _loss(called_right), _loss(called_wrong)
    if np.isfinite(right) and np.isfinite(wrong):
        if right > wrong or not np.isclose(np.exp(-right) + np.exp(-wrong), 1, atol=1e-3):
            return _OF_THE_FORMULA
        return (
            "You keep `p` away from 0 and 1, but too far: a sure answer must count as sure. "
            "1e-7 is far enough."
        )
    low, high = (_loss(_call(function, [label], [1 - label])) for label in (1.0, 0.0))
    if np.isfinite(low) != np.isfinite(high):
        end, other = ("1", "0") if np.isfinite(low) else ("0", "1")
        return (
            f"You keep `p` away from {other}, but not from {end}: there it takes the logarithm of "
            "0. Leave room at both ends, by 1e-7 or so: less is lost when numbers are rounded."
        )
    return (
        "At 0 and at 1 it takes the logarithm of 0. Keep `p` away from both before the logarithm, "
        "by 1e-7 or so: `np.clip` does it."
    )


def _call(function, y, p):
    return function.call(np.array(y), np.array(p))


def _has_several(called):
    array = as_array(called.value) if called.value is not None else None
    return array is not None and array.values.size > 1


def _loss(called):
    """The number that a call returned; NaN for anything else."""
    array = as_array(called.value) if called.value is not None else None
    numeric = array is not None and array.values.size == 1 and array.values.dtype.kind == "f"
    return float(array.values.item()) if numeric else np.nan
