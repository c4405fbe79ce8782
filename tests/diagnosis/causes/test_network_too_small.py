"""Too few units to bend as the data do."""

from dataclasses import replace

from keras.layers import Dense

from tests.diagnosis.planted import CLEAR, GROSS, MILD, classes, proofs_of


def plant(sound, strength, rng):
    units = {MILD: 3, CLEAR: 2, GROSS: 1}[strength]
    return replace(sound, hidden=[Dense(units, activation="relu")], epochs=30)


TestPlanted = proofs_of("network_too_small", plant, classes, epochs=None, experiments=True)
