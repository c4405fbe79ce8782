"""One layer as the operations it performs."""

import keras
import pytest
from keras import layers

from course_utils.exercises.capture.layers import layer_steps
from course_utils.exercises.records import NamedRecord


def kinds(layer):
    return [kind for kind, _, _ in layer_steps(layer)]


@pytest.mark.parametrize(
    ("layer", "wanted"),
    [
        (layers.Dense(2), ["dense"]),
        (layers.Dense(2, "linear"), ["dense"]),
        (layers.Dense(2, "relu"), ["dense", "relu"]),
        (layers.Dense(2, activation=layers.PReLU()), ["dense", "prelu"]),
        (layers.Conv2D(2, 3, activation="gelu"), ["conv2d", "gelu"]),
        (layers.Activation("linear"), []),
        (layers.Activation(layers.Softmax()), ["softmax"]),
        (layers.LeakyReLU(0.1), ["leaky_relu"]),
        (layers.ReLU(negative_slope=0.1), ["leaky_relu"]),
        (layers.ReLU(negative_slope=0.1, threshold=1), ["relu"]),
        (layers.ReLU(max_value=6), ["relu"]),
        (layers.LSTM(2), ["lstm"]),
        (layers.Bidirectional(layers.LSTM(2)), ["bidirectional"]),
        (layers.TimeDistributed(layers.Dense(2)), ["time_distributed"]),
    ],
)
def test_taken_apart(layer, wanted):
    assert kinds(layer) == wanted


def test_an_activation_of_the_learners_own_is_not_mistaken_for_keras_own():
    class ReLU(layers.Layer):  # the name of Keras' own
        def call(self, x):
            return x * 3

    assert kinds(layers.Dense(2, activation=ReLU())) == ["dense", "opaque"]


def test_defaults_say_nothing():
    assert layer_steps(layers.ReLU()) == [("relu", {}, {})]
    assert layer_steps(layers.ELU(0.3)) == [("elu", {"alpha": 0.3}, {})]


def test_initializers_and_regularizers_are_records():
    _, settings, _ = layer_steps(layers.Dense(2, kernel_initializer="he_normal"))[0]
    assert settings["kernel_initializer"].name == "he_normal"
    _, settings, _ = layer_steps(layers.Dense(2, kernel_regularizer=keras.regularizers.L2(0.1)))[0]
    assert isinstance(settings["kernel_regularizer"], NamedRecord)
    assert settings["kernel_regularizer"].name == "l2"
    assert settings["kernel_regularizer"].settings["l2"] == pytest.approx(0.1)


def test_weights_by_keras_names():
    layer = layers.BatchNormalization()
    layer.build((None, 3))
    _, _, weights = layer_steps(layer)[0]
    assert set(weights) == {"gamma", "beta", "moving_mean", "moving_variance"}


def test_a_layer_that_cannot_say_its_settings_is_read_by_its_attributes():
    # Keras saves a lambda by its source, and one that came from `eval` has none.
    dense, relu = layer_steps(layers.Dense(4, activation=eval("lambda x: x * (x > 0)")))
    assert dense[:1] == ("dense",)
    assert dense[1]["units"] == 4
    assert relu[0] == "relu"
