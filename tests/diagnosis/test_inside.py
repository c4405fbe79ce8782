"""What is seen inside a network is what is there, and looking leaves no trace."""

import random

import keras
import numpy as np
import pytest
import tensorflow as tf
from keras.layers import (
    GRU,
    LSTM,
    BatchNormalization,
    Bidirectional,
    Conv2D,
    Dense,
    Dropout,
    Embedding,
    Flatten,
    LayerNormalization,
    SimpleRNN,
)

from course_utils.diagnosis import inside

RNG = np.random.default_rng(0)
N = 24
TABLE = RNG.normal(size=(N, 5)).astype("float32")
PICTURES = RNG.normal(size=(N, 6, 6, 2)).astype("float32")
STEPS = RNG.normal(size=(N, 4, 3)).astype("float32")
WORDS = RNG.integers(0, 9, (N, 4))
Y = RNG.normal(size=(N, 1)).astype("float32")

# Layers that are trained, and rows that they take.
LAYERS = {
    "Dense": (TABLE, lambda: [Dense(4, activation="relu")]),
    "Dense with starts of its own": (
        TABLE,
        lambda: [Dense(4, kernel_initializer="he_normal", bias_initializer="random_normal")],
    ),
    "Dense with an object": (
        TABLE,
        lambda: [Dense(4, kernel_initializer=keras.initializers.RandomNormal(stddev=2.0))],
    ),
    "Dense with a seed": (
        TABLE,
        lambda: [Dense(4, kernel_initializer=keras.initializers.HeUniform(seed=3))],
    ),
    "Conv2D": (PICTURES, lambda: [Conv2D(3, 3), Flatten()]),
    "LSTM": (STEPS, lambda: [LSTM(4)]),
    "LSTM with closed gates": (STEPS, lambda: [LSTM(4, unit_forget_bias=False)]),
    "GRU": (STEPS, lambda: [GRU(4)]),
    "GRU of one bias": (STEPS, lambda: [GRU(4, reset_after=False)]),
    "SimpleRNN": (STEPS, lambda: [SimpleRNN(4)]),
    "Bidirectional": (STEPS, lambda: [Bidirectional(LSTM(3))]),
    "Embedding": (WORDS, lambda: [Embedding(9, 3), Flatten()]),
    "BatchNormalization": (TABLE, lambda: [Dense(4), BatchNormalization()]),
    "LayerNormalization": (TABLE, lambda: [Dense(4), LayerNormalization()]),
    "a frozen layer": (TABLE, lambda: [Dense(4, trainable=False), Dense(3)]),
}


def network(rows, layers):
    model = keras.Sequential([keras.Input(rows.shape[1:]), *layers, Dense(1)])
    model.compile(optimizer=keras.optimizers.Adam(0.05), loss="mse")
    return model


def numbers(variables):
    return [np.array(variable) for variable in variables]


def are_close(left, right, **options):
    return len(left) == len(right) and all(
        a.shape == b.shape and np.allclose(a, b, **options)
        for a, b in zip(left, right, strict=True)
    )


@pytest.mark.parametrize("name", LAYERS)
def test_the_start_is_told_after_the_training(name):
    rows, layers = LAYERS[name]
    keras.utils.set_random_seed(3)
    model = network(rows, layers())
    before = numbers(model.trainable_variables)
    assert are_close(inside.initial_weights(model), before)
    # As after a training: the seeds of the initializers are all that is left of the start.
    model.set_weights([values + 1 for values in model.get_weights()])
    assert are_close(inside.initial_weights(model), before)


def test_the_start_is_told_after_a_real_fit():
    keras.utils.set_random_seed(4)
    model = network(STEPS, [LSTM(4), Dense(4), BatchNormalization(), Dropout(0.2)])
    before = numbers(model.trainable_variables)
    model.fit(STEPS, Y, epochs=2, verbose=0)
    assert not are_close(numbers(model.trainable_variables), before)
    assert are_close(inside.initial_weights(model), before)


def test_the_start_of_a_nested_model_is_told():
    keras.utils.set_random_seed(5)
    model = network(TABLE, [keras.Sequential([Dense(4), Dense(3)]), Dense(2)])
    assert are_close(inside.initial_weights(model), numbers(model.trainable_variables))


