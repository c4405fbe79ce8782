"""The NumPy of the dropout explorer starts, draws and descends as Keras does."""

import keras
import numpy as np
import pytest

from course_utils.widgets.dropout_runs import (
    BATCH_SIZE,
    BATCHES,
    EPOCHS,
    SEEDS,
    UNITS,
    _draws,
    _gradients,
    _layers,
    _starts,
)

RATE = 0.4


def layers(first):
    return [
        *first,
        keras.layers.Dense(UNITS[0], activation="relu"),
        keras.layers.Dropout(RATE, seed=1),
        keras.layers.Dense(UNITS[1], activation="relu"),
        keras.layers.Dense(1),
    ]


@pytest.mark.parametrize("normalized", [False, True])
def test_starting_weights_are_those_of_keras(normalized):
    place = 4
    keras.utils.set_random_seed(SEEDS[place])
    first = [keras.layers.BatchNormalization()] if normalized else []
    model = keras.Sequential([keras.Input((8,)), *layers(first)])
    for found, wanted in zip(_starts(), model.get_weights()[4 * normalized :], strict=True):
        np.testing.assert_array_equal(found[0, place].reshape(wanted.shape), wanted)


def test_masks_are_those_of_keras():
    draws = _draws()
    assert draws.shape == (EPOCHS * BATCHES + 1, BATCH_SIZE, UNITS[0])
    layer = keras.layers.Dropout(RATE, seed=1)
    for numbers in draws[:3]:
        kept = layer(np.ones((BATCH_SIZE, UNITS[0])), training=True).numpy() > 0
        np.testing.assert_array_equal(numbers >= RATE, kept)


def test_gradients_are_the_slopes_of_the_loss():
    rng = np.random.default_rng(0)
    rows, targets = rng.normal(size=(5, 3)), rng.normal(size=5)
    mask = rng.integers(0, 2, size=(5, 4)) * 2.0
    shapes = [(1, 3), (1, 3), (3, 4), (1, 4), (4, 2), (1, 2), (2, 1), (1, 1)]
    weights = [rng.normal(size=shape) for shape in shapes]

    def loss():
        return np.abs(_layers(weights, rows, mask)[-1] - targets).mean()

    found = _layers(weights, rows, mask)
    slope = np.sign(found[-1] - targets) / len(targets)
    for weight, gradient in zip(
        weights, _gradients(weights, rows, mask, found, slope), strict=True
    ):
        assert gradient.shape == weight.shape
        for place in np.ndindex(weight.shape):
            kept, ends = weight[place], []
            for step in (1e-6, -1e-6):
                weight[place] = kept + step
                ends.append(loss())
            weight[place] = kept
            assert gradient[place] == pytest.approx((ends[0] - ends[1]) / 2e-6, abs=1e-6)
