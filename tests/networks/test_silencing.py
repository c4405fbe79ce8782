"""Silenced units: as Keras computes it with the unit's outgoing weights at 0."""

import keras
import numpy as np
import pytest

from course_utils.networks.silencing import hidden_outputs, outputs_without

ROWS = np.random.default_rng(0).normal(size=(7, 3)).astype("float32")


@pytest.fixture(scope="module")
def model():
    keras.utils.set_random_seed(1)
    hidden = [keras.layers.Dense(units, activation="relu") for units in (5, 4)]
    return keras.Sequential([keras.Input((3,)), *hidden, keras.layers.Dense(2)])


def test_hidden_outputs_are_those_of_the_layers(model):
    found, inputs = hidden_outputs(model.get_weights(), ROWS), ROWS
    assert len(found) == 3
    for layer, outputs in zip(model.layers, found, strict=True):
        inputs = layer(inputs)
        np.testing.assert_allclose(outputs, inputs, atol=1e-6)


@pytest.mark.parametrize(("layer", "n_units"), [(0, 5), (1, 4)])
def test_without_a_unit_is_with_its_outgoing_weights_at_0(model, layer, n_units):
    weights = model.get_weights()
    changed = keras.models.clone_model(model)
    for unit, outputs in enumerate(outputs_without(weights, ROWS, layer, n_units)):
        without = [weight.copy() for weight in weights]
        without[2 * (layer + 1)][unit] = 0
        changed.set_weights(without)
        np.testing.assert_allclose(outputs, changed(ROWS), atol=1e-6)
    assert unit == n_units - 1


def test_networks_side_by_side_are_each_as_alone(model):
    weights = model.get_weights()
    both = [np.stack([weight, 2 * weight]) for weight in weights]
    for pair, alone in zip(
        outputs_without(both, ROWS, 0, 5), outputs_without(weights, ROWS, 0, 5), strict=True
    ):
        assert pair.shape == (2, 7, 2)
        np.testing.assert_allclose(pair[0], alone, atol=1e-6)
