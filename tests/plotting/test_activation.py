"""Curves of activation functions."""

import numpy as np
import pytest

from course_utils.errors import CourseError
from course_utils.plotting import plot_activation


def curves(ax):
    """The labelled lines, by label."""
    return {line.get_label(): line for line in ax.get_lines() if line.get_label()[0] != "_"}


def test_relu_is_flat_then_the_diagonal():
    ax = plot_activation("relu")
    line = curves(ax)["relu"]
    np.testing.assert_allclose(line.get_ydata(), np.maximum(line.get_xdata(), 0))
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("input z", "output")


def test_several_differ_by_more_than_colour():
    lines = curves(plot_activation(["relu", "sigmoid", "tanh", "gelu", "leaky_relu"])).values()
    assert len({line.get_linestyle() + str(line._dash_pattern) for line in lines}) == 5
    assert len({line.get_color() for line in lines}) == 5


def test_the_slope_stands_below_with_a_gap_at_the_corner():
    upper, lower = plot_activation(["relu", "sigmoid"], slope=True)
    assert (upper.get_ylabel(), lower.get_ylabel()) == ("output", "slope")
    assert curves(upper).keys() == curves(lower).keys() == {"relu", "sigmoid"}
    relu = curves(lower)["relu"]
    assert set(relu.get_ydata()[relu.get_xdata() < 0]) == {0}
    assert set(relu.get_ydata()[relu.get_xdata() > 0]) == {1}
    assert np.isnan(relu.get_ydata()[relu.get_xdata() == 0])
    assert curves(lower)["sigmoid"].get_ydata().max() == pytest.approx(0.25)


@pytest.mark.parametrize("name", ["rleu", None, 3])
def test_an_unknown_name_is_told_with_the_known_ones(name):
    with pytest.raises(CourseError, match=f"No activation function {name!r}. .*one of: linear, st"):
        plot_activation(name)


@pytest.mark.parametrize(("names", "found"), [([], 0), (["relu"] * 7, 7)])
def test_one_to_six_curves(names, found):
    with pytest.raises(CourseError, match=f"Expected 1 to 6 activation .*, found {found}"):
        plot_activation(names)
