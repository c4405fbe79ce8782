"""Which grids the small engine trains: those it can, and those it trains soon."""

import keras
import numpy as np
import pytest
from keras import layers

from course_utils.training.axes import find_axes
from course_utils.training.recipe import Recipe
from course_utils.training.rows import check_rows
from course_utils.training.small_choice import fits_small_engine
from course_utils.training.training import Training
from tests.training.fits import dense, normalized, rows

SINGLE = {"width": None, "l2": 0.0, "dropout": None, "seed": 1, "n_examples": None, "targets": None}


def chosen(build=dense, data=None, epochs=5, optimizer="sgd", loss="mse", metrics=(), **settings):
    axes = find_axes(**{"learning_rate": 0.1, "batch_size": 8, **SINGLE, **settings})
    recipe = Recipe(loss, optimizer, epochs, metrics, (epochs,), False)
    return fits_small_engine(Training(build, check_rows(data or rows(16)), axes, recipe)._task)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"build": normalized, "optimizer": "adam"},
        {"optimizer": "rmsprop", "loss": "mae", "metrics": ("mse", "accuracy")},
        {"learning_rate": np.geomspace(0.001, 0.1, 25), "epochs": 50},
    ],
)
def test_small_ones(changes):
    assert chosen(**changes)


def of(*hidden, **output):
    return lambda: keras.Sequential([keras.Input((3,)), *hidden, layers.Dense(1, **output)])


def relu(x):
    """Of the same name as Keras' own, and another function."""
    return x**2


def functional():
    inputs = keras.Input((3,))
    return keras.Model(inputs, layers.Dense(1)(inputs))


@pytest.mark.parametrize(
    "changes",
    [
        {"loss": keras.losses.Huber()},
        {"loss": keras.losses.BinaryCrossentropy(label_smoothing=0.1, from_logits=True)},
        {"loss": "binary_crossentropy"},  # of what is no probability
        {"metrics": ("binary_crossentropy",)},
        {"build": functional},
        {"build": of(layers.Dense(4, activation=relu))},
        {"build": of(layers.Dense(4, activation="softmax"))},
        {"build": of(layers.ReLU(max_value=1.0))},
        {"build": of(layers.Dense(4, trainable=False))},
        {"build": of(layers.BatchNormalization(scale=False))},
        {"build": of(layers.Dense(4, kernel_regularizer="l1"))},
        {"epochs": 100_000},
        {"build": of(layers.Dense(2000), layers.Dense(2000)), "epochs": 500},
    ],
)
def test_others(changes):
    assert not chosen(**changes)
