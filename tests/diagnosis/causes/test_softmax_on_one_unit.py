"""A softmax that has one number to share out."""

from dataclasses import replace

from keras.layers import Dense, Softmax

from tests.diagnosis.planted import GROSS, MILD, binary, proofs_of


def plant(sound, strength, rng):
    last = [Dense(1), Softmax()] if strength == MILD else [Dense(1, activation="softmax")]
    loss = "mean_squared_error" if strength == GROSS else sound.loss
    return replace(sound, last=last, loss=loss)


TestPlanted = proofs_of("softmax_on_one_unit", plant, binary)
