"""Paths across a landscape of two weights."""

import numpy as np
import pytest

from course_utils.errors import CourseError
from course_utils.plotting import plot_paths
from course_utils.plotting.paths import N_LEVELS, levels

X, Y = np.linspace(-2, 2, 41), np.linspace(-1, 1, 21)
BOWL = X**2 + Y[:, np.newaxis] ** 2


def drawn(ax, label):
    return next(line for line in ax.get_lines() if line.get_label() == label)


def test_a_path_is_where_the_weights_went():
    line = drawn(plot_paths(X, Y, BOWL, {"SGD": [[-2, 1], [-1, 0.5]]}), "SGD")
    np.testing.assert_allclose(line.get_xdata(), [-2, -1])
    np.testing.assert_allclose(line.get_ydata(), [1, 0.5])


def test_the_cross_is_at_the_lowest_place():
    lowest = drawn(plot_paths(X, Y, BOWL, {}), "_lowest place")
    assert (lowest.get_xdata()[0], lowest.get_ydata()[0]) == pytest.approx((0, 0))


def test_the_lines_lie_closer_where_it_is_low():
    steps = np.diff(levels(BOWL))
    assert len(steps) == N_LEVELS - 1 and (np.diff(steps) > 0).all()


def test_no_line_of_the_landscape_runs_through_the_names():
    ax = plot_paths(X, Y, BOWL, {name: [[0, 0]] for name in ("one", "two", "three", "four")})
    ax.figure.canvas.draw()
    assert ax.get_legend().get_window_extent().y0 >= ax.get_window_extent().y1


def test_paths_differ_by_more_than_colour_and_the_plot_ends_with_its_axes():
    ax = plot_paths(X, Y, BOWL, {"one": [[0, 0]], "two": [[9, 9]], "three": [[1, 1]]})
    lines = [drawn(ax, label) for label in ("one", "two", "three")]
    assert len({line.get_marker() for line in lines}) == 3
    assert len({line.get_linestyle() for line in lines}) > 1
    assert ax.get_xlim() == (-2, 2) and ax.get_ylim() == (-1, 1)


def test_heights_must_fit_the_axes():
    with pytest.raises(CourseError, match=r"Expected heights of shape \(21, 41\)"):
        plot_paths(X, Y, BOWL.T, {})


def test_a_path_must_be_made_of_pairs():
    with pytest.raises(CourseError, match="SGD: expected two weights for each step"):
        plot_paths(X, Y, BOWL, {"SGD": [1, 2, 3]})
