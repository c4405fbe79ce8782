"""Slopes by nudging the functions themselves."""

import numpy as np
import pytest

from tests.drills.draws import names_of, prove


def slope(of, at, nudge=1e-6):
    return (of(at + nudge) - of(at - nudge)) / (2 * nudge)


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def slope_after_sigmoids(layers, start):
    """Each sigmoid where it is steepest."""
    for _ in range(layers):
        start *= slope(sigmoid, 0.0)
    return start


TRUTHS = {
    "slope_of_sigmoid": lambda s: slope(sigmoid, np.log(s / (1 - s))),
    "slope_of_tanh": lambda t: slope(np.tanh, np.arctanh(t)),
    "slope_after_sigmoids": slope_after_sigmoids,
    "leaky_output": lambda z, slope: np.maximum(z, 0) + slope * np.minimum(z, 0),
    "rows_that_teach": lambda sums: sum(slope(lambda z: np.maximum(z, 0), np.array(sums, float))),
}


@pytest.mark.parametrize("name", TRUTHS)
def test_answer_is_what_a_nudge_finds(name):
    prove(8, name, TRUTHS[name])


def test_every_family_is_proved():
    assert names_of(8) == set(TRUTHS)
