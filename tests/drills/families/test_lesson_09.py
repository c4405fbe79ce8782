"""Softmax and its loss, by Keras."""

import keras
import numpy as np
import pytest

from tests.drills.draws import names_of, prove


def softmax(logits, place):
    return float(keras.ops.softmax(np.array(logits, "float32"))[place])


def untrained(classes):
    y = np.zeros((1, classes), "float32")
    label = np.zeros(1, "int32")
    return float(keras.losses.sparse_categorical_crossentropy(label, y, from_logits=True)[0])


def ratio(high, low):
    p = np.array(keras.ops.softmax(np.array([low, high, 0.5], "float32")))
    return p[1] / p[0]


def slope(p, true):
    """By nudging the first of two logits."""

    def loss(nudge):
        logits = np.log([p, 1 - p]) + [nudge, 0]
        return np.log(np.exp(logits).sum()) - logits[0 if true else 1]

    return (loss(1e-5) - loss(-1e-5)) / 2e-5


SLOW = {
    "softmax_of_logits": softmax,
    "loss_before_training": untrained,
    "ratio_of_two_classes": ratio,
    "slope_for_logit": slope,
}


@pytest.mark.parametrize("name", SLOW)
def test_the_right_answer_is_right_in_keras(name):
    prove(9, name, SLOW[name], count=5)


def test_every_family_is_proved():
    assert names_of(9) == {*SLOW}
