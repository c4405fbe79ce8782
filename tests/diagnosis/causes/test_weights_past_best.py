"""Early stopping that keeps the last weights."""

from dataclasses import replace

import keras
import numpy as np
from keras.layers import Dense

from tests.diagnosis.planted import CLEAR, GROSS, MILD, binary, proofs_of


def by_heart(seed):
    """Few rows, some with the wrong label, a large network; stopped, and the best put back."""
    sound = binary(seed)
    y = np.where(np.random.default_rng(seed).random(60) < 0.15, 1 - sound.y[:60], sound.y[:60])
    hidden = [Dense(64, activation="relu"), Dense(64, activation="relu")]
    stop = keras.callbacks.EarlyStopping(patience=30, restore_best_weights=True)
    return replace(
        sound,
        **{"X": sound.X[:60], "y": y, "hidden": hidden, "epochs": 300, "rate": 0.01},
        fit={"callbacks": [stop]},
    )


def plant(sound, strength, rng):
    patience = {MILD: 15, CLEAR: 25, GROSS: 40}[strength]
    return replace(sound, fit={"callbacks": [keras.callbacks.EarlyStopping(patience=patience)]})


TestPlanted = proofs_of("weights_past_best", plant, by_heart, epochs=None, costly=True, first=False)
