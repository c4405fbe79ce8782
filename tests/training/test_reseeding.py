"""Starts that were not built equal those that were."""

import random

import keras
import numpy as np
import pytest
from keras import initializers, layers

from course_utils.training.reseeding import read_starts
from course_utils.training.starts import build_model, read_start
from tests.training.fits import dense, normalized


def every_kind():
    return keras.Sequential(
        [
            keras.Input((4, 4, 1)),
            layers.Conv2D(2, 3, kernel_initializer="he_normal"),
            layers.PReLU(alpha_initializer="uniform"),
            layers.Flatten(),
            layers.Dense(3, kernel_initializer=initializers.RandomNormal(stddev=2.0, seed=5)),
            layers.Dropout(0.2, seed=7),
            layers.Dropout(0.0),
            layers.Dense(1, bias_initializer="random_normal"),
        ]
    )


def out_of_order():
    """The last layer is made first."""
    output = layers.Dense(1)
    return keras.Sequential([keras.Input((3,)), layers.Dense(4), output])


def with_weights_of_its_own():
    """Draws from random numbers that are not Keras'."""
    model = dense()
    model.set_weights([np.full(w.shape, random.random()) for w in model.get_weights()])
    return model


@pytest.mark.parametrize(
    "build", [dense, normalized, every_kind, out_of_order, with_weights_of_its_own]
)
def test_equal_to_building_each(build):
    starts = read_starts(build, build_model(build, 3), [3, 8, 5])
    assert list(starts) == [3, 8, 5]
    for seed, start in starts.items():
        expected = read_start(build_model(build, seed))
        assert start.seeds == expected.seeds
        for ours, kept in zip(start.weights, expected.weights, strict=True):
            np.testing.assert_array_equal(ours, kept)


def counting(build):
    def counted():
        counted.calls += 1
        return build()

    counted.calls = 0
    return counted


def test_one_more_model_is_built_to_compare():
    build = counting(normalized)
    read_starts(build, build_model(build, 1), range(1, 11))
    assert build.calls == 2


def test_all_are_built_where_drawing_differs():
    build = counting(with_weights_of_its_own)
    read_starts(build, build_model(build, 1), range(1, 5))
    assert build.calls == 4
