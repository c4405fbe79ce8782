"""Steps of Keras' own optimizers."""

import keras
import pytest

from tests.drills.draws import names_of, prove


def moves(optimizer, slope, steps):
    """How far the weight moves in each step."""
    weight = keras.Variable(0.0)
    places = [0.0]
    for _ in range(steps):
        optimizer.apply([keras.ops.convert_to_tensor(float(slope))], [weight])
        places.append(float(weight))
    return [b - a for a, b in zip(places, places[1:], strict=False)]


def velocity_now(velocity, slope, rate):
    # A first slope that brings the velocity to where the question begins.
    optimizer = keras.optimizers.SGD(rate, momentum=0.9)
    weight = keras.Variable(0.0)
    for push in (-velocity / rate, slope):
        before = float(weight)
        optimizer.apply([keras.ops.convert_to_tensor(float(push))], [weight])
    return float(weight) - before


def adagrad(steps, first):
    optimizer = keras.optimizers.Adagrad(first, initial_accumulator_value=0.0)
    return -moves(optimizer, 1.0, steps)[-1]


def border(curvature):
    """The largest of many rates with which y does not grow."""
    rates = [n / 10_000 for n in range(1, 10_000)]
    return max(rate for rate in rates if abs(1 - rate * curvature) <= 1 + 1e-9)


SLOW = {
    "velocity_after_step": velocity_now,
    "first_step_of_adam": lambda rate, slope: -moves(keras.optimizers.Adam(rate), slope, 1)[0],
    "later_step_of_adagrad": adagrad,
    "largest_rate": border,
}


@pytest.mark.parametrize("name", SLOW)
def test_the_right_answer_is_right_in_keras(name):
    prove(10, name, SLOW[name], count=3)


def test_every_family_is_proved():
    assert names_of(10) == {*SLOW}
