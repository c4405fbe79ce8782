"""Every layer goes forward and back as Keras' does, step by step."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from course_utils.networks.layers import Activation, BatchNormalization, Dense, Dropout
from course_utils.networks.network import Network

ROWS = np.random.default_rng(0).normal(size=(6, 3)).astype("float32")
PULL = np.random.default_rng(1).normal(size=(6, 4)).astype("float32")  # slopes from behind


def keras_gradients(model, rows, pull):
    """Outputs, slopes for the inputs, and gradients of the weights."""
    inputs = tf.constant(rows)
    with tf.GradientTape() as tape:
        tape.watch(inputs)
        outputs = model(inputs, training=True)
        loss = tf.reduce_sum(outputs * pull) + sum(model.losses)
    slopes, gradients = tape.gradient(loss, [inputs, model.trainable_weights])
    return outputs.numpy(), slopes.numpy(), [g.numpy() for g in gradients]


def assert_same_steps(model, layer, rows=ROWS, pull=PULL):
    network = Network([layer])
    network.set_weights(model.get_weights())
    outputs, slopes, gradients = keras_gradients(model, rows, pull)
    np.testing.assert_allclose(network.forward(rows, training=True), outputs, rtol=1e-5, atol=1e-6)
    np.testing.assert_allclose(layer.backward(pull), slopes, rtol=1e-4, atol=1e-5)
    layer.learn(pull)
    for ours, keras_own in zip(layer.gradients.values(), gradients, strict=True):
        np.testing.assert_allclose(ours, keras_own, rtol=1e-4, atol=1e-5)


def one_layer(layer, n_inputs=3):
    return keras.Sequential([keras.Input((n_inputs,)), layer])


@pytest.mark.parametrize("use_bias", [True, False])
@pytest.mark.parametrize("n_inputs", [3, 1])
def test_dense(use_bias, n_inputs):
    model = one_layer(keras.layers.Dense(4, use_bias=use_bias), n_inputs)
    assert_same_steps(model, Dense(n_inputs, 4, use_bias=use_bias), ROWS[:, :n_inputs])


def test_a_penalized_kernel():
    penalty = keras.regularizers.L2(0.3)
    model = one_layer(keras.layers.Dense(4, kernel_regularizer=penalty))
    layer = Dense(3, 4, l2=0.3)
    assert_same_steps(model, layer)
    assert layer.penalty() == pytest.approx(float(model.losses[0]), rel=1e-5)


@pytest.mark.parametrize("name", ["relu", "tanh", "sigmoid", "leaky_relu"])
def test_activations(name):
    model = one_layer(keras.layers.Activation(name), 4)
    assert_same_steps(model, Activation(name), PULL[::-1])


def normalized():
    layer = keras.layers.BatchNormalization(momentum=0.8)
    model = one_layer(layer, 4)
    layer.gamma.assign([1.0, 2.0, 0.5, -1.0])
    layer.beta.assign([0.0, 1.0, -1.0, 3.0])
    return model


def test_batch_normalization_in_training():
    assert_same_steps(normalized(), BatchNormalization(4, momentum=0.8), PULL[::-1] * 5 + 2)


def test_batch_normalization_counts_and_uses_moving_averages():
    model, layer = normalized(), BatchNormalization(4, momentum=0.8)
    network = Network([layer])
    network.set_weights(model.get_weights())
    for turn in range(3):
        model(PULL * turn + 2, training=True)
        network.forward(PULL * turn + 2, training=True)
    for ours, keras_own in zip(network.get_weights(), model.get_weights(), strict=True):
        np.testing.assert_allclose(ours, keras_own, rtol=1e-5)
    wanted = model(PULL, training=False)
    np.testing.assert_allclose(network.forward(PULL), wanted, rtol=1e-4, atol=1e-5)


def test_dropout_with_the_numbers_keras_draws():
    model = one_layer(keras.layers.Dropout(0.4, seed=1), 4)
    layer = Dropout()
    layer.rate, layer.drawn = 0.4, tf.random.stateless_uniform((6, 4), [1, 0]).numpy()
    outputs, slopes, _ = keras_gradients(model, PULL, PULL)
    assert 0 < np.sum(outputs == 0) < outputs.size
    np.testing.assert_allclose(layer.forward(PULL, training=True), outputs, rtol=1e-6)
    np.testing.assert_allclose(layer.backward(PULL), slopes, rtol=1e-6)
    np.testing.assert_array_equal(layer.forward(PULL), PULL)
