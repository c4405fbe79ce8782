"""Units that start alike: incoming weights are the same, and outgoing weights as well."""

from dataclasses import replace

import keras
from keras.layers import Dense

from tests.diagnosis.planted import CLEAR, GROSS, MILD, binary, classes, proofs_of


def plant(sound, strength, rng):
    value = {MILD: 0.05, CLEAR: 1.0, GROSS: 0.0}[strength]
    start = keras.initializers.Constant(value)
    before = [Dense(16, activation="relu")] if strength == MILD else []
    twins = Dense(16, activation="relu", kernel_initializer=start)
    end = sound.last[0].get_config() | {"kernel_initializer": start}
    return replace(sound, hidden=[*before, twins], last=[Dense.from_config(end)])


TestPlanted = proofs_of("equal_start", plant, classes)
TestAnotherForm = proofs_of("equal_start", plant, binary, epochs=2, costly=True)
