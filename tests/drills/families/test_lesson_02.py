"""Layers, by Keras and NumPy."""

import keras
import numpy as np
import pytest

from tests.drills.draws import names_of, prove, shape_text


def network(inputs, units):
    """Dense layers, ReLU in all but the last."""
    hidden = [keras.layers.Dense(count, activation="relu") for count in units[:-1]]
    return keras.Sequential([keras.Input((inputs,)), *hidden, keras.layers.Dense(units[-1])])


def bend(w, b):
    """Where the slope of the unit changes, on a grid that has the place."""
    x = np.arange(-4, 4, 1 / 64)
    y = np.maximum(0, w * x + b)
    return x[1:-1][np.argmax(np.abs(np.diff(y, 2)))]


def joined(first, second, part):
    (w1, b1), (w2, b2) = first, second
    at_0, at_1 = (w2 * (w1 * x + b1) + b2 for x in (0, 1))
    return at_1 - at_0 if part == "weight" else at_0


def two_units(x, hidden, output, b):
    return np.maximum(0, x * np.array(hidden)) @ np.array(output) + b


TRUTHS = {
    "relu_output": lambda w, b, x: np.clip(w * x + b, 0, None),
    "place_of_bend": bend,
    "two_linear_units": joined,
    "network_of_two_units": two_units,
    "hidden_layers_counted": lambda sizes: len(sizes),
}
SLOW = {
    "parameters_of_layer": lambda inputs, units: network(inputs, [units]).count_params(),
    "parameters_of_network": lambda sizes: network(sizes[0], sizes[1:]).count_params(),
    "shape_of_predictions": lambda shape, hidden, outputs: shape_text(
        network(shape[1], [hidden, outputs])(np.ones(shape)).shape
    ),
}


@pytest.mark.parametrize("name", TRUTHS)
def test_the_right_answer_is_right(name):
    prove(2, name, TRUTHS[name])


@pytest.mark.parametrize("name", SLOW)
def test_the_right_answer_is_right_in_keras(name):
    prove(2, name, SLOW[name], count=2)


def test_every_family_is_proved():
    assert names_of(2) == {*TRUTHS, *SLOW}
