"""Steps that jump over the valley."""

from dataclasses import replace

import keras

from tests.diagnosis.planted import CLEAR, GROSS, MILD, economy, proofs_of, regression


def plant(sound, strength, rng):
    return replace(sound, rate={MILD: 0.3, CLEAR: 1.0, GROSS: 10.0}[strength])


TestPlanted = proofs_of("rate_too_high", plant, regression, epochs=15, experiments=True)


def plain_steps(sound, strength, rng):
    rate = {MILD: 0.7, CLEAR: 2.0, GROSS: 20.0}[strength]
    return replace(sound, rate=rate, optimizer=keras.optimizers.SGD)


TestAnotherForm = proofs_of("rate_too_high", plain_steps, economy, epochs=15, experiments=True)
