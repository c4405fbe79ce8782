"""Outputs by NumPy, slopes by nudging."""

import numpy as np
import pytest

from tests.drills.draws import names_of, prove


def nudged(loss, at, nudge=1e-6):
    """The slope of a loss at a place: a small step to both sides."""
    return (loss(at + nudge) - loss(at - nudge)) / (2 * nudge)


def forward(x, hidden, output):
    w, b = hidden
    v, c = output
    return float(np.array([np.maximum(w * x + b, 0), 1]) @ [v, c])


TRUTHS = {
    "forward_through_two_units": forward,
    "slope_at_prediction": lambda prediction, target: nudged(
        lambda p: (p - target) ** 2, prediction
    ),
    "slope_of_weight": lambda slope, x, w: nudged(lambda one: slope * (one * x + 1), w),
    "slope_through_relu": lambda z, slope, v: nudged(lambda one: slope * v * np.maximum(one, 0), z),
    "slope_over_two_ways": lambda weights, slopes: nudged(
        lambda h: np.dot(slopes, np.multiply(weights, h)), 1.0
    ),
}


@pytest.mark.parametrize("name", TRUTHS)
def test_answer_is_what_a_nudge_finds(name):
    prove(7, name, TRUTHS[name])


def test_every_family_is_proved():
    assert names_of(7) == set(TRUTHS)
