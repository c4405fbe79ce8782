"""Convolution and pooling: worked out by hand, and as Keras does them."""

from itertools import product

import keras
import numpy as np
import pytest

from course_utils.networks.convolution import convolve, pool, same_padding, windows

ROW = np.array([1.0, 2, 3, 4]).reshape(1, 4, 1)
DIFFERENCE = np.array([-1.0, 1]).reshape(2, 1, 1)
IMAGES = np.random.default_rng(1).normal(size=(3, 7, 6, 2))
KERNEL = np.random.default_rng(2).normal(size=(3, 2, 2, 4))


@pytest.mark.parametrize(
    ("settings", "wanted"),
    [
        ({}, [1, 1, 1]),
        ({"strides": (2,)}, [1, 1]),
        ({"dilation": (2,)}, [2, 2]),
        ({"padding": "same"}, [1, 1, 1, -4]),
        ({"padding": "causal"}, [1, 1, 1, 1]),
    ],
)
def test_differences_of_neighbours(settings, wanted):
    assert convolve(ROW, DIFFERENCE, **settings).ravel().tolist() == wanted


@pytest.mark.parametrize(("how", "wanted"), [("max", [2, 4]), ("average", [1.5, 3.5])])
def test_pooling(how, wanted):
    assert pool(ROW, (2,), how).ravel().tolist() == wanted


def test_padding_does_not_count():
    assert pool(-ROW, (3,), "average", padding="same").ravel().tolist() == [-1.5, -3.5]
    assert pool(-ROW, (3,), "max", padding="same").ravel().tolist() == [-1, -3]


@pytest.mark.parametrize(("stride", "padding"), list(product([1, 2, 3], ["valid", "same"])))
def test_a_convolution_of_images_is_that_of_keras(stride, padding):
    wanted = keras.ops.conv(IMAGES, KERNEL, strides=stride, padding=padding)
    found = convolve(IMAGES, KERNEL, (stride, stride), padding)
    np.testing.assert_allclose(found, wanted, atol=1e-5)


@pytest.mark.parametrize(
    ("how", "stride", "padding"), list(product(["max", "average"], [1, 2], ["valid", "same"]))
)
def test_a_pooling_of_images_is_that_of_keras(how, stride, padding):
    pooled = {"max": keras.ops.max_pool, "average": keras.ops.average_pool}[how]
    wanted = pooled(IMAGES, 3, strides=stride, padding=padding)
    found = pool(IMAGES, (3, 3), how, (stride, stride), padding)
    np.testing.assert_allclose(found, wanted, atol=1e-5)


def test_a_window_that_does_not_fit_is_refused():
    with pytest.raises(ValueError, match="window shape"):
        convolve(IMAGES[:, :2], KERNEL)


def test_windows_are_a_view():
    assert np.shares_memory(windows(IMAGES, (3, 3), (1, 1)), IMAGES)


@pytest.mark.parametrize(
    ("length", "window", "stride", "wanted"),
    [(8, 3, 1, (1, 1)), (8, 3, 2, (0, 1)), (8, 2, 2, (0, 0))],
)
def test_same_padding_puts_the_odd_one_at_the_end(length, window, stride, wanted):
    assert same_padding(length, window, stride) == wanted
