"""The activation functions are those of Keras, and their slopes are slopes."""

import numpy as np
import pytest

from course_utils.plotting.functions import ACTIVATIONS

Z = np.linspace(-4, 4, 81)[:-1] + 0.013  # no corner among them


@pytest.mark.parametrize("name", sorted(set(ACTIVATIONS) - {"step"}))
def test_values_are_those_of_keras(name):
    from keras import activations

    theirs = np.asarray(activations.get(name)(Z.astype("float32")))
    np.testing.assert_allclose(ACTIVATIONS[name][0](Z), theirs, atol=1e-5)


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_slopes_are_differences(name):
    value, slope = ACTIVATIONS[name]
    h = 1e-5
    np.testing.assert_allclose(slope(Z), (value(Z + h) - value(Z - h)) / (2 * h), atol=1e-6)


@pytest.mark.parametrize("name", ["step", "relu", "leaky_relu"])
def test_there_is_no_slope_at_a_corner(name):
    assert np.isnan(ACTIVATIONS[name][1](np.array([0.0]))).all()


def test_a_step_is_0_then_1():
    assert ACTIVATIONS["step"][0](np.array([-2.0, 3.0])).tolist() == [0, 1]
