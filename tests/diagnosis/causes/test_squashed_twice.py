"""Probabilities where the loss was told of logits."""

from dataclasses import replace

import keras
from keras.layers import Activation, Dense, Softmax

from tests.diagnosis.planted import CLEAR, GROSS, MILD, classes, proofs_of


def plant(sound, strength, rng):
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    last = {
        MILD: [Dense(10), Softmax()],
        CLEAR: [Dense(10, activation="softmax")],
        GROSS: [Dense(10), Activation("softmax")],
    }
    return replace(sound, last=last[strength], loss=loss)


TestPlanted = proofs_of("squashed_twice", plant, classes)
