"""An optimizer of one's own is named after the steps it takes."""

import keras
import pytest

from course_utils.exercises.capture.compiling import capture_optimizer

ops = keras.ops


class Mine(keras.optimizers.Adam):
    """Keras' own, with another usual rate."""

    def __init__(self):
        super().__init__(learning_rate=0.01)


class Downhill(keras.optimizers.Optimizer):
    """Plain descent, written by hand."""

    def update_step(self, gradient, variable, learning_rate):
        rate = ops.cast(learning_rate, variable.dtype)
        self.assign_sub(variable, ops.multiply(gradient, rate))


class Uphill(Downhill):
    def update_step(self, gradient, variable, learning_rate):
        super().update_step(-gradient, variable, learning_rate)


class Adam(Uphill):
    """The name of Keras' own, and nothing else of it."""


class Broken(keras.optimizers.Adam):
    def update_step(self, gradient, variable, learning_rate):
        raise ValueError


@pytest.mark.parametrize(
    ("optimizer", "name", "rate"),
    [
        (Mine(), "adam", 0.01),
        (Downhill(learning_rate=0.1), "sgd", 0.1),
    ],
)
def test_the_same_steps(optimizer, name, rate):
    record = capture_optimizer(optimizer)
    assert (record.name, record.settings["learning_rate"]) == (name, pytest.approx(rate))
    assert "own" not in record.settings
    assert not optimizer.built


@pytest.mark.parametrize("optimizer", [Uphill(0.1), Adam(0.1), Broken()])
def test_other_steps_or_none(optimizer):
    assert capture_optimizer(optimizer).settings["own"]
