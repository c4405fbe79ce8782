"""Curves of loss functions: Keras' own numbers."""

import keras
import numpy as np
import pytest

from course_utils.errors import CourseError
from course_utils.plotting import plot_loss
from course_utils.plotting.losses import LOSSES


@pytest.mark.parametrize("name", LOSSES)
def test_every_curve_is_that_of_keras(name):
    (line,) = [line for line in plot_loss(name).get_lines() if line.get_label() == name]
    errors, costs = line.get_data()
    column = errors[:, np.newaxis].astype("float32")
    by_keras = keras.losses.get(name)(np.zeros_like(column), column)
    np.testing.assert_allclose(costs, by_keras, rtol=1e-5, atol=1e-6)


def test_all_of_them_differ_by_more_than_colour():
    lines = [line for line in plot_loss().get_lines() if line.get_label() in LOSSES]
    assert len(lines) == len({line.get_linestyle() for line in lines}) == 3
    assert lines[0].axes.get_xlabel() == "error of one prediction"


def test_how_far_it_goes():
    assert plot_loss("huber", largest=8).get_lines()[-1].get_xdata().max() == 8


def test_an_unknown_loss_is_told_with_the_known_ones():
    with pytest.raises(CourseError, match="No loss 'mae' here. Expected one of: mean_absolute_err"):
        plot_loss("mae")
