"""A recurrent cell of one unit: worked out by hand, and as Keras does it."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from course_utils.networks.recurrence import slopes_handed_back, states

PULSE = [1.0, 0, 0, 0]


@pytest.mark.parametrize(
    ("x", "w_back", "openness", "wanted"),
    [
        (PULSE, 0.5, 1, [1, 0.5, 0.25, 0.125]),
        (PULSE, 0.5, [1, 0, 0, 0], [1, 1, 1, 1]),
        (PULSE, 0, [1, 0.5, 0.5, 0.5], [1, 0.5, 0.25, 0.125]),
        ([1.0, 1, 1, 1], 1, 1, [1, 2, 3, 4]),
        ([1.0, 1, 1, 1], 0.5, 1, [1, 1.5, 1.75, 1.875]),
    ],
)
def test_by_hand(x, w_back, openness, wanted):
    np.testing.assert_allclose(states(x, 1, w_back, openness), wanted)


def test_the_slope_is_multiplied_at_each_step():
    np.testing.assert_allclose(slopes_handed_back(0.5, np.ones(4)), [0.125, 0.25, 0.5, 1])
    np.testing.assert_allclose(slopes_handed_back(0.5, [1, 0, 0, 0]), [1, 1, 1, 1])


def test_axes_in_front_are_cells_side_by_side():
    w_back = np.array([0.5, 2.0])
    both = states([[1.0, 0, 0]], 3, w_back)
    np.testing.assert_allclose(both, [[3, 1.5, 0.75], [3, 6, 12]])
    assert slopes_handed_back(w_back, np.ones((2, 3))).shape == (2, 3)


def test_fully_open_it_is_the_simple_rnn_of_keras():
    x = np.random.default_rng(1).normal(size=(3, 6))
    layer = keras.layers.SimpleRNN(1, activation="linear", return_sequences=True)
    layer.build((None, 6, 1))
    layer.set_weights([np.array([[0.7]]), np.array([[-1.2]]), np.zeros(1)])
    by_keras = np.array(layer(x[..., np.newaxis]))[..., 0]
    np.testing.assert_allclose(states(x, 0.7, -1.2), by_keras, atol=1e-5)


def test_with_a_gate_it_is_the_gru_of_keras_forward_and_backward():
    x, w_in, w_back = np.random.default_rng(2).normal(size=(1, 6)), 0.7, 0.4
    cell = keras.layers.GRUCell(1, activation="linear")
    cell.build((None, 1))
    # The update gate keeps z by the input alone; the reset gate is open.
    weights = [[2.0, 0, w_in]], [[0, 0, w_back]], [[0.3, 50, 0], [0, 0, 0]]
    cell.set_weights([np.array(part) for part in weights])
    openness = 1 - 1 / (1 + np.exp(-(2 * x + 0.3)))
    with tf.GradientTape() as tape:
        state, passed = tf.zeros((1, 1)), []
        for step in range(6):
            _, (state,) = cell(tf.constant(x[:, step : step + 1], "float32"), [state])
            passed.append(state)
    slopes = np.ravel(tape.gradient(passed[-1], passed))
    np.testing.assert_allclose(states(x, w_in, w_back, openness)[0], np.ravel(passed), atol=1e-5)
    np.testing.assert_allclose(slopes_handed_back(w_back, openness)[0], slopes, atol=1e-5)
