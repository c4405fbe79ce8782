"""A softmax in a hidden layer."""

from dataclasses import replace

from keras.layers import Dense

from tests.diagnosis.planted import GROSS, MILD, classes, proofs_of


def plant(sound, strength, rng):
    """Above a sound layer; alone; twice."""
    hidden = [Dense(16, activation="softmax") for _ in range(2 if strength == GROSS else 1)]
    before = [Dense(16, activation="relu")] if strength == MILD else []
    return replace(sound, hidden=before + hidden)


TestPlanted = proofs_of("softmax_hidden", plant, classes)
