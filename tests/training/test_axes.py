"""Sequences become axes, and impossible settings are told what they should be."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_utils.errors import CourseError
from course_utils.training.axes import find_axes


def test_only_sequences_are_axes():
    axes = find_axes(learning_rate=[0.1, 0.2], batch_size=8, width=None, seed=(1,))
    assert axes.names == ("learning_rate", "seed")
    assert axes.shape == (2, 1)
    assert axes.values == {
        "learning_rate": (0.1, 0.2),
        "batch_size": (8,),
        "width": (None,),
        "seed": (1,),
    }


@pytest.mark.parametrize(
    "values", [[1, 2, 3], range(1, 4), np.arange(1, 4), np.array([1.0, 2.0, 3.0])]
)
def test_any_sequence_of_whole_numbers_will_do(values):
    found = find_axes(seed=values).values["seed"]
    assert found == (1, 2, 3)
    assert all(type(seed) is int for seed in found)


@given(sizes=st.lists(st.integers(1, 4), min_size=2, max_size=2))
def test_runs_are_in_the_order_of_the_flattened_grid(sizes):
    rates = [0.1 * (i + 1) for i in range(sizes[0])]
    axes = find_axes(learning_rate=rates, seed=range(sizes[1]))
    assert axes.n_runs == sizes[0] * sizes[1]
    grid = np.reshape(axes.runs("seed"), axes.shape)
    assert (grid == np.arange(sizes[1])).all()
    assert np.reshape(axes.runs("learning_rate"), axes.shape)[:, 0].tolist() == rates


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"seed": []}, "at least one value of seed, found an empty sequence"),
        ({"learning_rate": -0.1}, "learning_rate to be a number above 0, found -0.1"),
        ({"learning_rate": [0.1, 0]}, "learning_rate to be a number above 0, found 0"),
        ({"learning_rate": float("nan")}, "found nan"),
        ({"learning_rate": "fast"}, "found 'fast'"),
        ({"batch_size": 0}, "batch_size to be a whole number from 1 up, found 0"),
        ({"batch_size": 2.5}, "found 2.5"),
        ({"batch_size": True}, "found True"),
        ({"batch_size": [[1, 2], [3, 4]]}, "batch_size to be a whole number"),
        ({"width": [4, -4]}, "width to be a whole number from 1 up, found -4"),
        ({"l2": -1}, "l2 to be a number from 0 up, found -1"),
        ({"dropout": 30}, "dropout to be a share from 0 up to, not including, 1, found 30"),
        ({"seed": -1}, "seed to be a whole number from 0 up, found -1"),
        ({"n_examples": 0}, "n_examples to be a whole number from 1 up, found 0"),
    ],
)
def test_impossible_settings_say_what_is_possible(settings, message):
    with pytest.raises(CourseError) as caught:
        find_axes(**settings)
    assert message in str(caught.value)
    assert "Give " in str(caught.value)
