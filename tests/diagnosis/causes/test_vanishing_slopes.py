"""Many layers of sigmoids."""

from dataclasses import replace

from keras.layers import Dense

from tests.diagnosis.planted import CLEAR, GROSS, MILD, proofs_of, regression


def plant(sound, strength, rng):
    n = {MILD: 5, CLEAR: 7, GROSS: 10}[strength]
    return replace(sound, hidden=[Dense(16, activation="sigmoid") for _ in range(n)])


TestPlanted = proofs_of("vanishing_slopes", plant, regression, epochs=15, experiments=True)
