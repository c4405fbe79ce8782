"""Rows that are learnt by heart."""

from dataclasses import replace

import numpy as np
from keras.layers import Dense

from tests.diagnosis.planted import CLEAR, GROSS, MILD, binary, proofs_of


def plant(sound, strength, rng):
    """Few rows, some of them with the wrong label, and a large network."""
    n = {MILD: 80, CLEAR: 60, GROSS: 30}[strength]
    y = np.where(rng.random(n) < 0.15, 1 - sound.y[:n], sound.y[:n])
    hidden = [Dense(64, activation="relu"), Dense(64, activation="relu")]
    return replace(sound, X=sound.X[:n], y=y, hidden=hidden, epochs=40, rate=0.01)


TestPlanted = proofs_of("overfitting", plant, binary, epochs=None, costly=True)
