"""A network that always says the larger class."""

from dataclasses import replace

import numpy as np

from tests.diagnosis.planted import CLEAR, GROSS, MILD, binary, proofs_of


def plant(sound, strength, rng):
    """The rare class is a small part, and two columns tell it from the other badly."""
    share = {MILD: 0.12, CLEAR: 0.08, GROSS: 0.05}[strength]

    def few(X, y):
        rare, common = np.flatnonzero(y == 1), np.flatnonzero(y == 0)
        n = int(share / (1 - share) * len(common))
        rows = rng.permutation(np.r_[rare[:n], common])
        return X[rows][:, [1, 8]], y[rows]

    (X, y), (X_valid, y_valid) = few(sound.X, sound.y), few(sound.X_valid, sound.y_valid)
    return replace(sound, X=X, y=y, X_valid=X_valid, y_valid=y_valid)


TestPlanted = proofs_of(
    "accuracy_hides_imbalance", plant, binary, epochs=None, costly=True, first=False
)
