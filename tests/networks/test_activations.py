"""Each activation agrees with the one Keras has under its name."""

import keras
import numpy as np
import pytest

from course_utils.networks.activations import ACTIVATIONS


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_same_as_keras(name):
    x = np.linspace(-9, 9, 60).reshape(6, 10)
    wanted = keras.activations.get(name)(keras.ops.convert_to_tensor(x, "float32"))
    np.testing.assert_allclose(ACTIVATIONS[name](x), wanted, rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize("name", [n for n in ACTIVATIONS if n != "exponential"])
def test_large_numbers_do_not_overflow(name):
    with np.errstate(over="raise", invalid="raise"):
        assert np.all(np.isfinite(ACTIVATIONS[name](np.array([[-1e4, 1e4]]))))


def test_relu_with_all_its_settings():
    x = np.linspace(-3, 9, 30)
    layer = keras.layers.ReLU(max_value=4, negative_slope=0.1, threshold=1)
    found = ACTIVATIONS["relu"](x, max_value=4, negative_slope=0.1, threshold=1)
    np.testing.assert_allclose(found, layer(x), atol=1e-6)
