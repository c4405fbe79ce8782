"""Weights that start too large."""

from dataclasses import replace

import keras
from keras.layers import Dense

from tests.diagnosis.planted import CLEAR, GROSS, MILD, proofs_of, regression


def plant(sound, strength, rng):
    wide = keras.initializers.RandomNormal(stddev={MILD: 2.0, CLEAR: 5.0, GROSS: 20.0}[strength])
    hidden = [Dense(32, activation="relu", kernel_initializer=wide) for _ in range(2)]
    return replace(sound, hidden=hidden)


TestPlanted = proofs_of("exploding_slopes", plant, regression, epochs=15, experiments=True)
