"""Words among the numbers."""

from dataclasses import replace

import numpy as np

from tests.diagnosis.planted import CLEAR, MILD, binary, proofs_of


def plant(sound, strength, rng):
    words = np.where(sound.y == 1, "yes", "no")
    if strength == MILD:
        return replace(sound, y=words)
    X = sound.X.astype(object if strength == CLEAR else str)
    X[:, 3] = words
    return replace(sound, X=X)


TestPlanted = proofs_of("not_numbers", plant, binary)
