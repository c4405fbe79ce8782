"""Steps on the curve of a loss."""

import numpy as np
import pytest

from course_utils.errors import CourseError
from course_utils.plotting import plot_descent

W = np.linspace(-2, 2, 401)


def drawn(ax, label):
    return next(line for line in ax.get_lines() if line.get_label() == label)


def test_steps_lie_on_the_curve():
    line = drawn(plot_descent(W, W**2, {"down": [-2.0, -1.0, 0.5]}), "down")
    np.testing.assert_allclose(line.get_xdata(), [-2, -1, 0.5])
    np.testing.assert_allclose(line.get_ydata(), [4, 1, 0.25])


def test_a_step_beyond_the_curve_is_left_out():
    line = drawn(plot_descent(W, W**2, {"away": [1.0, -1.5, 2.25]}), "away")
    np.testing.assert_array_equal(np.isnan(line.get_ydata()), [False, False, True])


def test_paths_differ_by_more_than_colour():
    ax = plot_descent(W, W**2, {"one": [0.0], "two": [1.0], "three": [2.0]}, x_label="weight (g)")
    lines = [drawn(ax, label) for label in ("one", "two", "three")]
    assert len({line.get_marker() for line in lines}) == 3
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("weight (g)", "loss")


def test_a_path_that_is_no_number_is_named():
    with pytest.raises(CourseError, match="broken: expected finite numbers, found 1 of 2"):
        plot_descent(W, W**2, {"broken": [0.0, np.nan]})


def test_a_curve_needs_both_sides():
    with pytest.raises(CourseError, match="found w with 401, loss with 2"):
        plot_descent(W, [1, 2], {})
