"""Windows by NumPy, recurrent layers by Keras."""

import keras
import numpy as np
import pytest

from tests.drills.draws import names_of, prove


def pairs(values, length):
    windows = np.lib.stride_tricks.sliding_window_view(np.arange(values), length + 1)
    return len(windows)


def parameters(units, inputs, kind):
    layer = getattr(keras.layers, kind)(units)
    layer.build((None, 7, inputs))
    return layer.count_params()


def left(weight, steps):
    state = 1.0
    for _ in range(steps):
        state = weight * state
    return state


SLOW = {
    "windows_of_series": pairs,
    "parameters_of_recurrent_layer": parameters,
    "left_after_steps": left,
}


@pytest.mark.parametrize("name", SLOW)
def test_the_right_answer_is_right_in_keras(name):
    prove(15, name, SLOW[name], count=5)


def test_every_family_is_proved():
    assert names_of(15) == {*SLOW}
