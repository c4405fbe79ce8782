"""One spelling for every name."""

import keras
import numpy as np
import pytest

from course_utils.exercises.capture.names import is_own, plain, settings_of, snake_case
from course_utils.exercises.records import NamedRecord


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Conv2D", "conv2d"),
        ("ReLU", "relu"),
        ("LeakyReLU", "leaky_relu"),
        ("PReLU", "prelu"),
        ("ELU", "elu"),
        ("LSTM", "lstm"),
        ("SimpleRNN", "simple_rnn"),
        ("BatchNormalization", "batch_normalization"),
        ("KLDivergence", "kl_divergence"),
        ("MaxPooling2D", "max_pooling2d"),
    ],
)
def test_snake_case(name, wanted):
    assert snake_case(name) == wanted


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        (None, None),
        ("relu", "relu"),
        ([1, (2, 3)], (1, (2, 3))),
        (np.float32(0.5), 0.5),
        (np.array([1, 2]), (1, 2)),
        ({1: [2]}, {"1": (2,)}),
        (len, "len"),
        ({"class_name": "function", "registered_name": "own"}, NamedRecord("function", "own")),
    ],
)
def test_plain(value, wanted):
    assert plain(value) == wanted


def test_a_configuration_becomes_a_record():
    found = plain(keras.saving.serialize_keras_object(keras.initializers.RandomNormal(stddev=0.1)))
    assert found == NamedRecord("initializer", "random_normal", {"mean": 0.0, "stddev": 0.1})


def test_names_types_and_seeds_are_no_settings():
    settings = settings_of(keras.layers.Dropout(0.5, name="mine", seed=3))
    assert settings["rate"] == 0.5
    assert not settings.keys() & {"name", "dtype", "seed", "trainable"}


def test_own():
    assert not is_own(keras.layers.Dense(1))
    assert is_own(type("Dense", (keras.layers.Dense,), {})(1))
