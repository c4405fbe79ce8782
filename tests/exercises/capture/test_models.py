"""A Keras model in every spelling is one record; the model itself stays as it was."""

import keras
import numpy as np
import pytest
from keras import layers

from course_utils.exercises.capture import capture
from course_utils.exercises.forward import predict

X = np.random.default_rng(0).normal(size=(5, 4)).astype("float32")


def kinds(model):
    return [(step.kind, step.layer) for step in capture(model).operations]


class Subclassed(keras.Model):
    def __init__(self):
        super().__init__()
        self.hidden = layers.Dense(3, "relu")
        self.last = layers.Dense(1)

    def call(self, x):
        return self.last(self.hidden(x))


class WithASpare(Subclassed):
    def __init__(self):
        super().__init__()
        self.unused = layers.Dense(9)


def called(model):
    model(X)
    return model


def functional(build, shape=(4,)):
    inputs = keras.Input(shape)
    return keras.Model(inputs, build(inputs))


def added():
    model = keras.Sequential()
    for layer in (keras.Input((4,)), layers.Dense(3), layers.ReLU(), layers.Dense(1)):
        model.add(layer)
    return model


def fitted(model):
    model.compile("sgd", "mse")
    model.fit(X, X[:, :1], verbose=0)
    return model


NETWORK = [lambda: layers.Dense(3, "relu"), lambda: layers.Dense(1)]
SPELLINGS = {
    "a list": lambda: keras.Sequential([keras.Input((4,)), *(make() for make in NETWORK)]),
    "add": added,
    "functional": lambda: functional(lambda x: layers.Dense(1)(layers.Dense(3, "relu")(x))),
    "a function of keras.ops": lambda: functional(
        lambda x: layers.Dense(1)(keras.ops.relu(layers.Dense(3)(x)))
    ),
    "nested": lambda: keras.Sequential(
        [keras.Input((4,)), keras.Sequential([layers.Dense(3), layers.ReLU()]), layers.Dense(1)]
    ),
    "built by a call": lambda: called(keras.Sequential([make() for make in NETWORK])),
    "built by fit": lambda: fitted(keras.Sequential([make() for make in NETWORK])),
    "subclassed": lambda: called(Subclassed()),
    "subclassed, with a layer to spare": lambda: called(WithASpare()),
    "subclassed, built by fit": lambda: fitted(Subclassed()),
    "a lambda as activation": lambda: keras.Sequential(
        [keras.Input((4,)), layers.Dense(3, lambda x: keras.ops.maximum(x, 0)), layers.Dense(1)]
    ),
    "a layer as activation": lambda: keras.Sequential(
        [keras.Input((4,)), layers.Dense(3, activation=layers.ReLU()), layers.Dense(1)]
    ),
}


@pytest.mark.parametrize("name", SPELLINGS)
def test_every_spelling_is_the_same_network(name):
    model = SPELLINGS[name]()
    record = capture(model)
    assert [step.kind for step in record.operations] == ["dense", "relu", "dense"]
    assert [step.output_shape for step in record.operations] == [(3,), (3,), (1,)]
    assert record.input_shapes == ((4,),)
    assert record.parameters == 4 * 3 + 3 + 3 + 1
    assert record.ask is None
    np.testing.assert_allclose(predict(record, X), model(X), atol=1e-5)


def test_layers_are_counted_as_in_the_summary():
    assert kinds(SPELLINGS["a list"]()) == [("dense", 1), ("relu", 1), ("dense", 2)]
    assert kinds(SPELLINGS["add"]()) == [("dense", 1), ("relu", 2), ("dense", 3)]
    assert kinds(SPELLINGS["functional"]()) == [("dense", 1), ("relu", 1), ("dense", 2)]
    assert kinds(SPELLINGS["nested"]()) == [("dense", 1), ("relu", 1), ("dense", 2)]
    assert kinds(SPELLINGS["a function of keras.ops"]()) == [
        ("dense", 1),
        ("relu", 2),
        ("dense", 3),
    ]


def test_a_mask_is_no_step():
    model = keras.Sequential(
        [keras.Input((4,)), layers.Embedding(5, 2, mask_zero=True), layers.LSTM(3)]
    )
    assert kinds(model) == [("embedding", 1), ("lstm", 2)]


def test_an_unbuilt_model_has_layers_but_no_weights():
    model = keras.Sequential([layers.Dense(3, "relu"), keras.Sequential([layers.Dense(1)])])
    record = capture(model)
    assert not record.built
    assert kinds(model) == [("dense", 1), ("relu", 1), ("dense", 2)]
    assert record.parameters == 0
    assert record.operations[0].weights == {}


def test_an_unbuilt_subclassed_model():
    model = Subclassed()
    assert not capture(model).built
    model.build((None, 4))  # Keras says built=True, but has made no weights
    assert not capture(model).built
    assert model.weights == []


def test_an_empty_model():
    assert capture(keras.Sequential()).describe() == "a Keras model without layers"


def test_an_unbuilt_layer_of_the_learners_own_says_nothing_of_itself():
    class Own(layers.Layer):
        def __init__(self, size):
            super().__init__()

    assert capture(keras.Sequential([Own(3)])).describe() == "a Keras model: `Own(...)`"


def test_the_record_is_a_copy():
    model = SPELLINGS["a list"]()
    record = capture(model)
    before = predict(record, X)
    model.set_weights([weights * 0 for weights in model.get_weights()])
    np.testing.assert_array_equal(predict(record, X), before)
    assert capture(model).operations[0].weights["kernel"].sum() == 0


def test_frozen_layers():
    model = SPELLINGS["a list"]()
    model.layers[0].trainable = False
    record = capture(model)
    assert [step.trainable for step in record.operations] == [False, False, True]
    assert (record.trainable_parameters, record.other_parameters) == (4, 15)
