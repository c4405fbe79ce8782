"""Each edit changes one thing about a model, and leaves the model itself alone."""

import keras
import numpy as np
import pytest
from keras.layers import (
    LSTM,
    Activation,
    BatchNormalization,
    Conv2D,
    Dense,
    Dropout,
    Flatten,
    Normalization,
    Softmax,
)

from course_utils.diagnosis.edits import EDITS, WIDER, edited


def dense(*hidden, last="linear", n=5):
    return keras.Sequential([keras.Input((n,)), *hidden, Dense(1, activation=last)])


def settings(model, key):
    """A setting of all layers that have it."""
    return [layer.get_config()[key] for layer in model.layers if key in layer.get_config()]


def test_wider_has_more_units_but_at_the_end():
    made = edited(dense(Dense(3), Dense(2)), "wider")
    assert settings(made, "units") == [3 * WIDER, 2 * WIDER, 1]
    convolution = keras.Sequential([keras.Input((8, 8, 1)), Conv2D(4, 3), Flatten(), Dense(2)])
    assert settings(edited(convolution, "wider"), "filters") == [4 * WIDER]
    recurrent = keras.Sequential([keras.Input((4, 2)), LSTM(3), Dense(2)])
    assert settings(edited(recurrent, "wider"), "units") == [3 * WIDER, 2]


def test_relu_takes_the_place_of_what_squashes():
    hidden = [Dense(3, activation=name) for name in ("sigmoid", "tanh", "softmax", None, "gelu")]
    made = edited(dense(*hidden, last="sigmoid"), "relu")
    assert settings(made, "activation") == [*("relu",) * 4, "gelu", "sigmoid"]


def test_relu_takes_the_place_of_layers_that_squash():
    made = edited(dense(Dense(3), Activation("tanh"), Dense(3), Softmax()), "relu")
    p = np.array(made.layers[-2](np.array([[-1.0, 2.0, 3.0]], "float32")))
    assert p.tolist() == [[0, 2, 3]]


def test_gates_keep_their_formulas():
    model = keras.Sequential([keras.Input((4, 2)), LSTM(3), Dense(3, activation="tanh"), Dense(1)])
    assert settings(edited(model, "relu"), "activation") == ["tanh", "relu", "linear"]


def test_a_plain_start_is_keras_own():
    start = keras.initializers.RandomNormal(stddev=9.0)
    made = edited(dense(Dense(8, kernel_initializer=start, bias_initializer="ones")), "plain_start")
    kernel, bias = made.layers[0].get_weights()
    assert np.abs(kernel).max() <= np.sqrt(6 / 13) and not bias.any()


def test_no_dropout_drops_nothing():
    made = edited(dense(Dense(8), Dropout(0.9)), "no_dropout")
    assert settings(made, "rate") == [0.0]
    gated = keras.Sequential([keras.Input((4, 2)), LSTM(3, dropout=0.4, recurrent_dropout=0.3)])
    assert settings(edited(gated, "no_dropout"), "dropout") == [0.0]


def test_no_penalty_leaves_none():
    made = edited(dense(Dense(8, kernel_regularizer="l2", bias_regularizer="l1")), "no_penalty")
    made(np.ones((1, 5), "float32"))
    assert made.losses == []


def test_all_trainable_trains_all():
    made = edited(dense(Dense(8, trainable=False)), "all_trainable")
    assert len(made.trainable_variables) == 4


@pytest.mark.parametrize("behind", [[], [Activation("relu")], [Softmax()], [Dropout(0.5)]])
def test_the_output_has_the_activation_wanted(behind):
    model = keras.Sequential([keras.Input((5,)), Dense(2), Dense(3), *behind])
    made = edited(model, "output", activation="softmax")
    p = np.array(made(np.ones((2, 5), "float32")))
    assert p.shape == (2, 3) and np.allclose(p.sum(axis=1), 1)
    assert made.layers[-1].get_config()["activation"] == "softmax"


def functional():
    inputs = keras.Input((5,))
    hidden = Dense(4, activation="tanh")(inputs)
    return keras.Model(inputs, Dense(1)(keras.layers.add([hidden, Dense(4)(hidden)])))


def test_a_functional_model_is_edited():
    made = edited(functional(), "relu")
    assert [layer.activation.__name__ for layer in made.layers if isinstance(layer, Dense)] == [
        *("relu", "relu", "linear")
    ]


def test_what_was_adapted_is_kept():
    scaler = Normalization()
    scaler.adapt(np.arange(50.0).reshape(10, 5))
    model = dense(scaler, Dense(4, activation="tanh"))
    made = edited(model, "relu")
    rows = np.arange(5.0, dtype="float32")[None]
    assert np.allclose(made.layers[0](rows), scaler(rows))


class Own(keras.layers.Layer):
    """A learner's layer, which Keras can build again."""

    def call(self, inputs):
        return 2 * inputs


def test_a_layer_of_ones_own_is_built_again():
    made = edited(dense(Own(), Dense(4, activation="tanh")), "relu")
    assert isinstance(made.layers[0], Own)


class Subclassed(keras.Model):
    def __init__(self, units):
        super().__init__()
        self.hidden = Dense(units)

    def call(self, inputs):
        return self.hidden(inputs)


def test_what_cannot_be_built_again_is_none():
    model = Subclassed(3)
    model(np.ones((1, 5), "float32"))
    assert edited(model, "relu") is None


@pytest.mark.parametrize("edit", [edit for edit in EDITS if edit not in ("wider", "output")])
def test_where_nothing_changes_there_is_none(edit):
    assert edited(dense(Dense(3, activation="relu")), edit) is None


@pytest.mark.parametrize("edit", EDITS)
def test_the_model_itself_stays_as_it_is(edit):
    hidden = [
        Dense(4, activation="tanh", kernel_initializer="ones", kernel_regularizer="l2"),
        BatchNormalization(),
        Dropout(0.3),
        Dense(4, trainable=False),
    ]
    model = dense(*hidden)
    config, weights = model.get_config(), model.get_weights()
    attributes = [{k: id(v) for k, v in vars(layer).items()} for layer in model.layers]
    wanted = {"activation": "sigmoid"} if edit == "output" else {}
    made = edited(model, edit, **wanted)
    assert made is not None and made is not model
    assert model.get_config() == config
    assert all(map(np.array_equal, model.get_weights(), weights))
    assert [{k: id(v) for k, v in vars(layer).items()} for layer in model.layers] == attributes
