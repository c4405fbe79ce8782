"""Keras' small models as networks in NumPy."""

import keras
import numpy as np
import pytest
from keras import layers

from course_utils.training.small_model import read_small_model
from tests.training.fits import dense, normalized, rows


@pytest.mark.parametrize("build", [dense, normalized])
def test_a_network_gives_the_outputs_of_its_model(build):
    model, x = build(), rows(10)[0]
    network = read_small_model(model, "mse").network(1, np.zeros(1))
    network.set_weights([weight[np.newaxis] for weight in model.get_weights()])
    np.testing.assert_allclose(network.forward(x)[0], model(x), rtol=1e-5, atol=1e-6)


def test_the_activation_of_a_cross_entropy_is_left_to_the_loss():
    model = keras.Sequential([keras.Input((3,)), layers.Dense(1, activation="sigmoid")])
    small = read_small_model(model, "binary_crossentropy")
    assert (small.outlet, len(small.makers)) == ("sigmoid", 1)
    assert read_small_model(dense(), "binary_crossentropy") is None  # no probabilities


def test_a_penalty_is_added_to_the_layers_own():
    own = layers.Dense(1, kernel_regularizer=keras.regularizers.L2(0.5))
    small = read_small_model(keras.Sequential([keras.Input((3,)), own]), "mse")
    network = small.network(2, np.array([0.0, 1.0]))
    network.weights[:] = 1.0
    np.testing.assert_allclose(network.penalty(), [3 * 0.5, 3 * 1.5])
