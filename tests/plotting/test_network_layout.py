"""Where units stand."""

import numpy as np
import pytest

from course_utils.errors import CourseError
from course_utils.plotting.network_layout import NEAREST, arrange, slots

PAGE = {"left": 0.5, "right": 0.5, "bottom": 1.0, "width": 6.4}


def test_eight_units_are_all_drawn_nine_are_not():
    assert slots(8) == [1, 2, 3, 4, 5, 6, 7, 8]
    assert slots(9) == [1, 2, 3, 4, None, 8, 9]


def test_units_keep_clear_of_each_other_and_of_the_page():
    columns, (width, height) = arrange([3, 512, 1], bias=True, **PAGE)
    assert [column.units for column in columns] == [3, 512, 1]
    assert columns[1].shown == (1, 2, 3, 4, 511, 512)
    assert width <= 6.4 + 1e-9
    for column in columns:
        y = [*column.y, *(z for z in (column.gap_y, column.bias_y) if z is not None)]
        assert np.diff(np.sort(y)).min(initial=1) > 0.6
        assert min(y) > 1.0
        assert max(y) < height - 0.25
    assert np.diff([column.x for column in columns]).min() >= NEAREST


def test_the_bias_stands_below_every_layer_but_the_last():
    columns, _ = arrange([2, 4, 1], bias=True, **PAGE)
    assert [c.bias_y is None for c in columns] == [False, False, True]
    assert columns[0].bias_y < columns[0].y.min()
    columns, _ = arrange([2, 4, 1], bias=False, **PAGE)
    assert all(c.bias_y is None for c in columns)


def test_a_small_network_takes_a_small_page():
    assert arrange([3, 1], bias=True, **PAGE)[1][0] < 5


def test_too_many_layers_or_names_too_long_are_told():
    with pytest.raises(CourseError, match="found 0.44. Draw fewer than 11 layers, or use shorter"):
        arrange([2] * 11, bias=True, **PAGE)
