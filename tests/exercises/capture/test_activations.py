"""An activation is known by what it does."""

import functools

import keras
import numpy as np
import pytest
import tensorflow as tf

from course_utils.exercises.capture.activations import activation_step
from course_utils.networks.activations import ACTIVATIONS


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_keras_own_and_another_of_the_same_curve(name):
    function = keras.activations.get(name)
    assert activation_step(function)[0] == name
    assert activation_step(lambda x: function(keras.ops.convert_to_tensor(x)))[0] == name


@pytest.mark.parametrize(
    ("function", "kind"),
    [
        (tf.nn.relu, "relu"),
        (tf.nn.silu, "silu"),
        (np.tanh, "tanh"),
        (keras.ops.sigmoid, "sigmoid"),
        (lambda x: x, "linear"),
        (lambda x: np.maximum(x, 0), "relu"),
        (functools.partial(keras.activations.relu, max_value=6), "relu6"),
        (functools.partial(keras.activations.relu, max_value=1000), "opaque"),
        (lambda x: keras.ops.clip(x, 0, 50), "opaque"),
        (lambda x: x + 1, "opaque"),
        (lambda x: x[0], "opaque"),
        (lambda x: 1 / 0, "opaque"),
        (keras.ops.gelu, "opaque"),
    ],
)
def test_known_by_its_curve(function, kind):
    assert activation_step(function)[0] == kind


def test_the_slope_is_found():
    kind, settings = activation_step(lambda x: np.where(x > 0, x, 0.07 * x))
    assert kind == "leaky_relu"
    assert settings["negative_slope"] == pytest.approx(0.07)


def test_an_unknown_one_keeps_its_name():
    def wobble(x):
        return np.sin(x)

    assert activation_step(wobble) == ("opaque", {"class": "wobble"})
