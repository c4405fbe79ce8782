"""How a share is counted from a column and a row, and what goes wrong on the way."""

import numpy as np

from course_utils.exercises.expect import Instead

ROWS = 169


def accuracy_of(p: np.ndarray, y: np.ndarray) -> float:
    """Return the share of rows on which a prediction is right, for p of shape (n, 1) or (n,)."""
    return float(np.mean((np.ravel(p) > 0.5) == y))


def counting_cases(rng: np.random.Generator) -> list[tuple[np.ndarray, np.ndarray]]:
    """Columns and rows of predictions, each with labels, of which none is at a half."""
    cases = []
    for n, column in ((5, True), (7, False), (40, True), (41, False)):
        y = np.concatenate([[0, 1], rng.integers(0, 2, n - 2)])
        p = np.clip(0.62 * y + rng.uniform(0.02, 0.37, n) * rng.choice([1, 1, 2.5], n), 0.01, 0.99)
        p[0] = 0.9  # at least one is wrong
        cases.append((p[:, np.newaxis] if column else p, y))
    return cases


WRONG_COUNTS = [
    Instead(
        lambda p, y: np.mean((p > 0.5) == y),
        "column-against-row",
        "For a column it is Carmen's number still: (n, 1) against (n,) is a table of n × n. Give "
        "both one shape: `np.ravel(p)`.",
    ),
    Instead(
        lambda p, y: np.mean((np.reshape(p, (-1, 1)) > 0.5) == y),
        "always-a-table",
        "You made a column of `p`, and compared it with a row. Make a row of it: `np.ravel(p)`.",
    ),
    Instead(
        lambda p, y: np.sum((np.ravel(p) > 0.5) == y),
        "count-for-share",
        "That is how many are right. A share is wanted: the mean.",
    ),
    Instead(
        lambda p, y: 1 - accuracy_of(p, y),
        "wrong-for-right",
        "That is the share on which it is *wrong*.",
    ),
    Instead(
        lambda p, y: np.mean(np.ravel(p) == y),
        "probability-for-class",
        "A probability is never exactly 0 or 1. Compare `p > 0.5` with the labels.",
    ),
    Instead(
        lambda p, y: 100 * accuracy_of(p, y),
        "percent",
        "A share, from 0 to 1: do not multiply it by 100.",
    ),
]
ONLY_COLUMNS = [
    Instead(
        "too many indices",
        "only-for-a-column",
        "`p[:, 0]` needs a column, and here `p` is a row already. `np.ravel(p)` takes both.",
    )
]
COMPARISONS = [
    Instead(ROWS, "rows-for-table", "So many it should be. A column against a row makes a table: "
            "each with each."),
    Instead(2 * ROWS, "sum-for-product", "It is not one after the other, but each with each."),
    Instead(1, "one-number", "One number comes out at the end. Of how many comparisons is it the "
            "mean?"),
    Instead(ROWS * (ROWS - 1), "own-left-out", "Each is compared with its own label as well."),
    Instead(ROWS * (ROWS + 1) / 2, "pairs-once", "Each prediction meets each label: no pair is "
            "left out."),
]  # fmt: skip
