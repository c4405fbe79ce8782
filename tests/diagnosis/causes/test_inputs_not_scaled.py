"""Columns on scales far apart."""

from dataclasses import replace

import numpy as np

from tests.diagnosis.planted import proofs_of, regression


def plant(sound, strength, rng):
    scales = 10 ** rng.permutation(np.linspace(0, 1 + strength, sound.X.shape[1]))
    return replace(sound, X=(sound.X + 3) * scales, X_valid=(sound.X_valid + 3) * scales)


TestPlanted = proofs_of("inputs_not_scaled", plant, regression, epochs=15, experiments=True)
