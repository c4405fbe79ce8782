"""A call of `MultiHeadAttention` in every spelling: its tensors, its mask, its numbers."""

import keras
import numpy as np
import pytest
from keras import layers

from course_utils.exercises.capture import capture
from course_utils.exercises.forward import predict

TOKENS = np.array([[1, 2, 3, 0, 0, 0, 0], [4, 5, 6, 7, 2, 1, 0]])
TRIANGLE = np.tril(np.ones((7, 7), bool))


def model_of(call, mask_zero=False, key_dim=4, **settings):
    keras.utils.set_random_seed(1)
    inputs = keras.Input((7,))
    x = layers.Embedding(8, 6, mask_zero=mask_zero, embeddings_initializer="normal")(inputs)
    look = layers.MultiHeadAttention(2, key_dim, bias_initializer="normal", **settings)
    return keras.Model(inputs, call(look, x, layers.Dense(6)(x)))


FOLLOWED = {
    "by place": (lambda look, x, z: look(x, x), {}, False),
    "by name": (lambda look, x, z: look(key=z, query=x, value=x), {}, False),
    "a key of its own": (lambda look, x, z: look(x, z, x), {}, False),
    "causal": (lambda look, x, z: look(x, x, use_causal_mask=True), {}, True),
    "not causal, said so": (lambda look, x, z: look(x, z, use_causal_mask=False), {}, False),
    "other lengths, no bias": (
        lambda look, x, z: look(x, x, use_causal_mask=True),
        {"value_dim": 3, "output_shape": 5, "use_bias": False, "dropout": 0.5},
        True,
    ),
}
ASKED = {
    "a mask of the learner's": (lambda look, x, z: look(x, x, attention_mask=TRIANGLE), {}),
    "a mask of the embedding": (lambda look, x, z: look(x, x), {"mask_zero": True}),
    "one result of two": (
        lambda look, x, z: look(x, x, return_attention_scores=True)[0] + 1,
        {},
    ),
    "a gate": (lambda look, x, z: look(x, x), {"use_gate": True}),
}


def attention_of(record):
    return next(step for step in record.operations if step.kind == "multi_head_attention")


@pytest.mark.parametrize("name", FOLLOWED)
def test_numpy_gives_what_keras_gives(name):
    call, settings, causal = FOLLOWED[name]
    model = model_of(call, **settings)
    record = capture(model)
    assert record.ask is None
    assert attention_of(record).settings["use_causal_mask"] is causal
    np.testing.assert_allclose(predict(record, TOKENS), model(TOKENS), atol=1e-5)


@pytest.mark.parametrize("name", ASKED)
def test_what_numpy_does_not_know_is_asked(name):
    call, settings = ASKED[name]
    model = model_of(call, **settings)
    record = capture(model)
    assert record.ask is not None
    np.testing.assert_allclose(predict(record, TOKENS), model(TOKENS), atol=1e-5)


def test_each_of_its_weights_has_a_name():
    weights = attention_of(capture(model_of(lambda look, x, z: look(x, x)))).weights
    parts = ["query", "key", "value", "attention_output"]
    assert list(weights) == [f"{part}_{kind}" for part in parts for kind in ("kernel", "bias")]
    assert weights["query_kernel"].shape == (6, 2, 4)


def test_a_block_in_a_block_is_followed():
    inner = model_of(lambda look, x, z: look(x, x, use_causal_mask=True))
    outer = keras.Sequential([keras.Input((7,)), inner, layers.LayerNormalization()])
    record = capture(outer)
    assert record.ask is None
    np.testing.assert_allclose(predict(record, TOKENS), outer(TOKENS), atol=1e-5)


def test_a_bidirectional_layer_keeps_the_weights_of_both_ways():
    model = keras.Sequential([keras.Input((7, 2)), layers.Bidirectional(layers.GRU(3))])
    assert len(capture(model).operations[0].weights) == 6
