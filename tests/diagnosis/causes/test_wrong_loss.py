"""A loss for another task."""

from dataclasses import replace

import keras
from keras.layers import Dense

from tests.diagnosis.planted import CLEAR, GROSS, MILD, binary, classes, proofs_of, regression


def plant(sound, strength, rng):
    losses = {MILD: "mse", CLEAR: "mae", GROSS: keras.metrics.binary_accuracy}
    return replace(sound, loss=losses[strength])


TestPlanted = proofs_of("wrong_loss", plant, binary)


def of_classes(sound, strength, rng):
    losses = {MILD: "binary_crossentropy", CLEAR: "mse", GROSS: "mae"}
    columns = keras.utils.to_categorical(sound.y)
    return replace(sound, y=columns, y_valid=None, X_valid=None, loss=losses[strength])


TestAnotherForm = proofs_of("wrong_loss", of_classes, classes)


def of_a_number(sound, strength, rng):
    last = [Dense(1, activation=None if strength == MILD else "sigmoid")]
    loss = "binary_focal_crossentropy" if strength == CLEAR else "binary_crossentropy"
    return replace(sound, loss=loss, last=last)


TestThirdForm = proofs_of("wrong_loss", of_a_number, regression, first=False)
