"""The numbers of a class: how the marks lie, and how the runs went."""

import math
from collections import Counter
from dataclasses import dataclass
from statistics import mean, median

MOST_BINS = 12


@dataclass(frozen=True)
class Bin:
    """Marks from `low` to under `high`, or to `high` itself in the last bin."""

    low: float
    high: float
    count: int


def distribution(marks, points):
    """Count marks in bins of one width, a whole number of points.

    Parameters
    ----------
    marks : sequence of float
        A mark outside of 0 to `points` counts in the bin next to it.
    points : float
        What could be earned.

    Returns
    -------
    list of Bin
        At most 12, empty ones included; none where no points could be earned.
    """
    if points <= 0:
        return []
    width = math.ceil(points / MOST_BINS)
    number = math.ceil(points / width)
    places = Counter(min(max(int(mark // width), 0), number - 1) for mark in marks)
    return [
        Bin(place * width, min((place + 1) * width, points), places[place])
        for place in range(number)
    ]


@dataclass(frozen=True)
class Spread:
    """Mean, median, lowest and highest of some numbers."""

    mean: float
    median: float
    lowest: float
    highest: float


def spread(values):
    """Return the spread of some numbers, or None where there are none.

    Parameters
    ----------
    values : sequence of float

    Returns
    -------
    Spread or None
    """
    if not values:
        return None
    return Spread(mean(values), median(values), min(values), max(values))


def missing_protections(results):
    """Count which protections were missing in how many runs.

    Parameters
    ----------
    results : iterable of Result

    Returns
    -------
    list of (str, int)
        Those of most runs first.
    """
    return Counter(name for result in results for name in set(result.unsealed)).most_common()
