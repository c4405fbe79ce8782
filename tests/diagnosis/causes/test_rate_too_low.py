"""Steps that lead nowhere in this time."""

from dataclasses import replace

from tests.diagnosis.planted import CLEAR, GROSS, MILD, proofs_of, regression


def plant(sound, strength, rng):
    return replace(sound, rate={MILD: 1e-4, CLEAR: 1e-5, GROSS: 1e-7}[strength])


TestPlanted = proofs_of("rate_too_low", plant, regression, epochs=15, experiments=True)
