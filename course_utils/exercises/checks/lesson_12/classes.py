"""Rows that are kept of a large class, and words as columns: right and wrong."""

import numpy as np

from course_utils.exercises.expect import Instead


def downsampled_of(y: np.ndarray, factor: int) -> np.ndarray:
    """Return the rows that are kept and their weights, (2, n_kept)."""
    return _kept(y, np.flatnonzero(y == 0)[::factor], np.flatnonzero(y == 1), factor)


def _kept(y, zeros, ones, weight_of_zeros, weight_of_ones=1.0):
    rows = np.concatenate([ones, zeros])
    return np.array([rows, np.where(y[rows] == 1, weight_of_ones, weight_of_zeros)])


def in_order(found: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """Sort rows and weights by the rows: in which order they come is all the same."""
    if found.ndim != 2 or len(found) != 2:
        return found
    return found[:, np.argsort(found[0], kind="stable")]


def in_order_of(y: np.ndarray, factor: int) -> np.ndarray:
    """Return the right rows and weights, sorted by the rows."""
    right = downsampled_of(y, factor)
    return in_order(right, right)


def _with(weight_of_zeros, weight_of_ones):
    def made(y, factor):
        zeros, ones = np.flatnonzero(y == 0)[::factor], np.flatnonzero(y == 1)
        return _kept(y, zeros, ones, weight_of_zeros(factor), weight_of_ones(factor))

    return made


def _thinned_ones(y, factor):
    return _kept(y, np.flatnonzero(y == 0), np.flatnonzero(y == 1)[::factor], 1.0, factor)


def _thinned_ones_weighted_zeros(y, factor):
    return _kept(y, np.flatnonzero(y == 0), np.flatnonzero(y == 1)[::factor], factor)


def _thinned_both(y, factor):
    rows = np.arange(len(y))[::factor]
    return np.array([rows, np.where(y[rows] == 1, 1.0, factor)])


def _each_thinned(y, factor):
    zeros, ones = np.flatnonzero(y == 0)[::factor], np.flatnonzero(y == 1)[::factor]
    return _kept(y, zeros, ones, factor)


_RARE = "You thinned out the ones. They are the rare ones: keep them all, and thin out the zeros."
_BOTH = "You thinned out both classes. Keep all ones: they are rare enough."
NOT_DOWNSAMPLED = [
    Instead(_thinned_ones, "minority-thinned", _RARE),
    Instead(_thinned_ones_weighted_zeros, "minority-thinned", _RARE),
    Instead(_thinned_both, "both-thinned", _BOTH),
    Instead(_each_thinned, "both-thinned", _BOTH),
    Instead(
        _with(lambda factor: 1 / factor, lambda factor: 1.0),
        "weight-upside-down",
        "Your weight is 1 / factor. A zero that was kept speaks for `factor` zeros, so it counts "
        "more than before, not less. Add the weights up: they should make about `len(y)`.",
    ),
    Instead(
        _with(lambda factor: 1.0, lambda factor: factor),
        "weights-on-positives",
        "The ones have the weight. Nothing is missing of them: the zeros that were kept must "
        "speak for those that were not.",
    ),
    Instead(
        _with(lambda factor: 1.0, lambda factor: 1.0),
        "no-weights",
        "All weights are 1. Then the network takes this world for the real one, and all its "
        "probabilities are too high. They should add up to about `len(y)`.",
    ),
    Instead(
        _with(lambda factor: factor, lambda factor: factor),
        "weights-on-all",
        "All rows have the weight. Only zeros are missing, so only zeros speak for others: the "
        "weights should add up to about `len(y)`.",
    ),
    Instead(
        lambda y, factor: _kept(
            y, np.flatnonzero(y == 0)[factor - 1 :: factor], np.flatnonzero(y == 1), factor
        ),
        "another-start",
        "Nearly: keep the *first* zero, and then every `factor`-th. Yours begins further down.",
    ),
]


def one_hot_of(levels: np.ndarray, x: np.ndarray) -> np.ndarray:
    """Return a column for each level; a word that is none of them gets zeros."""
    return (np.asarray(x)[:, np.newaxis] == np.asarray(levels)).astype(float)


def _unknown_as(place):
    def made(levels, x):
        columns = one_hot_of(levels, x)
        columns[columns.sum(axis=1) == 0, place] = 1
        return columns

    return made


def _one_more(levels, x):
    columns = one_hot_of(levels, x)
    return np.column_stack([columns, columns.sum(axis=1) == 0])


def _one_before(levels, x):
    return np.roll(_one_more(levels, x), 1, axis=1)


def _without_unknown(levels, x):
    columns = one_hot_of(levels, x)
    return columns[columns.sum(axis=1) > 0]


def _numbered(levels, x):
    return one_hot_of(levels, x) @ np.arange(len(levels))


_ONE_MORE = (
    "You have a column more, for words that are none of the levels. That can be done, too, but "
    "here such a word gets a row of zeros: as many columns as levels."
)
_TAKEN_FOR = "A word that is none of the levels was taken for one of them. Give it zeros only."
NOT_ONE_HOT = [
    Instead(
        lambda levels, x: one_hot_of(np.unique(x), x),
        "levels-of-x",
        "Your columns are made from the words in `x`. Then other rows get other columns, and the "
        "network's weights no longer fit: make them from `levels`.",
    ),
    Instead(_one_more, "unknown-column", _ONE_MORE),
    Instead(_one_before, "unknown-column", _ONE_MORE),
    Instead(_unknown_as(-1), "unknown-taken-for-a-level", _TAKEN_FOR),
    Instead(_unknown_as(0), "unknown-taken-for-a-level", _TAKEN_FOR),
    Instead(
        _without_unknown,
        "rows-dropped",
        "Rows with an unknown word are gone. Each row wants an answer: give it zeros.",
    ),
    Instead(
        lambda levels, x: one_hot_of(levels, x).T,
        "rows-for-columns",
        "Rows and columns have changed places: a row for each word, a column for each level.",
    ),
    Instead(
        lambda levels, x: 1 - one_hot_of(levels, x),
        "turned-around",
        "It is the other way round: 1 where the word is the level, 0 elsewhere.",
    ),
    Instead(
        _numbered,
        "numbered",
        "You number the levels. That claims an order: one column for each level instead.",
    ),
]
UNSEEN_RAISES = [
    Instead(
        said,
        "unseen-level",
        "A word that is none of the levels stops it. Tomorrow there will be such a word: give it a "
        "row of zeros.",
    )
    for said in ("is not in list", "KeyError", "not in tuple", "out of bounds", "StopIteration")
]
