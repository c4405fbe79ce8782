"""Dropout and batch normalization, by Keras' own layers."""

import keras
import numpy as np
import pytest

from tests.drills.draws import names_of, prove


def dropped(rate, units):
    """The share of zeros among very many, of those in the question."""
    out = keras.layers.Dropout(rate, seed=0)(np.ones((1, 400_000)), training=True)
    return round(float(np.mean(np.array(out) == 0)), 2) * units


def kept(rate, value):
    out = keras.layers.Dropout(rate, seed=0)(np.full((1, 1000), float(value)), training=True)
    return np.max(out)


def predicted(rate, value):
    return float(keras.layers.Dropout(rate)(np.full((1, 1), float(value)), training=False)[0, 0])


def summed(units, kept, value):
    """The mean over many masks."""
    layer = keras.layers.Dropout(1 - kept / units, seed=0)
    out = layer(np.full((40_000, units), float(value)), training=True)
    return round(float(np.mean(np.sum(out, axis=1))) / value) * value


def normalized(mean, deviation, value, gamma, beta):
    layer = keras.layers.BatchNormalization(
        gamma_initializer=keras.initializers.Constant(gamma),
        beta_initializer=keras.initializers.Constant(beta),
        epsilon=1e-9,
    )
    low, high = mean - deviation, mean + deviation  # their mean and deviation are those asked for
    layer.build((None, 1))
    layer.moving_mean.assign([np.mean([low, high])])
    layer.moving_variance.assign([np.var([low, high])])
    return float(layer(np.array([[float(value)]]), training=False)[0, 0])


def held(units, which):
    layer = keras.layers.BatchNormalization()
    layer.build((None, units))
    weights = layer.weights if which == "does it hold in all" else layer.trainable_weights
    return sum(int(np.prod(weight.shape)) for weight in weights)


def moved(old, new, momentum):
    layer = keras.layers.BatchNormalization(momentum=momentum)
    layer.build((None, 1))
    layer.moving_mean.assign([float(old)])
    layer(np.array([[new - 1.0], [new + 1.0]]), training=True)
    return float(layer.moving_mean[0])


def alone(value, beta):
    layer = keras.layers.BatchNormalization(beta_initializer=keras.initializers.Constant(beta))
    return f"{float(layer(np.array([[float(value)]]), training=True)[0, 0]):g}"


SLOW = {
    "units_dropped": dropped,
    "scale_of_dropout": kept,
    "dropout_when_predicting": predicted,
    "sum_with_dropout": summed,
    "batch_norm_of_value": normalized,
    "parameters_of_batch_norm": held,
    "moving_mean": moved,
    "batch_of_one": alone,
    "mean_of_ensemble": lambda target, predictions: abs(np.mean(predictions) - target),
}


@pytest.mark.parametrize("name", SLOW)
def test_the_right_answer_is_right_in_keras(name):
    prove(5, name, SLOW[name], count=5)


def test_every_family_is_proved():
    assert names_of(5) == {*SLOW}
