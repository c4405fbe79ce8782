"""Checks of lesson 13: what a search costs, what is luck, and what holds a network back."""

import numpy as np

from course_utils.exercises.checks.lesson_13.comparisons import (
    expect_difference,
    expect_runs,
    expect_told,
)
from course_utils.exercises.checks.lesson_13.costs import (
    NOT_EPOCHS,
    NOT_FITS,
    NOT_MULTIPLICATIONS,
    NOT_TRAINED,
    SIZES,
    products_of,
)
from course_utils.exercises.checks.lesson_13.prices import NOT_PRICED, expect_priced, price_of
from course_utils.exercises.checks.lesson_13.rates import NOT_BY_FACTORS, by_factors
from course_utils.exercises.checks.lesson_13.remedies import expect_curves, expect_remedies
from course_utils.exercises.checks.lesson_13.searches import expect_searched, expect_tries
from course_utils.exercises.expect import (
    expect_built,
    expect_compiled,
    expect_function,
    expect_goal,
    expect_input_shape,
    expect_layers,
    expect_number,
    layer,
    need,
    one_number,
)
from course_utils.exercises.questions import question
from course_utils.exercises.records import (
    ArrayRecord,
    ExplorerRecord,
    FunctionRecord,
    ModelRecord,
    NumberRecord,
    TextRecord,
)
from course_utils.exercises.verdicts import Looks


@question("13.1")
def check_grid_search(fits: NumberRecord) -> Looks:
    """Expect all combinations, each from five seeds."""
    step = "All combinations of 4, 3 and 6 values, and 5 trainings for each."
    yield expect_number(fits, 360, "`fits`", step, NOT_FITS, expected="the number of trainings")


@question("13.2", points=2, weight=2)
def check_log_uniform(log_uniform: FunctionRecord) -> Looks:
    """Expect the share u of the way from one bound to the other, by factors."""
    rng = np.random.default_rng()
    cases = [
        (0.001, 0.1, np.array([0.0, 0.5, 1.0])),
        (0.001, 0.1, rng.uniform(size=4)),
        (2.0, 50.0, rng.uniform(size=6)),
    ]
    step = (
        "Let the function take the logarithm of both bounds, go the share `u` of the way, and undo "
        "the logarithm."
    )
    yield from expect_function(log_uniform, by_factors, cases, step, NOT_BY_FACTORS)


@question("13.3", points=3, weight=4)
def check_difference(
    worse_by: NumberRecord,
    error: NumberRecord,
    year: TextRecord,
    units: TextRecord,
    plain: ArrayRecord,
    no_year: ArrayRecord,
    wide: ArrayRecord,
) -> Looks:
    """Expect the paired mean and its standard error, and what they say of both changes."""
    yield need(expect_runs(plain, no_year, wide))
    yield from expect_difference(worse_by, error, plain.values, no_year.values)
    yield expect_told("year", year, no_year.values - plain.values)
    yield expect_told("units", units, wide.values - plain.values)


@question("13.4", points=2, weight=2)
def check_l2_price(l2_price: FunctionRecord) -> Looks:
    """Expect the strength times the sum of all squared weights of both kernels."""
    rng = np.random.default_rng()
    cases = [
        (
            rng.normal(size=(n, k)),
            rng.normal(size=k),
            rng.normal(size=(k, m)),
            rng.normal(size=m),
            s,
        )
        for n, k, m, s in [(1, 2, 1, 0.1), (3, 4, 2, 0.03), (6, 5, 1, 2.0)]
    ]
    step = "`strength * (np.sum(W1**2) + np.sum(W2**2))`: both kernels, no bias."
    yield from expect_function(l2_price, price_of, cases, step, NOT_PRICED, same=one_number)


@question("13.5", points=2, weight=11)
def check_held_back(held_back: ModelRecord) -> Looks:
    """Expect one hidden layer whose kernel alone has a price, and a metric without it."""
    yield need(expect_built(held_back))
    yield need(expect_input_shape(held_back, (6,), "the 6 columns of a car", rows=392))
    wanted = [layer("dense", units=32), layer("relu"), layer("dense", units=1)]
    yield from expect_layers(held_back, wanted)
    yield expect_priced(held_back)
    absolute = "mean_absolute_error"
    yield from expect_compiled(held_back, loss=absolute, optimizer="adam", metrics=[absolute])


@question("13.6", points=2, weight=3)
def check_search(
    looks: NumberRecord,
    chosen: NumberRecord,
    report: NumberRecord,
    valid_errors: ArrayRecord,
    test_errors: ArrayRecord,
) -> Looks:
    """Expect all runs counted, the choice by the means of validation, the report by test rows."""
    yield need(expect_tries(valid_errors, test_errors))
    yield from expect_searched(looks, chosen, report, valid_errors.values, test_errors.values)


@question("13.7", points=2, weight=2)
def check_halving(trained: NumberRecord, epochs: NumberRecord) -> Looks:
    """Expect 81 + 27 + 9 + 3 trainings, and four rounds of 162 epochs."""
    step = "Four rounds: 81, 27, 9 and 3 tries. Add them up."
    said = "the number of trainings"
    yield expect_number(trained, 120, "`trained`", step, NOT_TRAINED, expected=said)
    step = "Tries times epochs in each of the four rounds, then the sum: 81 · 2 + 27 · 6 + ..."
    said = "the epochs of all trainings together"
    yield expect_number(epochs, 648, "`epochs`", step, NOT_EPOCHS, expected=said)


@question("13.8", points=2, weight=3)
def check_remedies(
    gap: NumberRecord,
    two_units: TextRecord,
    many_units: TextRecord,
    train_curves: ArrayRecord,
    valid_curves: ArrayRecord,
) -> Looks:
    """Expect the gap at the last n, and for each network what it lacks."""
    yield need(expect_curves(train_curves, valid_curves))
    yield from expect_remedies(gap, two_units, many_units, train_curves.values, valid_curves.values)


@question("13.9", points=2, weight=2)
def check_multiplications(multiplications: FunctionRecord) -> Looks:
    """Expect the weights of all kernels."""
    step = "Each size times the next one, and the sum of these products."
    yield from expect_function(
        multiplications, products_of, SIZES, step, NOT_MULTIPLICATIONS, same=one_number
    )


@question("13.10")
def check_much_for_little(explorer: ExplorerRecord, token: TextRecord) -> Looks:
    """Expect the search that finds most for at most 60 fits."""
    yield expect_goal(explorer, token, "search")
