"""Scalers that learn from training rows, right and wrong, and a column that does not move."""

from collections.abc import Callable

import numpy as np

from course_utils.exercises.acceptance import as_array
from course_utils.exercises.expect import Instead, expect
from course_utils.exercises.records import FunctionRecord
from course_utils.exercises.verdicts import Finding


def _or_one(spread):
    return np.where(spread > 0, spread, 1)


def min_max_of(train: np.ndarray, x: np.ndarray) -> np.ndarray:
    """Return x on the scale on which the training rows run from 0 to 1."""
    return (x - train.min(axis=0)) / _or_one(np.ptp(train, axis=0))


def standardized_of(train: np.ndarray, x: np.ndarray) -> np.ndarray:
    """Return x on the scale on which the training rows have mean 0 and deviation 1."""
    return (x - train.mean(axis=0)) / _or_one(train.std(axis=0))


def _both(train, x):
    return np.concatenate([train, x])


_ONE_FOR_ALL = (
    "You take the same two numbers for all columns. Each column has its own: add `axis=0`."
)
_OWN = (
    "You learn the two numbers from `x`. They belong to the model, so learn them from `train`: the "
    "same value must come out the same, whatever other rows come with it."
)
_ALL_ROWS = (
    "You learn from both arrays together. `x` may be the rows that the model is tested with: learn "
    "from `train` alone."
)
NOT_NORMALIZED = [
    Instead(
        standardized_of,
        "scalers-swapped",
        "That is standardization. Normalization needs the smallest and the largest value, and no "
        "mean.",
    ),
    Instead(lambda train, x: min_max_of(x, x), "own-statistics", _OWN),
    Instead(lambda train, x: min_max_of(_both(train, x), x), "all-rows", _ALL_ROWS),
    Instead(
        lambda train, x: np.clip(min_max_of(train, x), 0, 1),
        "clipped",
        "What lies beyond the ends was cut off at 0 and 1. Leave it: the network should see that "
        "it is beyond.",
    ),
    Instead(lambda train, x: (x - train.min()) / np.ptp(train), "one-scale-for-all", _ONE_FOR_ALL),
    Instead(
        lambda train, x: x / train.max(axis=0),
        "not-shifted",
        "You divide by the largest value. First take off the smallest one, then divide by the "
        "difference of the two.",
    ),
    Instead(
        lambda train, x: (x - train.min(axis=0)) / train.max(axis=0),
        "divided-by-largest",
        "Divide by the largest *minus the smallest*: else the training rows do not reach 1.",
    ),
    Instead(
        lambda train, x: x - train.min(axis=0) / _or_one(np.ptp(train, axis=0)),
        "parentheses",
        "Python divides before it subtracts. Put parentheses around the difference.",
    ),
]
NOT_STANDARDIZED = [
    Instead(
        min_max_of,
        "scalers-swapped",
        "That is normalization. Standardization needs the mean and the standard deviation.",
    ),
    Instead(lambda train, x: standardized_of(x, x), "own-statistics", _OWN),
    Instead(lambda train, x: standardized_of(_both(train, x), x), "all-rows", _ALL_ROWS),
    Instead(
        lambda train, x: np.clip(standardized_of(train, x), -1, 1),
        "clipped",
        "You cut off what lies beyond −1 and 1. A deviation of 1 is no end: leave it.",
    ),
    Instead(lambda train, x: (x - train.mean()) / train.std(), "one-scale-for-all", _ONE_FOR_ALL),
    Instead(
        lambda train, x: (x - train.mean(axis=0)) / _or_one(train.var(axis=0)),
        "variance-for-deviation",
        "You divide by the variance. The standard deviation is its square root: `std`, not `var`.",
    ),
    Instead(
        lambda train, x: x - train.mean(axis=0),
        "not-divided",
        "The mean is off. Now divide by the standard deviation.",
    ),
    Instead(
        lambda train, x: x / _or_one(train.std(axis=0)),
        "not-shifted",
        "You divide by the deviation, but the mean is still in it: take it off first.",
    ),
    Instead(
        lambda train, x: x - train.mean(axis=0) / _or_one(train.std(axis=0)),
        "parentheses",
        "Python divides before it subtracts. Put parentheses around the difference.",
    ),
]


def scaling_cases(rng: np.random.Generator) -> list[tuple[np.ndarray, np.ndarray]]:
    """Return training rows and others, with columns of different sizes; some others are beyond.

    There are enough training rows that dividing by n or by n − 1 is nearly the same.
    """
    sizes, places = np.array([1.0, 30.0, 0.2]), np.array([5.0, -40.0, 1.0])
    shapes = [(400, 2), (400, 3), (600, 1)]
    return [
        (
            rng.normal(size=shape) * sizes[: shape[1]] + places[: shape[1]],
            rng.normal(size=(6, shape[1])) * 3 * sizes[: shape[1]] + 1.3 * places[: shape[1]],
        )
        for shape in shapes
    ]


def expect_constant(function: FunctionRecord, reference: Callable) -> Finding:
    """Expect 0 for a column that is the same in all rows, and no NaN."""
    train = np.column_stack([np.full(5, 24.0), [1.0, 2.0, 3.0, 4.0, 5.0]])
    x = np.array([[24.0, 2.0], [24.0, 6.0]])
    result = function.call(train, x)
    record = as_array(result.value) if result.value is not None else None
    values = record.values if record is not None else np.array("no array")
    table = values.shape == x.shape and values.dtype.kind in "biuf"
    column = values[:, 0] if table else np.array([])
    right = table and np.allclose(column, reference(train, x)[:, 0], atol=1e-6)
    lost = bool(table and not np.all(np.isfinite(column)))
    found = str(column.tolist()) if table else "no such column"
    return expect(
        bool(right),
        where=f"a column that is 24 in all rows, given to `{function.name}`",
        expected="0 everywhere",
        found=result.error or found,
        next_step="There is no spread in it, so you divide by 0, and 0 / 0 is NaN: one such column "
        "spoils a network. Divide by 1 there: `np.where(spread > 0, spread, 1)`."
        if lost
        else "Take off what the column always is: 0 is left. Then divide by 1.",
        mistake="constant-column" if lost else "",
        weight=2,
    )
