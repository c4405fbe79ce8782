"""Every update rule takes the same steps as Keras' optimizer of that name."""

import keras
import numpy as np
import pytest
import tensorflow as tf
from keras import optimizers

from course_utils.training.optimizers import find_optimizer

KERAS = {
    "sgd": lambda: optimizers.SGD(0.1),
    "momentum": lambda: optimizers.SGD(0.05, momentum=0.8),
    "nesterov": lambda: optimizers.SGD(0.05, momentum=0.8, nesterov=True),
    "adagrad": lambda: optimizers.Adagrad(0.1, initial_accumulator_value=0.3),
    "rmsprop": lambda: optimizers.RMSprop(0.01, rho=0.7, epsilon=1e-4),
    "adam": lambda: optimizers.Adam(0.01, beta_1=0.8, beta_2=0.95, epsilon=1e-4),
}


def gradients(steps=200):
    """Slopes of a bowl would vanish; these keep changing, with many orders of size."""
    generator = np.random.default_rng(0)
    scale = np.logspace(-4, 2, 5)
    return (generator.normal(size=(steps, 5)) * scale).astype("float32")


def keras_path(optimizer):
    weights = keras.Variable(np.ones(5, "float32"))
    path = []
    for gradient in gradients():
        optimizer.apply([tf.constant(gradient)], [weights])
        path.append(weights.numpy())
    return np.array(path)


def our_path(optimizer):
    rule, learning_rate = find_optimizer(optimizer)
    weights, path = tf.ones(5), []
    slots = rule.start(weights)
    for step, gradient in enumerate(gradients(), start=1):
        change, slots = rule.change(gradient, slots, learning_rate, float(step))
        weights += change
        path.append(weights.numpy())
    return np.array(path)


@pytest.mark.parametrize("name", KERAS)
def test_every_step_is_that_of_keras(name):
    np.testing.assert_allclose(our_path(KERAS[name]()), keras_path(KERAS[name]()), rtol=1e-4)


@pytest.mark.parametrize("name", KERAS)
def test_no_other_rule_takes_these_steps(name):
    path = keras_path(KERAS[name]())
    for other in KERAS.keys() - {name}:
        assert not np.allclose(our_path(KERAS[other]()), path, rtol=1e-2), other


def test_many_models_at_once():
    """The first axis is the model: each takes the steps it takes alone."""
    rule, _ = find_optimizer("adam")
    rates = np.array([[0.1], [0.01]], "float32")
    both = tf.constant(gradients(2))
    change, _ = rule.change(both, rule.start(both), rates, np.array([[1.0], [9.0]], "float32"))
    for i, step in enumerate(np.array([1.0, 9.0], "float32")):
        alone, _ = rule.change(both[i], rule.start(both[i]), rates[i], step)
        np.testing.assert_allclose(change[i], alone, rtol=1e-5)
