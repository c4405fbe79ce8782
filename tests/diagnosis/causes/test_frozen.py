"""Layers that do not learn."""

from dataclasses import replace

from keras.layers import Dense

from tests.diagnosis.planted import CLEAR, GROSS, MILD, binary, proofs_of, regression


def plant(sound, strength, rng):
    """Two hidden layers rest; four of few units; all layers."""
    units, n = {MILD: (8, 2), CLEAR: (4, 4), GROSS: (32, 2)}[strength]
    hidden = [Dense(units, activation="relu", trainable=False) for _ in range(n)]
    return replace(sound, hidden=hidden, last=[Dense(1, trainable=strength != GROSS)])


TestPlanted = proofs_of("frozen", plant, regression, epochs=15, experiments=True)


def everything(sound, strength, rng):
    def freeze(model):
        model.trainable = False

    return replace(sound, prepare=freeze)


TestAnotherForm = proofs_of("frozen", everything, binary)
