"""The slope of every activation is that of its own curve."""

import numpy as np
import pytest

from course_utils.networks.activations import ACTIVATIONS
from course_utils.networks.slopes import SLOPES


@pytest.mark.parametrize("name", SLOPES)
def test_equal_to_a_small_step_along_the_curve(name):
    x = np.linspace(-3, 3, 60)  # 0, where some curves have a corner, is not among them
    function, step = ACTIVATIONS[name], 1e-6
    measured = (function(x + step) - function(x - step)) / (2 * step)
    np.testing.assert_allclose(SLOPES[name](x, function(x)), measured, rtol=1e-4, atol=1e-6)


@pytest.mark.parametrize("name", SLOPES)
def test_float32_stays_float32(name):
    x = np.ones(3, "float32")
    assert (x * SLOPES[name](x, ACTIVATIONS[name](x))).dtype == np.float32
