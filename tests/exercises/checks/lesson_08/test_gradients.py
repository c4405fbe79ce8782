"""The share of the gradient that the first layer of ten gets, and wrong ratios."""

import keras
import numpy as np
import pytest
from keras.layers import Dense

from course_utils.exercises.capture import capture
from course_utils.exercises.checks.lesson_08.concrete import N_TRAIN, kernel_slopes, rows
from course_utils.exercises.checks.lesson_08.gradients import expect_ratio
from course_utils.exercises.records import NumberRecord
from course_utils.exercises.verdicts import verdict_of

X, Y = (part[:N_TRAIN] for part in rows())


@pytest.fixture(scope="module")
def fresh():
    keras.utils.set_random_seed(1)
    hidden = [Dense(32, activation="sigmoid") for _ in range(10)]
    return capture(keras.Sequential([keras.Input((8,)), *hidden, Dense(1)]))


@pytest.fixture(scope="module")
def right(fresh):
    slopes = kernel_slopes(fresh, X, Y)
    return np.abs(slopes[0]).mean() / np.abs(slopes[9]).mean()


def failed(ratio, fresh, inputs=X, targets=Y[:, 0]):
    verdict = verdict_of("8.7", expect_ratio(NumberRecord(ratio), fresh, inputs, targets))
    return verdict.failed


def test_the_ratio_of_the_mean_sizes_is_right(fresh, right):
    assert not failed(right, fresh) and not failed(right, fresh, targets=Y)
    assert right < 1e-3


@pytest.mark.parametrize(
    "change, mistake",
    [
        (lambda ratio: 1 / ratio, "turned-around"),
        (lambda ratio: ratio / 4, "sum-for-mean"),
        (lambda ratio: ratio + 1, ""),
    ],
)
def test_a_wrong_ratio_is_named(fresh, right, change, mistake):
    (finding,) = failed(change(right), fresh)
    assert finding.mistake == mistake


def test_what_was_handed_out_must_be_as_it_was(fresh, right):
    (rows_gone,) = failed(right, fresh, inputs=X[:10])
    assert rows_gone.next_step == (
        "Run the cells of this section again, then yours, then this one."
    )
    flat = capture(keras.Sequential([keras.Input((8,)), Dense(1)]))
    (another,) = failed(right, flat)
    assert another.where == "`fresh`" and another.next_step.startswith("Run that cell again")
