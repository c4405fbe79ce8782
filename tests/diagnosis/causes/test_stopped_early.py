"""A callback that gave up too soon."""

from dataclasses import replace

import keras

from tests.diagnosis.planted import CLEAR, GROSS, MILD, proofs_of, regression


def plant(sound, strength, rng):
    """It wants more than an epoch brings; it has no patience; it waits for a higher loss."""
    options = {
        MILD: {"patience": 1, "min_delta": 0.1},
        CLEAR: {"min_delta": 0.3},
        GROSS: {"mode": "max"},
    }
    stop = keras.callbacks.EarlyStopping(**options[strength])
    return replace(sound, fit={"callbacks": [stop]}, rate=0.001)


TestPlanted = proofs_of("stopped_early", plant, regression, epochs=None, experiments=True)
