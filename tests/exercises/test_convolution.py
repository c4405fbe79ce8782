"""Convolution and pooling in NumPy, on numbers that can be worked out by hand."""

import numpy as np
import pytest

from course_utils.exercises.convolution import convolve, pool
from course_utils.exercises.records import Operation

ROW = np.array([1.0, 2, 3, 4]).reshape(1, 4, 1)


def difference(**settings):
    kernel = np.array([-1.0, 1]).reshape(2, 1, 1)
    return Operation("conv1d", {"strides": (1,), **settings}, {"kernel": kernel})


@pytest.mark.parametrize(
    ("settings", "wanted"),
    [
        ({}, [1, 1, 1]),
        ({"strides": (2,)}, [1, 1]),
        ({"dilation_rate": (2,)}, [2, 2]),
        ({"padding": "same"}, [1, 1, 1, -4]),
        ({"padding": "causal"}, [1, 1, 1, 1]),
    ],
)
def test_differences_of_neighbours(settings, wanted):
    assert convolve(difference(**settings), ROW).ravel().tolist() == wanted


@pytest.mark.parametrize(("kind", "wanted"), [("max", [2, 4]), ("average", [1.5, 3.5])])
def test_pooling(kind, wanted):
    step = Operation(f"{kind}_pooling1d", {"pool_size": (2,)})
    assert pool(step, ROW).ravel().tolist() == wanted


def test_padding_does_not_count():
    step = Operation("average_pooling1d", {"pool_size": (3,), "padding": "same"})
    assert pool(step, -ROW).ravel().tolist() == [-1.5, -3.5]
