"""Losses, slopes and metrics are those of Keras."""

import keras
import numpy as np
import pytest
import tensorflow as tf

from course_utils.networks.activations import ACTIVATIONS
from course_utils.networks.losses import LOSSES, METRICS

RNG = np.random.default_rng(0)
OUTPUTS = RNG.normal(size=(5, 3)).astype("float32") * 3
TARGETS = {
    "mean_squared_error": RNG.normal(size=(5, 3)),
    "mean_absolute_error": RNG.normal(size=(5, 3)),
    "binary_crossentropy": RNG.integers(0, 2, size=(5, 3)),
    "categorical_crossentropy": np.eye(3)[[0, 2, 1, 1, 0]],
    "sparse_categorical_crossentropy": np.array([[0], [2], [1], [1], [0]]),
}
OUTLETS = {"binary_crossentropy": "sigmoid", "categorical_crossentropy": "softmax"}
OUTLETS |= {"sparse_categorical_crossentropy": "softmax"}


@pytest.mark.parametrize("name", LOSSES)
@pytest.mark.parametrize("size", [1.0, 100.0], ids=["moderate", "extreme"])
def test_losses_and_slopes(name, size):
    outputs, y = tf.constant(OUTPUTS * size), TARGETS[name].astype("float32")
    settings = {"from_logits": True} if name in OUTLETS else {}
    with tf.GradientTape() as tape:
        tape.watch(outputs)
        rows = getattr(keras.losses, name)(y, outputs, **settings)
        loss = tf.reduce_mean(rows)
    ours = LOSSES[name]
    np.testing.assert_allclose(ours.by_row(y, outputs.numpy()), rows, rtol=1e-5, atol=1e-6)
    slopes = tape.gradient(loss, outputs)
    np.testing.assert_allclose(ours.slopes(y, outputs.numpy()), slopes, rtol=1e-4, atol=1e-6)


@pytest.mark.parametrize("name", METRICS)
def test_metrics(name):
    kind = next((loss for loss in OUTLETS if loss[:6] == name[:6]), "mean_squared_error")
    y = TARGETS[kind].astype("float32")
    outputs = ACTIVATIONS[OUTLETS.get(kind, "linear")](OUTPUTS)
    wanted = np.reshape(getattr(keras.metrics, name)(y, outputs), (5, -1)).mean(axis=1)
    ours = METRICS[name](y, outputs)
    np.testing.assert_allclose(ours, wanted, rtol=1e-6)
    assert ours.shape == (5,)
