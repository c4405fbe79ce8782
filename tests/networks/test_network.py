"""A network trains as Keras' model of the same layers does, and many side by side as each alone."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from course_utils.networks.layers import Activation, BatchNormalization, Dense
from course_utils.networks.losses import LOSSES
from course_utils.networks.network import Network
from course_utils.training.optimizers import find_optimizer

RNG = np.random.default_rng(0)
X, Y = RNG.normal(size=(8, 3)).astype("float32"), RNG.normal(size=(8, 1)).astype("float32")
MSE = LOSSES["mean_squared_error"]


def keras_model(seed=1):
    keras.utils.set_random_seed(seed)
    hidden = [keras.layers.Dense(4, activation="tanh"), keras.layers.BatchNormalization()]
    return keras.Sequential([keras.Input((3,)), *hidden, keras.layers.Dense(1)])


def layers():
    return [Dense(3, 4), Activation("tanh"), BatchNormalization(4), Dense(4, 1)]


def learn(network, rule, rate, slots, step):
    outputs = network.forward(X, training=True)
    network.backward(MSE.slopes(Y, outputs))
    change, slots = rule.change(network.gradients, slots, rate, np.float32(step))
    network.weights += change
    return slots


def test_forward_and_gradients():
    model, network = keras_model(), Network(layers())
    network.set_weights(model.get_weights())
    with tf.GradientTape() as tape:
        outputs = model(X, training=True)
        loss = tf.reduce_mean(tf.square(outputs - Y))
    np.testing.assert_allclose(network.forward(X, training=True), outputs, rtol=1e-4, atol=1e-6)
    network.backward(MSE.slopes(Y, outputs.numpy()))
    wanted = np.concatenate([np.ravel(g) for g in tape.gradient(loss, model.trainable_weights)])
    np.testing.assert_allclose(network.gradients, wanted, rtol=1e-3, atol=1e-6)
    assert np.abs(wanted).max() > 0.1


@pytest.mark.parametrize(
    ("optimizer", "steps"),
    [(keras.optimizers.SGD, 1), (keras.optimizers.SGD, 20), (keras.optimizers.Adam, 20)],
)
def test_steps_of_an_optimizer(optimizer, steps):
    model, network = keras_model(), Network(layers())
    network.set_weights(model.get_weights())
    before = network.weights.copy()
    model.compile(optimizer=optimizer(0.05), loss="mean_squared_error")
    rule, rate = find_optimizer(optimizer(0.05))
    slots = rule.start(network.weights)
    for step in range(1, steps + 1):
        model.train_on_batch(X, Y)
        slots = learn(network, rule, rate, slots, step)
    for ours, keras_own in zip(network.get_weights(), model.get_weights(), strict=True):
        np.testing.assert_allclose(ours, keras_own, rtol=1e-3, atol=1e-4)
    assert np.abs(network.weights - before).max() > 0.01


def test_side_by_side_is_as_each_alone():
    rule, _ = find_optimizer("adam")
    starts, rates = [keras_model(seed).get_weights() for seed in (1, 2)], [0.1, 0.01]
    both = Network(layers(), (2,))
    both.set_weights([np.stack(pair) for pair in zip(*starts, strict=True)])
    slots, column = rule.start(both.weights), np.array(rates, "float32")[:, np.newaxis]
    for step in (1, 2, 3):
        slots = learn(both, rule, column, slots, step)
    for place, (start, rate) in enumerate(zip(starts, rates, strict=True)):
        alone = Network(layers())
        alone.set_weights(start)
        slots = rule.start(alone.weights)
        for step in (1, 2, 3):
            slots = learn(alone, rule, rate, slots, step)
        np.testing.assert_allclose(both.weights[place], alone.weights, rtol=1e-4, atol=1e-6)
        assert both.weights.dtype == np.float32


def test_kernels_are_parts_of_one_array():
    network = Network(layers(), (2,))
    network.weights += 1
    assert all(
        np.all(layer.weights["kernel"] == 1) for layer in (network.layers[0], network.layers[-1])
    )
    assert [weight.shape for weight in network.get_weights()] == [
        (2, *weight.shape) for weight in keras_model().get_weights()
    ]
