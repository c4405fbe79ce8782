"""Points and several curves through them."""

import numpy as np
import pytest

from course_utils.errors import CourseError
from course_utils.plotting import plot_curves

LABELS = {"x_label": "x", "y_label": "y"}


def test_points_and_curves_in_order_of_x():
    curves = {"one": ([2, 0, 1], [4, 0, 1]), "two": (np.array([[0.0], [2.0]]), [1, 1])}
    ax = plot_curves([[0], [2]], [0.5, 3.5], curves, **LABELS)
    [points] = ax.collections
    assert np.asarray(points.get_offsets()).tolist() == [[0, 0.5], [2, 3.5]]
    one, two = ax.get_lines()
    assert list(one.get_xdata()) == [0, 1, 2]
    assert list(one.get_ydata()) == [0, 1, 4]
    assert one.get_color() != two.get_color()
    assert one.get_linestyle() != two.get_linestyle()
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["data", "one", "two"]


def test_the_curve_that_does_not_fit_is_named():
    with pytest.raises(CourseError, match="found x of line with 2, y of line with 3"):
        plot_curves([0, 1], [0, 1], {"line": ([0, 1], [0, 1, 2])}, **LABELS)
    with pytest.raises(CourseError, match="y of line: expected finite numbers"):
        plot_curves([0, 1], [0, 1], {"line": ([0, 1], [0, np.nan])}, **LABELS)
    with pytest.raises(CourseError, match="found x with 2, y with 1"):
        plot_curves([0, 1], [0], {}, **LABELS)
