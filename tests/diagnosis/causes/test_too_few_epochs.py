"""A training that ended while it still learnt."""

from dataclasses import replace

from tests.diagnosis.planted import CLEAR, GROSS, MILD, proofs_of, regression


def plant(sound, strength, rng):
    return replace(sound, epochs={MILD: 5, CLEAR: 3, GROSS: 1}[strength], rate=0.001)


TestPlanted = proofs_of("too_few_epochs", plant, regression, epochs=None, experiments=True)