@pytest.mark.parametrize("name", ["Dense", "Conv2D", "LSTM", "Embedding", "BatchNormalization"])
def test_slopes_are_those_of_a_gradient_tape(name):
    rows, layers = LAYERS[name]
    model = network(rows, layers())
    start = numbers(model.trainable_variables)
    with tf.GradientTape() as tape:
        error = tf.reduce_mean((model(rows, training=False) - Y) ** 2)
    expected = [
        np.array(tf.convert_to_tensor(slope))
        for slope in tape.gradient(error, [v.value for v in model.trainable_variables])
    ]
    found = inside.slopes(model, inside.loss_function(model), [rows], Y[:, 0], start)
    assert are_close(found, expected, atol=1e-5)


def test_slopes_are_told_at_other_weights():
    model = network(TABLE, [])
    start = [np.zeros((5, 1), "float32"), np.zeros(1, "float32")]
    kernel, bias = inside.slopes(model, inside.loss_function(model), [TABLE], Y, start)
    assert np.allclose(kernel, -2 * TABLE.T @ Y / N, atol=1e-5)
    assert np.allclose(bias, -2 * Y.mean(), atol=1e-5)


def test_what_the_loss_does_not_depend_on_has_no_slope():
    inputs = keras.Input((5,))
    model = keras.Model(inputs, [Dense(1)(inputs), Dense(2)(inputs)])
    model.loss = "mse"
    start = numbers(model.trainable_variables)
    found = inside.slopes(model, inside.loss_function(model), [TABLE], Y, start)
    assert np.any(found[0]) and not np.any(found[2]) and found[2].shape == (5, 2)


LOSSES = {
    "a name": "mse",
    "a function": keras.losses.mean_squared_error,
    "an object": keras.losses.MeanSquaredError(),
    "a list": ["mse"],
    "a dictionary": {"out": "mse"},
    "an own function": lambda y, p: keras.ops.mean((y - p) ** 2, axis=-1),
}


@pytest.mark.parametrize("name", LOSSES)
def test_a_loss_is_a_number(name):
    model = keras.Sequential([keras.Input((5,)), Dense(1, name="out")])
    model.compile(loss=LOSSES[name])
    loss = inside.loss_function(model)
    p = RNG.normal(size=(N, 1)).astype("float32")
    for y in (Y, Y[:, 0]):
        assert float(loss(y, p)) == pytest.approx(np.mean((Y - p) ** 2), rel=1e-5)


@pytest.mark.parametrize("loss", [None, "no_such_loss", ["mse", "mae"], {"a": "mse", "b": "mae"}])
def test_an_unknown_loss_is_none(loss):
    model = keras.Sequential([keras.Input((5,)), Dense(1)])
    model.loss = loss
    assert inside.loss_function(model) is None


def test_a_model_is_asked_as_predict_asks_it():
    model = network(TABLE, [Dense(4), BatchNormalization(), Dropout(0.5)])
    many = np.tile(TABLE, (50, 1))
    expected = np.array(model(many, training=False))
    assert np.allclose(inside.ask(model, [many]), expected, atol=1e-6)


def test_each_layers_outputs_are_told():
    first, second = Dense(4, activation="relu"), Dense(3, activation="tanh")
    model = network(TABLE, [first, second])
    found = inside.layer_outputs(model, [TABLE])
    assert [layer for layer, _ in found] == model.layers
    hidden = np.array(first(TABLE))
    assert np.allclose(found[0][1], hidden, atol=1e-6)
    assert np.allclose(found[1][1], np.array(second(hidden)), atol=1e-6)


def test_looking_leaves_no_trace():
    model = network(TABLE, [Dense(4), BatchNormalization(), Dropout(0.5)])

    def trace():
        of_layers = [
            ({k: id(v) for k, v in vars(layer).items()}, len(layer._inbound_nodes))
            for layer in model._flatten_layers()
        ]
        return of_layers, [values.tolist() for values in numbers(model.variables)]

    before, start = trace(), numbers(model.trainable_variables)
    inside.ask(model, [TABLE])
    inside.layer_outputs(model, [TABLE])
    inside.initial_weights(model)
    inside.slopes(model, inside.loss_function(model), [TABLE], Y, start)
    assert trace() == before


def test_random_numbers_go_on_as_they_would():
    random.seed(5), np.random.seed(5)
    expected = random.random(), np.random.rand()
    random.seed(5), np.random.seed(5)
    with pytest.raises(ZeroDivisionError), inside.same_random_state():
        random.random(), np.random.rand()
        raise ZeroDivisionError
    assert (random.random(), np.random.rand()) == expected
