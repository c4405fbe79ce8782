"""Units that start alike."""

from dataclasses import replace

import keras
from keras.layers import Dense

from tests.diagnosis.planted import CLEAR, GROSS, MILD, binary, classes, proofs_of


def plant(sound, strength, rng):
    start = {MILD: keras.initializers.Constant(0.05), CLEAR: "ones", GROSS: "zeros"}[strength]
    before = [Dense(16, activation="relu")] if strength == MILD else []
    return replace(sound, hidden=[*before, Dense(16, activation="relu", kernel_initializer=start)])


TestPlanted = proofs_of("equal_start", plant, classes)
TestAnotherForm = proofs_of("equal_start", plant, binary, epochs=2, costly=True)
