"""What arrays give, right and with the usual mistakes: axes, products, broadcasting, masks."""

from functools import cache

import numpy as np

from course_utils.exercises.expect import Instead

NUTRIENTS = ["fat", "carbohydrates", "protein"]


@cache
def nutrients() -> np.ndarray:
    """Return the grams of each nutrient in each cereal, (65, 3)."""
    from course_utils.data import load_dataset  # pandas takes a while

    return load_dataset("cereals")[NUTRIENTS].to_numpy(dtype=float)


def not_the_means() -> list[Instead]:
    """Return what is handed over for the mean of each nutrient."""
    X = nutrients()
    return [
        Instead(
            X.mean(axis=1),
            "axis-swapped",
            "That is a mean for each cereal: 65 numbers. The axis that you name disappears, and "
            "here the rows should disappear.",
        ),
        Instead(
            X.mean(),
            "no-axis",
            "Without an axis, all numbers go into one mean. Name an axis.",
        ),
        Instead(
            X.sum(axis=0),
            "sum-for-mean",
            "The axis is right. But this is the sum of each nutrient: take the mean.",
        ),
        Instead(
            X.mean(axis=0, keepdims=True),
            "axis-kept",
            "Right, but the axis is still there: shape (1, 3). Leave out `keepdims`.",
        ),
        Instead(
            np.median(X, axis=0),
            "median-for-mean",
            "That is the median, the cereal in the middle. Take the mean.",
        ),
        Instead(
            X.mean(axis=0)[::-1],
            "other-order",
            "The numbers are right, in another order. Leave the columns as they are in `X`.",
        ),
    ]


def not_the_grams() -> list[Instead]:
    """Return what is handed over for the grams of each cereal."""
    X = nutrients()
    return [
        Instead(
            X.sum(axis=0),
            "axis-swapped",
            "That is a sum for each nutrient: 3 numbers. The axis that you name disappears, and "
            "here the columns should disappear.",
        ),
        Instead(
            X.sum(),
            "no-axis",
            "Without an axis, all numbers of the table go into one sum. Name an axis.",
        ),
        Instead(
            X.mean(axis=1),
            "mean-for-sum",
            "The axis is right. But this is the mean of the three: take their sum.",
        ),
        Instead(
            X.sum(axis=1, keepdims=True),
            "axis-kept",
            "The numbers are right, but the axis is still there: shape (65, 1). Leave out "
            "`keepdims`.",
        ),
    ]


def energy_of(X: np.ndarray, w: np.ndarray) -> np.ndarray:
    """Return the weighted sum of each row, (n_samples,)."""
    return X @ w


NOT_THE_ENERGY = [
    Instead(
        lambda X, w: X * w,
        "star-for-at",
        "`*` multiplies, but does not add up: it gives a table. `@` multiplies and adds up each "
        "row.",
    ),
    Instead(
        lambda X, w: (X * w).sum(),
        "all-added-up",
        "That is one number for the whole table. Add up along axis 1 only, or use `@`.",
    ),
    Instead(
        lambda X, w: (X * w).sum(axis=0),
        "axis-swapped",
        "You added up down the columns. One number for each *row* is wanted: along axis 1, or "
        "with `@`.",
    ),
    Instead(
        lambda X, w: X @ w[:, np.newaxis],
        "column-for-row",
        "The numbers are right, as a column of shape (n, 1). With `w` as it comes, `X @ w` has "
        "the shape (n,).",
    ),
    Instead(
        lambda X, w: (X * w).mean(axis=1),
        "mean-for-sum",
        "That is the mean of each row's products. Add them up.",
    ),
    Instead(
        lambda X, w: X.sum(axis=1),
        "weights-forgotten",
        "You add up the grams. First multiply each by the energy of a gram, which is in `w`.",
    ),
    Instead(
        lambda X, w: X @ np.array([9, 4, 4]),
        "own-weights",
        "You wrote the weights into the function. Use the `w` that it gets.",
    ),
]

