"""Starts are what Keras makes of a seed; narrow ones lie in the corner of wide ones."""

import keras
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from keras import layers

from course_utils.errors import CourseError
from course_utils.training.starts import build_model, corner, pad, read_start
from tests.training.fits import dense, normalized


def test_equal_to_keras_after_the_seed():
    keras.utils.set_random_seed(7)
    expected = normalized()
    start = read_start(build_model(normalized, 7))
    for ours, kept in zip(start.weights, expected.get_weights(), strict=True):
        np.testing.assert_array_equal(ours, kept)
    dropouts = [layer for layer in expected.layers if isinstance(layer, layers.Dropout)]
    assert start.seeds == [int(layer.seed_generator.state.numpy()[0]) for layer in dropouts]
    assert start.rates == [0.3, 0.2]
    assert start.row_shapes == [(8,), (16,)]


def test_width_is_handed_on():
    assert read_start(build_model(dense, 1, width=5)).weights[0].shape == (3, 5)


def without_width():
    return dense()


def without_input(width=4):
    return keras.Sequential([layers.Dense(width)])


@pytest.mark.parametrize(
    ("build", "width", "message"),
    [
        (without_width, 4, "takes a width, because a width is given; found without_width()"),
        (without_input, None, "found Sequential without weights. Begin the model with keras.Input"),
        (lambda: None, None, "found NoneType. Begin the model"),
        (3, None, "a function that builds a Keras model, found int"),
    ],
)
def test_a_wrong_build_is_told_what_it_should_be(build, width, message):
    with pytest.raises(CourseError) as caught:
        build_model(build, 1, width)
    assert message in str(caught.value)


def test_a_model_in_place_of_a_function():
    with pytest.raises(CourseError, match="found Sequential. Write `def build"):
        build_model(dense(), 1)


@given(small=st.lists(st.integers(1, 4), min_size=1, max_size=3), more=st.integers(0, 3))
def test_padding_keeps_the_corner_and_nothing_else(small, more):
    array = np.random.default_rng(0).normal(size=small)
    shape = tuple(n + more for n in small)
    padded, mask = pad(array, shape), corner(small, shape)
    assert padded.shape == mask.shape == shape
    np.testing.assert_array_equal(padded[mask], array.ravel())
    assert not padded[~mask].any()
