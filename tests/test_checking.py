"""`check` in a notebook: the verdict, and a line where a training went badly."""

import keras
import numpy as np
import pytest

from course_utils import check


@pytest.fixture
def rows():
    rng = np.random.default_rng(1)
    X = rng.normal(size=(40, 2))
    return X, X @ [2.0, -1.0]


def trained(X, y, rate):
    model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])
    model.compile(keras.optimizers.SGD(rate), "mse")
    return model.fit(X, y, epochs=8, verbose=0)


def test_a_training_that_went_badly_is_named_in_one_line(rows):
    history = trained(*rows, rate=1e30)
    assert "`diagnose` would say: the learning rate is too high." in check("3.4", history).message


def test_nothing_is_added_where_the_training_is_sound(rows):
    history = trained(*rows, rate=0.1)
    assert "diagnose" not in check("3.4", history).message


def test_nothing_is_added_where_nothing_was_trained():
    assert "diagnose" not in check("1.1", 3).message
