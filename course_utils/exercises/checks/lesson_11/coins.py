"""The best of some coins: how high its score is, exactly, and what goes wrong on the way."""

from math import lgamma

import numpy as np

from course_utils.exercises.expect import Instead

CASES = [(1, 100), (5, 50), (20, 100), (100, 1000)]  # looks, rows
WITHIN = 0.01  # a mean of 1,000 repetitions is off by 0.002 at most


def best_score(looks: int, rows: int) -> float:
    """Return the mean of the best of `looks` shares of heads in `rows` tosses."""
    heads = np.arange(rows + 1)
    ways = np.array([lgamma(rows + 1) - lgamma(k + 1) - lgamma(rows - k + 1) for k in heads])
    at_most = np.cumsum(np.exp(ways - rows * np.log(2)))
    all_at_most = np.minimum(at_most, 1) ** looks
    return float(np.sum(1 - all_at_most[:-1]) / rows)  # the mean of a number that is at least 0


NOT_THE_BEST = [
    Instead(
        lambda looks, rows: 0.5,
        "mean-for-maximum",
        "That is the score of an average coin. Keep the best of `looks` coins first, "
        "`max(axis=1)`, and take the mean of these.",
    ),
    Instead(
        lambda looks, rows: rows * best_score(looks, rows),
        "count-for-share",
        "That is how many rows it gets right. Divide by `rows`.",
    ),
    Instead(
        lambda looks, rows: 100 * best_score(looks, rows),
        "percent",
        "A share, from 0 to 1: do not multiply it by 100.",
    ),
    Instead(
        lambda looks, rows: 1 - best_score(looks, rows),
        "minimum-for-maximum",
        "That is the unluckiest coin: `max`, not `min`.",
    ),
    Instead(
        lambda looks, rows: best_score(looks, rows) - 0.5,
        "gain-for-score",
        "That is by how much it is too high. The score itself is asked for.",
    ),
]
