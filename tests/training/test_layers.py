"""The layers of a grid do what Keras' own do; other layers are named."""

import keras
import numpy as np
import pytest
import tensorflow as tf
from keras import layers

from course_utils.errors import CourseError
from course_utils.training.layers import (
    GridBatchNormalization,
    GridDropout,
    flat_layers,
    for_grid,
)
from tests.training.fits import normalized

X = np.random.default_rng(0).normal(2.0, size=(6, 3)).astype("float32")


def test_dropout_drops_below_the_rate_and_scales_the_rest():
    layer = GridDropout()
    assert layer(X, training=True) is not None  # nothing drawn yet: nothing dropped
    layer.rate, layer.drawn = tf.constant(0.25), tf.constant([[0.1, 0.3, 0.25]] * 6)
    dropped = layer(X, training=True).numpy()
    np.testing.assert_allclose(dropped, X / 0.75 * [0, 1, 1], rtol=1e-6)
    np.testing.assert_array_equal(layer(X, training=False), X)


def test_batch_normalization_leaves_rows_out():
    ours, theirs = GridBatchNormalization(), layers.BatchNormalization()
    ours.row_mask = tf.constant([True] * 4 + [False] * 2)
    outputs = ours(X, training=True)[:4]
    np.testing.assert_allclose(outputs, theirs(X[:4], training=True), rtol=1e-4, atol=1e-5)
    for mine, kept in zip(ours.weights, theirs.weights, strict=True):
        np.testing.assert_allclose(mine, kept, rtol=1e-5)
    ours.row_mask = None
    assert not np.allclose(ours(X, training=True)[:4], outputs, rtol=1e-2)


def test_batch_normalization_of_images_leaves_rows_out():
    images = np.random.default_rng(0).normal(size=(3, 2, 2, 1)).astype("float32")
    ours, theirs = GridBatchNormalization(), layers.BatchNormalization()
    ours.row_mask = tf.constant([True, True, False])
    np.testing.assert_allclose(
        ours(images, training=True)[:2], theirs(images[:2], training=True), rtol=1e-4, atol=1e-5
    )


def test_a_model_keeps_its_weights_in_order():
    model = normalized()
    grid = for_grid(model)
    assert [v.shape for v in grid.weights] == [v.shape for v in model.weights]
    assert len(flat_layers(grid, GridDropout)) == 2
    assert flat_layers(grid, layers.Dropout) == []
    assert [layer.row_shape for layer in flat_layers(grid, GridDropout)] == [(8,), (16,)]


def test_nested_models_are_changed_too():
    inner = keras.Sequential([keras.Input((3,)), layers.Dense(4), layers.Dropout(0.5)])
    model = keras.Sequential([keras.Input((3,)), inner, layers.Dense(1)])
    grid = for_grid(model)
    assert len(flat_layers(grid, GridDropout)) == 1
    assert flat_layers(grid, layers.Dropout) == []


class Own(layers.Layer):
    def call(self, inputs):
        return inputs


class OwnModel(keras.Model):
    def call(self, inputs):
        return inputs


@pytest.mark.parametrize(
    ("layer", "found"),
    [
        (Own(name="mine"), "Found Own ('mine')"),
        (layers.GaussianNoise(0.1, name="noise"), "Found GaussianNoise ('noise')"),
        (layers.Dense(2, kernel_constraint="non_neg", name="d"), "Found Dense with a constraint"),
        (layers.Dropout(0.1, noise_shape=(None, 1), name="d"), "Found Dropout with a noise_shape"),
        (layers.Embedding(9, 2, mask_zero=True, name="e"), "Found Embedding with mask_zero ('e')"),
        (layers.LSTM(2, recurrent_dropout=0.1), "Found LSTM with recurrent_dropout"),
        (layers.GRU(2, dropout=0.1), "Found GRU with dropout"),
    ],
)
def test_other_layers_are_named_with_what_is_supported(layer, found):
    recurrent = isinstance(layer, layers.RNN)
    model = keras.Sequential([keras.Input((3, 1) if recurrent else (3,)), layer])
    with pytest.raises(CourseError) as caught:
        for_grid(model)
    assert found in str(caught.value)
    assert "Dense, Activation, ReLU" in str(caught.value)


def test_a_model_of_a_class_of_its_own():
    with pytest.raises(CourseError, match="Found OwnModel"):
        for_grid(OwnModel())
