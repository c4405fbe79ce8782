"""Checks of lesson 0: arrays, before any network."""

import numpy as np

from course_utils.exercises.checks.lesson_00.arrays import (
    NO_MASK,
    NOT_SHARES,
    NOT_THE_ENERGY,
    NOT_THE_MEAN_ENERGY,
    NOT_THE_SHARE,
    ORDER_OF_A_PRODUCT,
    SUMS_LIE_FLAT,
    energy_of,
    mean_energy_of,
    not_the_grams,
    not_the_means,
    nutrients,
    share_right_of,
    shares_of,
)
from course_utils.exercises.checks.lesson_00.shapes import Shape, expect_shape
from course_utils.exercises.expect import expect_array, expect_function, one_number
from course_utils.exercises.questions import question
from course_utils.exercises.records import ArrayRecord, FunctionRecord
from course_utils.exercises.verdicts import Looks


@question("0.1", points=2, weight=4)
def check_shapes(row: Shape, column: Shape, kept: Shape, five: Shape) -> Looks:
    """Expect the shapes of four parts of a table of 65 by 3."""
    parts = {"row": row, "column": column, "kept": kept, "five": five}
    for name, record in parts.items():
        yield expect_shape(name, record)


@question("0.2", points=2, weight=2)
def check_axes(means: ArrayRecord, grams: ArrayRecord) -> Looks:
    """Expect the mean down each column, and the sum across each row."""
    X = nutrients()
    said = {
        "means": "3 numbers, the mean of each nutrient",
        "grams": "65 sums, one for each cereal",
    }
    step = "Which axis should disappear? That is the one to name."
    yield expect_array(
        means, X.mean(axis=0), "`means`", step, not_the_means(), expected=said["means"]
    )
    yield expect_array(
        grams, X.sum(axis=1), "`grams`", step, not_the_grams(), expected=said["grams"]
    )


@question("0.3", points=2, weight=2)
def check_energy(energy: FunctionRecord) -> Looks:
    """Expect X @ w."""
    rng = np.random.default_rng()
    cases = [(rng.uniform(1, 9, size=(n, 3)), rng.uniform(1, 9, size=3)) for n in (2, 3, 5)]
    step = "Multiply each number of a row by its weight, and add up: `@` does both."
    yield from expect_function(
        energy, energy_of, cases, step, NOT_THE_ENERGY, raises=ORDER_OF_A_PRODUCT
    )


@question("0.4", points=2, weight=2)
def check_shares(shares: FunctionRecord) -> Looks:
    """Expect each number divided by the sum of its row."""
    rng = np.random.default_rng()
    cases = [(rng.uniform(1, 9, size=shape),) for shape in [(2, 3), (3, 3), (5, 2)]]
    step = "Divide by the sums of the rows, and give these the shape (n, 1)."
    yield from expect_function(shares, shares_of, cases, step, NOT_SHARES, raises=SUMS_LIE_FLAT)


@question("0.5", points=3, weight=2)
def check_share_right(share_right: FunctionRecord) -> Looks:
    """Expect each probability compared with its own label alone."""
    cases = [_predictions(*counts) for counts in [(2, 2, 1), (7, 3, 2), (9, 4, 3)]]
    step = "Which probabilities are above 0.5? Compare with `y` row by row, then take the mean."
    yield from expect_function(
        share_right, share_right_of, cases, step, NOT_THE_SHARE, same=one_number
    )


def _predictions(ones, zeros, wrong):
    """Probabilities, (n, 1), and labels, (n,), in a random order; so many are wrong."""
    rng = np.random.default_rng()
    y = rng.permutation(np.repeat([1, 0], [ones, zeros]))
    said = y.copy()
    flipped = rng.choice(np.flatnonzero(y == 1), wrong, replace=False)
    said[flipped] = 0
    return np.where(said == 1, 0.6, 0.1)[:, np.newaxis] + 0.3 * rng.random((len(y), 1)), y


@question("0.6", points=2, weight=2)
def check_mean_energy(mean_energy: FunctionRecord) -> Looks:
    """Expect the mean of what meets both conditions."""
    cases = [_some_cereals(copies) for copies in (1, 2)]
    step = "A mask first, `(sugars > 10) & (fibre < 2)`; then `calories[mask]`, and their mean."
    yield from expect_function(
        mean_energy,
        mean_energy_of,
        cases,
        step,
        NOT_THE_MEAN_ENERGY,
        same=one_number,
        raises=NO_MASK,
    )


def _some_cereals(copies):
    """Calories, sugars and fibre, with every combination of conditions, and cereals on a border."""
    rng = np.random.default_rng()
    sugars = np.tile([12.0, 15.0, 10.0, 3.0, 14.0, 8.0, 11.0, 10.0], copies)
    fibre = np.tile([1.0, 0.0, 1.0, 1.0, 3.0, 5.0, 2.0, 2.0], copies)
    order = rng.permutation(len(sugars))
    return rng.uniform(50, 400, size=len(sugars)), sugars[order], fibre[order]
