"""A penalty that is larger than the error."""

from dataclasses import replace

import keras
from keras.layers import Dense

from tests.diagnosis.planted import CLEAR, GROSS, MILD, proofs_of, regression


def plant(sound, strength, rng):
    l2 = keras.regularizers.L2({MILD: 0.1, CLEAR: 1.0, GROSS: 10.0}[strength])
    hidden = [Dense(32, activation="relu", kernel_regularizer=l2) for _ in range(2)]
    return replace(sound, hidden=hidden)


TestPlanted = proofs_of("regularization_too_strong", plant, regression, epochs=15, experiments=True)
