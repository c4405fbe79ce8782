"""The loop over time does what Keras' own does, forward and backward."""

import keras
import numpy as np
import pytest
import tensorflow as tf
from keras import layers

from course_utils.training.recurrence import FOR_GRID

X = tf.constant(np.random.default_rng(0).normal(size=(3, 5, 2)), "float32")


def both(layer):
    """A layer of Keras and ours, with the same weights."""
    ours = FOR_GRID[type(layer)].from_config(layer.get_config())
    for one in (layer, ours):
        one.build(X.shape)
    ours.set_weights(layer.get_weights())
    return layer, ours


@pytest.mark.parametrize(
    "layer",
    [
        layers.SimpleRNN(4),
        layers.LSTM(4, return_sequences=True),
        layers.GRU(4),
        layers.GRU(4, reset_after=False, go_backwards=True, return_sequences=True),
    ],
)
def test_outputs_and_gradients_equal_those_of_keras(layer):
    results = []
    for one in both(layer):
        with tf.GradientTape() as tape:
            tape.watch(X)
            outputs = one(X)
            loss = tf.reduce_sum(tf.sin(3 * outputs))
        weights = [variable.value for variable in one.trainable_variables]
        results.append([outputs, *tape.gradient(loss, [X, *weights])])
    for theirs, mine in zip(*results, strict=True):
        np.testing.assert_allclose(mine, theirs, rtol=1e-4, atol=1e-5)


def test_the_slope_reaches_the_first_step():
    """A loop that forgets to hand the state's gradient back would leave it at 0."""
    keras.utils.set_random_seed(1)
    _, ours = both(layers.SimpleRNN(4))
    with tf.GradientTape() as tape:
        tape.watch(X)
        last = tf.reduce_sum(ours(X))
    assert np.abs(tape.gradient(last, X)[:, 0]).min() > 1e-6