ORDER_OF_A_PRODUCT = [
    Instead(
        said,
        "rows-columns-swapped",
        "In `A @ B` the columns of `A` meet the rows of `B`. `X` has a column for each weight: "
        "it comes first, as it is.",
    )
    for said in ("not aligned", "matmul")
]


def shares_of(X: np.ndarray) -> np.ndarray:
    """Return each number as a share of its row."""
    return X / X.sum(axis=1, keepdims=True)


NOT_SHARES = [
    Instead(
        lambda X: X / X.sum(axis=0),
        "axis-swapped",
        "Each *column* adds up to 1. Take the sums along axis 1.",
    ),
    Instead(
        lambda X: X / X.sum(),
        "no-axis",
        "You divide by the sum of the whole table. Each row has a sum of its own.",
    ),
    Instead(
        lambda X: X.sum(axis=1, keepdims=True) / X,
        "ratio-upside-down",
        "This is upside down. Divide the number by the sum of its row.",
    ),
    Instead(
        lambda X: X / X.mean(axis=1, keepdims=True),
        "mean-for-sum",
        "You divide by the mean of the row. Then it adds up to the number of its columns. Divide "
        "by the sum.",
    ),
    Instead(
        lambda X: X / X.max(axis=1, keepdims=True),
        "maximum-for-sum",
        "You divide by the largest of the row. Divide by the sum.",
    ),
    Instead(
        lambda X: X.sum(axis=1, keepdims=True),
        "not-divided",
        "These are the sums of the rows. Divide `X` by them.",
    ),
    Instead(
        lambda X: X.sum(axis=1),
        "not-divided",
        "These are the sums of the rows. Divide `X` by them, as a column.",
    ),
    Instead(
        lambda X: 100 * shares_of(X),
        "percent",
        "These are percent. As shares, each row adds up to 1.",
    ),
    Instead(
        lambda X: X.T / X.sum(axis=1),
        "transposed",
        "The shares are right, but rows and columns have changed places. Turn it back with `.T`, "
        "or use `keepdims=True`.",
    ),
]

SUMS_LIE_FLAT = [
    Instead(
        "could not be broadcast",
        "row-for-column",
        "Your sums have the shape (n,), so from the right they are compared with the columns of "
        "`X`. Make them a column of shape (n, 1), with `keepdims=True` or `[:, np.newaxis]`.",
    ),
]


def share_right_of(p: np.ndarray, y: np.ndarray) -> float:
    """Return the share of rows whose probability is on the side of the label."""
    return float(np.mean((p[:, 0] > 0.5) == y))


NOT_THE_SHARE = [
    Instead(
        lambda p, y: np.mean((p > 0.5) == y),
        "column-against-row",
        "A column of shape (n, 1) and a row of shape (n,) make a table of n × n: you compared "
        "each prediction with *every* label. Make the column flat first: `p[:, 0]`.",
    ),
    Instead(
        lambda p, y: np.sum((p[:, 0] > 0.5) == y),
        "count-for-share",
        "That is how many are right. Divide it by the number of rows, or take the mean.",
    ),
    Instead(
        lambda p, y: 1 - share_right_of(p, y),
        "wrong-for-right",
        "That is the share of the wrong ones.",
    ),
    Instead(
        lambda p, y: np.mean(p[:, 0] == y),
        "no-threshold",
        "You compare probabilities with 0 and 1, and hardly any of them is equal. First find which "
        "are above 0.5.",
    ),
    Instead(
        lambda p, y: np.mean(p > 0.5),
        "labels-forgotten",
        "That is the share of the predictions that say 1. Compare them with `y`.",
    ),
    Instead(
        lambda p, y: (p[:, 0] > 0.5) == y,
        "not-averaged",
        "That is `True` or `False` for each row. Their mean is the share.",
    ),
    Instead(
        lambda p, y: 100 * share_right_of(p, y),
        "percent",
        "These are percent. The share is a number from 0 to 1.",
    ),
    Instead(
        lambda p, y: np.mean(p[:, 0].astype(int) == y),
        "cut-for-threshold",
        "`int` cuts off everything after the point, so 0.9 becomes 0. Write `p > 0.5`.",
    ),
]


