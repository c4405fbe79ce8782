"""The numbers of a class."""

import pytest

from course_utils.grading.pages.statistics import (
    Bin,
    Spread,
    distribution,
    missing_protections,
    spread,
)
from tests.grading.pages.samples import result


def test_distribution():
    bins = distribution([0, 0.99, 1, 2.5, 3], 3)
    assert bins == [Bin(0, 1, 2), Bin(1, 2, 1), Bin(2, 3, 2)]


@pytest.mark.parametrize("points", [0.5, 1, 5, 11, 12, 13, 30, 100])
def test_every_mark_is_in_one_bin(points):
    marks = [points * share / 20 for share in range(-2, 23)]
    bins = distribution(marks, points)
    assert len(bins) <= 12
    assert sum(bin.count for bin in bins) == len(marks)
    assert bins[0].low == 0
    assert bins[-1].high == points
    assert all(low.high == high.low for low, high in zip(bins, bins[1:], strict=False))


def test_without_points_there_is_nothing_to_count():
    assert distribution([0, 0], 0) == []


def test_spread():
    assert spread([1, 2, 6]) == Spread(3, 2, 1, 6)
    assert spread([]) is None


def test_missing_protections():
    results = [
        result("ada", unsealed=("network", "Landlock", "network")),
        result("bob", unsealed=("network",)),
    ]
    assert missing_protections(results) == [("network", 2), ("Landlock", 1)]
