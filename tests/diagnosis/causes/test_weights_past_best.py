"""Early stopping that keeps the last weights."""

from dataclasses import replace

import keras

from tests.diagnosis.planted import CLEAR, GROSS, MILD, proofs_of, regression


def by_heart(seed):
    """Forty rows and a large network, stopped where the best weights were, and put back."""
    sound = regression(seed)
    stop = keras.callbacks.EarlyStopping(patience=30, restore_best_weights=True)
    return replace(
        sound,
        **{"X": sound.X[:40], "y": sound.y[:40], "epochs": 300, "rate": 0.02},
        fit={"callbacks": [stop]},
    )


def plant(sound, strength, rng):
    patience = {MILD: 15, CLEAR: 25, GROSS: 40}[strength]
    return replace(sound, fit={"callbacks": [keras.callbacks.EarlyStopping(patience=patience)]})


TestPlanted = proofs_of("weights_past_best", plant, by_heart, epochs=None, costly=True, first=False)
