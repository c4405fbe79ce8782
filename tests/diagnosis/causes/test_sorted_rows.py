"""`validation_split` cuts off the last of sorted rows."""

from dataclasses import replace

import numpy as np

from tests.diagnosis.planted import CLEAR, GROSS, MILD, binary, economy, proofs_of


def set_aside(seed):
    """The last fifth of rows in random order."""
    aside = {"X_valid": None, "y_valid": None, "fit": {"validation_split": 0.2}}
    return replace(binary(seed), **aside)


def plant(sound, strength, rng):
    noise = {MILD: 0.35, CLEAR: 0.0, GROSS: 0.0}[strength]
    order = np.argsort(sound.y + noise * rng.normal(size=len(sound.y)), kind="stable")
    order = order[::-1] if strength == CLEAR else order
    return replace(sound, X=sound.X[order], y=sound.y[order])


TestPlanted = proofs_of("sorted_rows", plant, set_aside, epochs=2, costly=True)


def of_numbers(seed):
    """Likewise with a number as the target."""
    aside = {"X_valid": None, "y_valid": None, "fit": {"validation_split": 0.2}}
    return replace(economy(seed), **aside)


TestAnotherForm = proofs_of("sorted_rows", plant, of_numbers, epochs=2, costly=True)
