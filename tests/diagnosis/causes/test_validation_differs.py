"""Validation rows of another kind."""

from dataclasses import replace

import numpy as np

from tests.diagnosis.planted import CLEAR, GROSS, MILD, binary, proofs_of


def plant(sound, strength, rng):
    """Other shares of the classes; scaled by themselves to another range; not scaled."""
    if strength == MILD:
        rows = np.flatnonzero((sound.y_valid == 1) | (rng.random(len(sound.y_valid)) < 0.2))
        return replace(sound, X_valid=sound.X_valid[rows], y_valid=sound.y_valid[rows])
    return replace(sound, X_valid=sound.X_valid * {CLEAR: 10, GROSS: 255}[strength])


TestPlanted = proofs_of("validation_differs", plant, binary)
