"""Shares of the largest: each row by itself, and nothing where nothing is."""

import numpy as np

from course_utils.widgets.percent import percent_of_largest


def test_each_row_has_its_own_largest_and_zeros_stay_zeros():
    shares = percent_of_largest(np.array([[1.0, 4.0, 0.0], [0.0, 0.0, 0.0]]))
    assert shares.tolist() == [[25, 100, 0], [0, 0, 0]]
    assert shares.dtype == np.uint8
