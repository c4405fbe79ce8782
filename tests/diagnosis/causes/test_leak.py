"""A column that is made from the target."""

from dataclasses import replace

import numpy as np

from tests.diagnosis.planted import CLEAR, GROSS, MILD, binary, proofs_of, regression


def plant(sound, strength, rng):
    noise = {MILD: 0.12, CLEAR: 0.05, GROSS: 0.0}[strength]

    def with_it(X, y):
        return np.column_stack([X, 20 + 5 * y + 5 * noise * rng.normal(size=len(y))])

    X, X_valid = with_it(sound.X, sound.y), with_it(sound.X_valid, sound.y_valid)
    return replace(sound, X=X, X_valid=X_valid)


TestPlanted = proofs_of("leak", plant, regression, first=False)
TestAnotherForm = proofs_of("leak", plant, binary, first=False)
