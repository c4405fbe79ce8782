"""Weights as lines: the largest first, unit after unit."""

import numpy as np

from course_utils.widgets.lines_into import lines_into

KERNEL = np.array([[1.0, -4.0], [-3.0, 2.0], [2.0, 0.5]])  # 3 inputs, 2 units


def test_the_largest_come_first_whatever_their_sign():
    weights, sources = lines_into(KERNEL)
    assert weights.tolist() == [-3, 2, 1, -4, 2, 0.5]
    assert sources.tolist() == [1, 2, 0, 0, 1, 2]


def test_only_some_of_them_for_networks_side_by_side():
    weights, sources = lines_into(np.stack([KERNEL, -KERNEL]), most=1)
    assert weights.tolist() == [[-3, -4], [3, 4]] and sources.tolist() == [[1, 0], [1, 0]]
