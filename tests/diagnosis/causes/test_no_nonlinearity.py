"""Hidden layers with no activation."""

from dataclasses import replace

from keras.layers import Activation, BatchNormalization, Dense, Dropout

from tests.diagnosis.planted import CLEAR, GROSS, MILD, binary, proofs_of


def plant(sound, strength, rng):
    return replace(sound, hidden=[Dense(16) for _ in range(strength)])


TestPlanted = proofs_of("no_nonlinearity", plant, binary)


def with_something_between(sound, strength, rng):
    between = {MILD: Dropout(0.1), CLEAR: BatchNormalization(), GROSS: Activation("linear")}
    return replace(sound, hidden=[Dense(16), between[strength]])


TestAnotherForm = proofs_of("no_nonlinearity", with_something_between, binary)
