"""A neuron, by Keras, NumPy's least squares and scikit-learn's metrics."""

import keras
import numpy as np
import pytest
from sklearn.metrics import mean_absolute_error

from tests.drills.draws import names_of, prove


def parameters(inputs):
    return keras.Sequential([keras.Input((inputs,)), keras.layers.Dense(1)]).count_params()


def fitted_slope(points):
    x, y = np.transpose(points)
    return np.polyfit(x, y, 1)[0]


TRUTHS = {
    "neuron_output": lambda w, x, b: np.dot(w, x) + b,
    "growth_along_line": lambda w, b, step: np.diff(np.polyval([w, b], [7, 7 + step]))[0],
    "weight_from_two_points": fitted_slope,
    "bias_of_line": lambda w, x, y: np.linalg.solve([[1.0]], [y - w * x])[0],
    "mean_absolute_error": lambda targets, predictions: mean_absolute_error(targets, predictions),
    "shape_for_input": lambda columns: str(np.ones((5, columns))[0, :-1].shape),
}
SLOW = {"parameters_of_neuron": parameters}


@pytest.mark.parametrize("name", TRUTHS)
def test_the_right_answer_is_right(name):
    prove(1, name, TRUTHS[name])


@pytest.mark.parametrize("name", SLOW)
def test_the_right_answer_is_right_in_keras(name):
    prove(1, name, SLOW[name], count=2)


def test_every_family_is_proved():
    assert names_of(1) == {*TRUTHS, *SLOW}
