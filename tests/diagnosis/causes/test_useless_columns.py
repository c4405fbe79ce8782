"""Columns that repeat another, or are the same in every row."""

from dataclasses import replace

from tests.diagnosis.planted import CLEAR, MILD, proofs_of, regression


def plant(sound, strength, rng):
    X, place = sound.X.copy(), rng.integers(1, sound.X.shape[1])
    if strength == MILD:
        X[:, place] = 3 * X[:, 0] + 1
    elif strength == CLEAR:
        X[:, place] = 7
    else:
        X[:, 1:] = X[:, :1]
    return replace(sound, X=X)


TestPlanted = proofs_of("useless_columns", plant, regression)
