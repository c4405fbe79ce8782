"""Bits by SciPy, attention and its mask by Keras."""

import keras
import numpy as np
import pytest
from scipy.stats import entropy

from tests.drills.draws import names_of, prove


def bits(total):
    return entropy(np.full(total, 1 / total), base=2)


def mean_bits(bits):
    given = np.array([1 / 2**one for one in bits])
    return float(keras.losses.binary_crossentropy(np.ones(3), given)) / np.log(2)


def score(query, key):
    query, key = (np.array(row, "float64") for row in (query, key))
    return query @ key / np.sqrt(len(query))


def attended(values, score):
    """What Keras' own attention gives a query whose product with each key is the score."""
    column = np.array(values, "float32")[np.newaxis, :, np.newaxis]
    keys = np.full_like(column, score)
    query = np.ones((1, 1, 1), "float32")
    return float(np.array(keras.layers.Attention()([query, column, keys])).item())


def left(tokens):
    layer = keras.layers.Attention()
    rows = np.zeros((1, tokens, 2), "float32")
    _, weights = layer([rows, rows], use_causal_mask=True, return_attention_scores=True)
    return np.count_nonzero(np.array(weights) > 1e-6)


def weights(size, length):
    layers = [keras.layers.Dense(length, use_bias=False) for _ in "qkv"]
    for layer in layers:
        layer.build((None, size))
    return sum(layer.count_params() for layer in layers)


TRUTHS = {
    "bits_of_probability": bits,
    "bits_a_letter": mean_bits,
    "score_of_key": score,
    "equal_scores": attended,
    "pairs_left_by_mask": left,
    "parameters_of_head": weights,
}


@pytest.mark.parametrize("name", TRUTHS)
def test_the_right_answer_is_right_in_keras(name):
    prove(16, name, TRUTHS[name], count=5)


def test_every_family_is_proved():
    assert names_of(16) == {*TRUTHS}
