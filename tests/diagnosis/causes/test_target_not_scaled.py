"""A target far from where the network starts."""

from dataclasses import replace

from tests.diagnosis.planted import CLEAR, GROSS, MILD, proofs_of, regression


def plant(sound, strength, rng):
    size = {MILD: 100, CLEAR: 1_000, GROSS: 100_000}[strength]
    return replace(sound, y=size * (sound.y + 3), y_valid=size * (sound.y_valid + 3))


TestPlanted = proofs_of("target_not_scaled", plant, regression, epochs=15, experiments=True)
