"""A loss of one's own is named after what it does."""

import keras
import pytest

from course_utils.exercises.capture.own_losses import known_as

ops = keras.ops


class Squares(keras.losses.Loss):
    def call(self, y, p):
        return ops.mean((y - p) ** 2, axis=-1)


@pytest.mark.parametrize(
    ("loss", "name"),
    [
        (lambda y, p: ops.mean(ops.abs(y - p)), "mean_absolute_error"),
        (lambda y, p: ops.abs(y - p), "mean_absolute_error"),
        (Squares(), "mean_squared_error"),
        (
            lambda y, p: -ops.mean(y * ops.log(p) + (1 - y) * ops.log(1 - p), axis=-1),
            "binary_crossentropy",
        ),
    ],
)
def test_the_same_numbers(loss, name):
    assert known_as(loss) == name


@pytest.mark.parametrize(
    "loss",
    [
        lambda y, p: ops.mean(y - p),
        lambda y, p: ops.sum(ops.abs(y - p)),
        lambda y, p: 1 / 0,
        lambda y, p: "what?",
    ],
)
def test_other_numbers_or_none(loss):
    assert known_as(loss) is None
