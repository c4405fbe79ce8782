"""Sigmoid and tanh units at the flat ends of their curve."""

from dataclasses import replace

import keras
from keras.layers import Dense

from tests.diagnosis.planted import CLEAR, GROSS, MILD, proofs_of, regression


def plant(sound, strength, rng):
    wide = keras.initializers.RandomNormal(stddev={MILD: 5.0, CLEAR: 20.0, GROSS: 100.0}[strength])
    kind = {MILD: "tanh", CLEAR: "sigmoid", GROSS: "tanh"}[strength]
    hidden = [Dense(32, activation=kind, kernel_initializer=wide) for _ in range(2)]
    return replace(sound, hidden=hidden)


TestPlanted = proofs_of(
    "saturated_units", plant, regression, epochs=15, experiments=True, first=False
)
