"""Recurrent steps in NumPy, on numbers that can be worked out by hand."""

import numpy as np

from course_utils.exercises.records import Operation
from course_utils.exercises.recurrent import simple_rnn

STEP = Operation(
    "simple_rnn",
    {"activation": "linear"},
    {"kernel": np.array([[1.0]]), "recurrent_kernel": np.array([[0.5]]), "bias": np.array([0.0])},
)
X = np.array([[[1.0], [1.0], [1.0]]])


def test_the_state_remembers_half():
    assert simple_rnn(STEP, X) == 1 + 0.5 * (1 + 0.5 * 1)


def test_every_state():
    step = Operation("simple_rnn", {**STEP.settings, "return_sequences": True}, STEP.weights)
    assert simple_rnn(step, X).ravel().tolist() == [1, 1.5, 1.75]


def test_backwards():
    step = Operation("simple_rnn", {**STEP.settings, "go_backwards": True}, STEP.weights)
    assert simple_rnn(step, np.array([[[4.0], [2.0], [0.0]]])) == 4 + 0.5 * 2
