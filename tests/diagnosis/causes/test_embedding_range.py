"""Words with numbers that the table does not have."""

from dataclasses import replace

import numpy as np
from keras.layers import Embedding, Flatten

from tests.diagnosis.planted import CLEAR, GROSS, MILD, classes, proofs_of


def words(seed):
    """Each pixel's darkness as a word, 0 to 16."""
    sound = classes(seed)
    names = ("X", "X_valid")
    whole = {name: np.round(16 * getattr(sound, name)).astype(int) for name in names}
    return replace(sound, **whole, hidden=[Embedding(17, 4), Flatten()])


def plant(sound, strength, rng):
    if strength == GROSS:
        return replace(sound, X=sound.X - 8)
    return replace(sound, hidden=[Embedding({MILD: 16, CLEAR: 10}[strength], 4), Flatten()])


TestPlanted = proofs_of("embedding_range", plant, words)
