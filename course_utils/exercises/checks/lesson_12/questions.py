"""Checks of lesson 12: scalers, gaps, classes and words."""

import numpy as np

from course_utils.exercises.checks.lesson_12.classes import (
    NOT_DOWNSAMPLED,
    NOT_ONE_HOT,
    UNSEEN_RAISES,
    in_order,
    in_order_of,
    one_hot_of,
)
from course_utils.exercises.checks.lesson_12.gaps import (
    NOT_IMPUTED,
    expect_loans,
    expect_ready,
    expect_says,
    expect_spared_weights,
    imputed_of,
)
from course_utils.exercises.checks.lesson_12.pages import expect_cells, expect_impossible
from course_utils.exercises.checks.lesson_12.scaling import (
    NOT_NORMALIZED,
    NOT_STANDARDIZED,
    expect_constant,
    min_max_of,
    scaling_cases,
    standardized_of,
)
from course_utils.exercises.expect import (
    Instead,
    expect_built,
    expect_function,
    expect_goal,
    expect_input_shape,
    expect_number,
    need,
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


@question("12.1", points=2, weight=4)
def check_min_max(min_max: FunctionRecord) -> Looks:
    """Expect x less the training minimum, divided by the training range."""
    step = "`(x - low) / (high - low)`, both from `train`, for each column by itself."
    cases = scaling_cases(np.random.default_rng())
    yield from expect_function(min_max, min_max_of, cases, step, NOT_NORMALIZED)
    yield expect_constant(min_max, min_max_of)


@question("12.2", points=2, weight=4)
def check_standardize(standardize: FunctionRecord) -> Looks:
    """Expect x less the training mean, divided by the training deviation."""
    step = "`(x - mean) / deviation`, both from `train`, for each column by itself."
    cases = scaling_cases(np.random.default_rng())
    # So near are a deviation of n and one of n − 1.
    yield from expect_function(standardize, standardized_of, cases, step, NOT_STANDARDIZED, 4e-3)
    yield expect_constant(standardize, standardized_of)


@question("12.3", points=2)
def check_page(wrong_cells: TextRecord) -> Looks:
    """Expect the cells of the two rows that are swapped."""
    yield expect_cells(wrong_cells)


@question("12.4", points=2, weight=2)
def check_impute(impute: FunctionRecord) -> Looks:
    """Expect the training median in the gaps, and an indicator beside it."""
    rng = np.random.default_rng()
    cases = [(_with_gaps(rng, 7), _with_gaps(rng, 4)), (_with_gaps(rng, 30), _with_gaps(rng, 9))]
    step = "`np.where(gap, np.nanmedian(train), x)`, and beside it `gap`, with `gap = np.isnan(x)`."
    yield from expect_function(impute, imputed_of, cases, step, NOT_IMPUTED)


def _with_gaps(rng, n):
    """A skewed column in which the second and the last cell are empty."""
    column = np.round(rng.lognormal(4, 1, size=n), 1)
    column[[1, -1]] = np.nan
    return column


@question("12.5", points=3, weight=14)
def check_bank(
    model: ModelRecord,
    ready_train: ArrayRecord,
    ready_valid: ArrayRecord,
    X_train: ArrayRecord,
    X_valid: ArrayRecord,
    y_valid: ArrayRecord,
) -> Looks:
    """Expect tables without gaps, and a network that knows what the gaps said."""
    yield need(expect_loans(X_train, X_valid, y_valid))
    yield need(
        expect_ready(ready_train, X_train, "ready_train"),
        expect_ready(ready_valid, X_valid, "ready_valid"),
    )
    yield need(expect_built(model))
    columns = ready_valid.values.shape[1]
    yield need(expect_input_shape(model, (columns,), "columns", rows=len(X_train.values)))
    yield need(expect_spared_weights(model, X_train))
    yield from expect_says(model, ready_valid, X_valid, y_valid)


@question("12.6", points=2, weight=2)
def check_downsample(downsample: FunctionRecord) -> Looks:
    """Expect all ones, every factor-th zero, and the factor as the weight of the zeros."""
    rng = np.random.default_rng()
    cases = [
        (rng.permutation(np.repeat([0, 1], [n, ones])), factor)
        for n, ones, factor in ((9, 3, 3), (40, 7, 4), (23, 5, 2))
    ]
    step = "All ones; of the zeros `places[::factor]`; and the weight `factor` for the zeros."
    yield from expect_function(downsample, in_order_of, cases, step, NOT_DOWNSAMPLED, same=in_order)


@question("12.7", points=2)
def check_odds(leaves: NumberRecord) -> Looks:
    """Expect 6 of 22."""
    instead = [
        Instead(0.15, "probability-divided", "You divide the probability. What the thinning "
                "changed are the odds: of ten in her table 6 leave and 4 stay, and those 4 were "
                "16."),
        Instead(0.375, "odds-for-probability", "These are the odds, 6 to 16. As a share of all, "
                "it is 6 of 22."),
        Instead(0.6, "not-mended", "So it is in her table, where three of four who stay are "
                "missing."),
        Instead(6 / 7, "wrong-way", "It became more. Those who stay are missing in her table, so "
                "in the world fewer leave."),
        Instead(0.4, "other-class", "That is the share of those who stay in her table."),
        Instead(16 / 22, "other-class", "So likely it is that the customer stays. Asked is how "
                "likely to leave."),
        Instead(27.27, "percent", "Give it as a number from 0 to 1."),
    ]  # fmt: skip
    step = "Of ten in her table 6 leave and 4 stay. How many of those who stay were there before?"
    said = "how likely the customer really leaves, from 0 to 1"
    yield expect_number(leaves, 6 / 22, "`leaves`", step, instead, 0.02, expected=said)


@question("12.8", points=2)
def check_impossible(impossible: TextRecord) -> Looks:
    """Expect the three lengths."""
    yield expect_impossible(impossible)


@question("12.9", points=2, weight=2)
def check_one_hot(one_hot: FunctionRecord) -> Looks:
    """Expect a column for each level, and zeros for what is none of them."""
    cases = [
        (np.array(["owner", "rent"]), np.array(["rent", "caravan", "owner"])),
        (np.array(["priv", "other", "rent"]), np.array(["rent", "rent", "boat", "priv", "tent"])),
    ]
    step = "`[[float(word == level) for level in levels] for word in x]`, made into an array."
    yield from expect_function(one_hot, one_hot_of, cases, step, NOT_ONE_HOT, raises=UNSEEN_RAISES)


@question("12.10")
def check_race(explorer: ExplorerRecord, token: TextRecord) -> Looks:
    """Expect the scaler and the model that bear the outlier best."""
    yield expect_goal(explorer, token, "scaling")
