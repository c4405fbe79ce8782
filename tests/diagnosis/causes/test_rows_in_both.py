"""Validation rows that are training rows as well."""

from dataclasses import replace

from tests.diagnosis.planted import CLEAR, GROSS, MILD, binary, proofs_of


def plant(sound, strength, rng):
    share = {MILD: 0.15, CLEAR: 0.5, GROSS: 1.0}[strength]
    n = int(share * len(sound.X_valid))
    X, y = sound.X_valid.copy(), sound.y_valid.copy()
    X[:n], y[:n] = sound.X[:n], sound.y[:n]
    return replace(sound, X_valid=X, y_valid=y)


TestPlanted = proofs_of("rows_in_both", plant, binary)