def mean_energy_of(calories: np.ndarray, sugars: np.ndarray, fibre: np.ndarray) -> float:
    """Return the mean energy of what is sweet and has little fibre."""
    return float(calories[(sugars > 10) & (fibre < 2)].mean())


NOT_THE_MEAN_ENERGY = [
    Instead(
        lambda c, s, f: c[(s > 10) | (f < 2)].mean(),
        "or-for-and",
        "`|` is *or*: it also picks what meets only one of the two conditions. `&` is *and*.",
    ),
    Instead(
        lambda c, s, f: np.mean(c * ((s > 10) & (f < 2))),
        "zeros-for-gone",
        "Multiplied by a mask, the others become 0, but still count in the mean. Put the mask in "
        "brackets to leave them out.",
    ),
    Instead(
        lambda c, s, f: c[s > 10].mean(),
        "one-condition",
        "These are all that are sweet. The condition on the fibre is missing.",
    ),
    Instead(
        lambda c, s, f: c[f < 2].mean(),
        "one-condition",
        "These are all with little fibre. The condition on the sugars is missing.",
    ),
    Instead(
        lambda c, s, f: c[(s >= 10) & (f <= 2)].mean(),
        "borders",
        "A cereal on the border counts in yours: with exactly 10 g of sugars, or 2 g of fibre. "
        "*More than* is `>`, *less than* is `<`.",
    ),
    Instead(
        lambda c, s, f: c[(s >= 10) & (f < 2)].mean(),
        "borders",
        "A cereal with exactly 10 g of sugars counts in yours. *More than* is `>`.",
    ),
    Instead(
        lambda c, s, f: c[(s > 10) & (f <= 2)].mean(),
        "borders",
        "A cereal with exactly 2 g of fibre counts in yours. *Less than* is `<`.",
    ),
    Instead(
        lambda c, s, f: c[~((s > 10) & (f < 2))].mean(),
        "mask-turned",
        "These are the other cereals: the mask is inverted.",
    ),
    Instead(
        lambda c, s, f: c[(s < 10) & (f > 2)].mean(),
        "signs-turned",
        "Both comparisons are reversed. *More than* is `>`, *less than* is `<`.",
    ),
    Instead(
        lambda c, s, f: c[(s > 10) & (f < 2)],
        "not-averaged",
        "These are the calories of the picked cereals. Take their mean.",
    ),
    Instead(
        lambda c, s, f: c[(s > 10) & (f < 2)].sum(),
        "sum-for-mean",
        "That is their sum. Take the mean.",
    ),
    Instead(
        lambda c, s, f: np.mean((s > 10) & (f < 2)),
        "mask-for-values",
        "That is the mean of the mask, so the share that is picked. Pick the calories with it "
        "first: `calories[mask]`.",
    ),
    Instead(
        lambda c, s, f: c.mean(),
        "not-picked",
        "That is the mean of all. Pick first: `calories[mask]`.",
    ),
]

NO_MASK = [
    Instead(
        "truth value",
        "and-for-ampersand",
        "`and` needs a single True or False on each side, but an array has many. Between masks "
        "write `&`, and put each condition in parentheses.",
    ),
    Instead(
        "bitwise_and",
        "parentheses-forgotten",
        "`&` binds more tightly than `>`: without parentheses, Python begins with `10 & fibre`. "
        "Write `(sugars > 10) & (fibre < 2)`.",
    ),
    Instead(
        "unsupported operand",
        "parentheses-forgotten",
        "`&` binds more tightly than `>`. Write `(sugars > 10) & (fibre < 2)`.",
    ),
]
