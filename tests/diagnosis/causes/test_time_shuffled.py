"""Validation rows from days between the training days."""

from dataclasses import replace

import numpy as np
import pandas as pd

from tests.diagnosis.planted import CLEAR, GROSS, MILD, economy, proofs_of


def by_time(seed):
    """What came first is learnt from, what came later is for validation."""
    sound = economy(seed)
    n, n_valid = len(sound.X), len(sound.X_valid)
    days = pd.date_range("2020-01-01", periods=n + n_valid)
    table = pd.DataFrame(np.concatenate([sound.X, sound.X_valid]), index=days)
    return replace(sound, X=table[:n], X_valid=table[n:])


def plant(sound, strength, rng):
    """The later part begins at random places: in the middle, early, at once."""
    table, n = pd.concat([sound.X, sound.X_valid]), len(sound.X)
    first = {MILD: n // 2, CLEAR: n // 4, GROSS: 0}[strength]
    order = np.r_[:first, first + rng.permutation(len(table) - first)]
    return replace(sound, X=table.iloc[order[:n]], X_valid=table.iloc[order[n:]])


TestPlanted = proofs_of("time_shuffled", plant, by_time, first=False)
