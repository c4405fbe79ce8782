"""Batches, steps and losses, counted and followed step by step."""

import keras
import numpy as np
import pytest
from sklearn.metrics import mean_squared_error
from sklearn.preprocessing import StandardScaler

from tests.drills.draws import names_of, prove


def batches(rows, batch):
    return np.array_split(np.arange(rows), range(batch, rows, batch))


def keras_step(w, slope, rate):
    weight = keras.Variable(float(w))
    keras.optimizers.SGD(rate).apply([keras.ops.convert_to_tensor(float(slope))], [weight])
    return float(weight)


def numeric_step(low, w, rate):
    def loss(w):
        return (w - low) ** 2

    return w - rate * (loss(w + 1e-3) - loss(w - 1e-3)) / 2e-3


def followed(curvature, rate, fate):
    """What w does in five steps, in the words of the option."""
    places = [1.0]
    for _ in range(5):
        places.append(places[-1] - rate * curvature * places[-1])
    nearer = abs(places[-1]) < 1
    across = places[1] < 0
    if not across:
        return "It comes nearer from one side"
    return (
        "It jumps across, and still comes nearer"
        if nearer
        else "It jumps across, and further away each time"
    )


def best_constant(values, loss):
    grid = np.arange(0, 100, 0.2)[:, None]
    errors = np.abs(np.array(values) - grid) ** (2 if loss == "MSE" else 1)
    return grid[errors.mean(axis=1).argmin(), 0]


def spread(batch, larger, spread):
    """The spread of means, measured on many batches and compared with what the drill says."""
    rows = np.random.default_rng(0).normal(size=(40_000, 1)).ravel()
    small, large = (
        np.std(rows[: len(rows) // size * size].reshape(-1, size).mean(axis=1))
        for size in (1, larger // batch)
    )
    return spread / round(small / large)


def standardized(mean, deviation, value):
    scaler = StandardScaler().fit([[mean - deviation], [mean + deviation]])
    return scaler.transform([[value]])[0, 0]


TRUTHS = {
    "iterations": lambda rows, batch: len(batches(rows, batch)),
    "rows_of_last_batch": lambda rows, batch: len(batches(rows, batch)[-1]),
    "steps_of_training": lambda rows, batch, epochs: sum(
        len(batches(rows, batch)) for _ in range(epochs)
    ),
    "step_in_a_bowl": numeric_step,
    "fate_of_descent": followed,
    "mean_of_squares": lambda errors: mean_squared_error(np.zeros(3), errors),
    "best_constant": best_constant,
    "spread_of_batches": spread,
    "standardized_value": standardized,
}
SLOW = {"step_against_slope": keras_step}


@pytest.mark.parametrize("name", TRUTHS)
def test_the_right_answer_is_right(name):
    prove(3, name, TRUTHS[name])


@pytest.mark.parametrize("name", SLOW)
def test_the_right_answer_is_right_in_keras(name):
    prove(3, name, SLOW[name], count=5)


def test_every_family_is_proved():
    assert names_of(3) == {*TRUTHS, *SLOW}
