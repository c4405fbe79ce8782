"""One column that gives the target away: in the world it will not be there."""

import numpy as np

from course_utils.diagnosis.judged import REGRESSION
from course_utils.diagnosis.patient import Patient
from course_utils.diagnosis.report import Trouble

NEEDS = ("X", "y")
LEFT, SECOND = 0.03, 6.0
BINS = 60
SEPARATED = 0.005


def examine(patient: Patient) -> Trouble | None:
    """Predict the target by each column alone; one that does it all, far before the second."""
    X, y = patient.table, patient.y
    if X is None or X.shape[1] < 2 or len(X) < 40 or len(y) != len(X):
        return None
    y = y.argmax(axis=1).astype(float) if y.ndim == 2 else y
    if y.ndim > 1 or not np.all(np.isfinite(y)) or y.std() == 0 or X.shape[1] > 500:
        return None
    targets = (
        [y] if patient.task == REGRESSION else [(y == v).astype(float) for v in np.unique(y)[:10]]
    )
    left = np.array([np.mean([_left(column, t) for t in targets]) for column in X.T])
    order = np.argsort(left)
    best, second = left[order[0]], left[order[1]]
    # Copies of the leak are leaks as well.
    twins = [i for i in order[1:] if left[i] < 2 * best + 1e-3]
    second = left[order[min(1 + len(twins), len(order) - 1)]] if len(twins) < 3 else second
    if best > LEFT or second < max(SECOND * best, 0.05):
        return None
    return Trouble(
        "leak",
        "One column gives the target away",
        f"{patient.train.column(int(order[0]))} alone explains {1 - best:.1%} of the target, the "
        f"next column {1 - second:.0%}.",
        "Ask whether this number is known at the time of the prediction. Is it made from the "
        "target, or written down after it? Then leave it out.",
        0.9,
        lesson=11,
    )


def _left(column, y):
    """The share of the variance that is left when y is guessed by the bin of a column."""
    if not np.all(np.isfinite(column)) or column.std() == 0:
        return 1.0
    levels = np.unique(column)
    n_bins = min(BINS, max(len(y) // 10, 2))
    edges = levels if len(levels) <= n_bins else np.quantile(column, np.linspace(0, 1, n_bins + 1))
    place = np.searchsorted(edges, column, side="right")
    counts = np.bincount(place)
    sums, squares = np.bincount(place, y), np.bincount(place, y**2)
    used = counts > 0
    within = squares[used].sum() - np.sum(sums[used] ** 2 / counts[used])
    freedom = len(y) - used.sum()
    if freedom < 5:
        return 1.0
    # Few rows leave the bins wide: a straight line or a single cut may say it all.
    line = 1 - np.corrcoef(column, y)[0, 1] ** 2
    return float(min(within / freedom / y.var(), line, _left_by_a_cut(column, y)))


def _left_by_a_cut(column, y):
    """About 0 where a threshold separates two classes; 1 where their ranks are mixed."""
    levels = np.unique(y)
    if len(levels) != 2:
        return 1.0
    from scipy.stats import rankdata

    ranks, ones = rankdata(column), y == levels[1]
    n, m = ones.sum(), (~ones).sum()
    area = (ranks[ones].sum() - n * (n + 1) / 2) / (n * m)
    mixed = 1 - abs(2 * area - 1)
    return float(mixed) if mixed < SEPARATED else 1.0
