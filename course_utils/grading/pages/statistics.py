"""The numbers of a class: how the marks are spread, and how the runs went."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import mean, median

from course_utils.grading.result import Result

MOST_BINS = 12


@dataclass(frozen=True)
class Bin:
    """Marks from `low` to under `high`, or to `high` itself in the last bin."""

    low: float
    high: float
    count: int


def distribution(marks: Sequence[float], points: float) -> list[Bin]:
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


def spread(values: Sequence[float]) -> Spread | None:
    """Return the spread of some numbers, or None where there are none."""
    if not values:
        return None
    return Spread(mean(values), median(values), min(values), max(values))


def missing_protections(results: Iterable[Result]) -> list[tuple[str, int]]:
    """Count which protections were missing in how many runs, those of most runs first."""
    return Counter(name for result in results for name in set(result.unsealed)).most_common()
