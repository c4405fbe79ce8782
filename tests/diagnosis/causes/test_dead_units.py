"""ReLU units that are 0 for every row."""

from dataclasses import replace

import keras
from keras.layers import Dense

from tests.diagnosis.planted import CLEAR, GROSS, MILD, proofs_of, regression


def plant(sound, strength, rng):
    below = keras.initializers.Constant({MILD: -10.0, CLEAR: -20.0, GROSS: -100.0}[strength])
    return replace(sound, hidden=[Dense(32, activation="relu", bias_initializer=below)])


TestPlanted = proofs_of("dead_units", plant, regression)
TestAnotherForm = proofs_of("dead_units", plant, regression, epochs=15, experiments=True)
