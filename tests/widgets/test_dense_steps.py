"""A model of dense layers, written down: Keras' numbers, or a sentence that says why not."""

import keras
import numpy as np
import pytest

from course_utils.errors import CourseError
from course_utils.widgets.dense_steps import NAMES, read_dense_steps

Dense = keras.layers.Dense


def sequential(*layers, shape=(64,)):
    return keras.Sequential([keras.Input(shape), *layers])


def functional():
    inputs = keras.Input((8, 8))
    hidden = Dense(5, activation="tanh")(keras.layers.Flatten()(inputs))
    return keras.Model(inputs, Dense(10, activation="softmax")(hidden))


MODELS = {
    "one layer": lambda: sequential(Dense(10, activation="softmax")),
    "no bias": lambda: sequential(Dense(10, use_bias=False)),
    "activations as layers": lambda: sequential(
        Dense(7), keras.layers.ReLU(), Dense(10), keras.layers.Softmax()
    ),
    "dropout": lambda: sequential(Dense(9), keras.layers.Dropout(0.5), Dense(10)),
    "functional": functional,
    **{name: lambda name=name: sequential(Dense(10, activation=name)) for name in NAMES},
}


@pytest.mark.parametrize("make", MODELS.values(), ids=MODELS)
def test_the_steps_compute_what_keras_does(make):
    keras.utils.set_random_seed(1)
    model = make()
    X = np.random.default_rng(2).normal(size=(20, 64))
    steps = read_dense_steps(model, "it")
    wanted = np.array(model(X.reshape(20, *model.input_shape[1:])))
    assert np.allclose(steps.outputs(X), wanted, atol=1e-5)
    assert steps.numbers.dtype == np.float32


def skipping():
    """A model whose list of layers does not say how they are joined."""
    inputs = keras.Input((64,))
    hidden = Dense(64, activation="relu")(inputs)
    return keras.Model(inputs, Dense(10)(hidden + inputs))


class Own(keras.Model):
    """A model of one's own that does more than its layers."""

    def __init__(self):
        super().__init__()
        self.dense = Dense(10)

    def call(self, inputs):
        return 2 * self.dense(inputs)


def spoilt():
    model = sequential(Dense(10))
    model.set_weights([np.full((64, 10), np.nan), np.zeros(10)])
    return model


REFUSED = {
    "no model": (lambda: [1, 2], "expected a Keras model, found `[1, 2]`"),
    "a class": (lambda: keras.Sequential, "found the class `Sequential`"),
    "not built": (lambda: keras.Sequential([Dense(10)]), "Begin it with `keras.Input((64,))`"),
    "a model of one's own": (Own, "found one that is not built"),
    "a convolution": (
        lambda: sequential(keras.layers.Conv2D(2, 3), keras.layers.Flatten(), shape=(8, 8, 1)),
        "found a `Conv2D`. Build the model without it",
    ),
    "an unknown activation": (
        lambda: sequential(Dense(10, activation="mish")),
        "expected one of the activations linear, relu",
    ),
    "an activation of one's own": (
        lambda: sequential(Dense(10, activation=lambda x: x * x)),
        "found '<lambda>'",
    ),
    "a bent ReLU": (
        lambda: sequential(Dense(10), keras.layers.ReLU(max_value=0.1)),
        "computes something else than its layers",
    ),
    "a connection that skips": (skipping, "expected a plain stack of layers"),
    "NaN": (spoilt, "found 640 of 650 that are not"),
}


@pytest.mark.parametrize(("make", "message"), REFUSED.values(), ids=REFUSED)
def test_another_model_is_refused_with_a_sentence(make, message):
    with pytest.raises(CourseError) as caught:
        read_dense_steps(make(), "draw_digit")
    assert str(caught.value).startswith("draw_digit: expected ")
    assert message in str(caught.value)
