"""Labels in one form, a loss that wants another."""

from dataclasses import replace

import keras

from tests.diagnosis.planted import CLEAR, MILD, classes, proofs_of


def plant(sound, strength, rng):
    if strength == MILD:
        return replace(sound, y=keras.utils.to_categorical(sound.y))
    if strength == CLEAR:
        return replace(sound, loss="categorical_crossentropy")
    return replace(sound, y=sound.y[: len(sound.y) // 2])


TestPlanted = proofs_of("label_shape", plant, classes)
