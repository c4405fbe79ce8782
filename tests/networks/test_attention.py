"""Attention: worked out by hand, and as Keras does it."""

import keras
import numpy as np

from course_utils.networks.attention import attention, attention_weights, causal_mask

RNG = np.random.default_rng(1)
QUERIES, KEYS, VALUES = (RNG.normal(size=(2, 3, 5, 4)) for _ in range(3))  # rows, heads, words


def by_keras(mask=None):
    """Keras has the heads behind the words."""
    tensors = [x.swapaxes(1, 2).astype("float32") for x in (QUERIES, KEYS, VALUES)]
    out = keras.ops.dot_product_attention(*tensors, mask=mask)
    return np.array(out).swapaxes(1, 2)


def test_two_words_by_hand():
    queries, keys = np.array([[0.0], [np.log(3)]]), np.array([[0.0], [1.0]])
    np.testing.assert_allclose(attention_weights(queries, keys), [[0.5, 0.5], [0.25, 0.75]])
    np.testing.assert_allclose(attention(queries, keys, np.array([[0.0], [8]])), [[4], [6]])


def test_as_keras_does_it():
    np.testing.assert_allclose(attention(QUERIES, KEYS, VALUES), by_keras(), atol=1e-5)


def test_masked_as_keras_does_it():
    mask = causal_mask(5)
    np.testing.assert_allclose(attention(QUERIES, KEYS, VALUES, mask), by_keras(mask), atol=1e-5)


def test_each_row_adds_up_to_one_and_sees_nothing_later():
    weights = attention_weights(QUERIES, KEYS, causal_mask(5))
    np.testing.assert_allclose(weights.sum(axis=-1), 1)
    assert not np.triu(weights, 1).any() and (np.tril(weights) > 0).sum() == 2 * 3 * 15


def test_large_scores_do_not_overflow():
    weights = attention_weights(1e3 * QUERIES, 1e3 * KEYS)
    assert np.isfinite(weights).all()


def test_the_order_of_the_words_does_not_matter():
    turned = attention(QUERIES, KEYS[:, :, ::-1], VALUES[:, :, ::-1])
    np.testing.assert_allclose(turned, attention(QUERIES, KEYS, VALUES))
