"""A last activation that does not reach the targets."""

from dataclasses import replace

from keras.layers import Dense

from tests.diagnosis.planted import CLEAR, GROSS, MILD, proofs_of, regression


def plant(sound, strength, rng):
    activation = {MILD: "tanh", CLEAR: "relu", GROSS: "sigmoid"}[strength]
    return replace(sound, last=[Dense(1, activation=activation)])


TestPlanted = proofs_of("output_limited", plant, regression)
