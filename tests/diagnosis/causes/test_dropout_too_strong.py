"""Dropout behind the last layer, or of nearly everything."""

from dataclasses import replace

from keras.layers import Dense, Dropout

from tests.diagnosis.planted import CLEAR, GROSS, MILD, classes, proofs_of, regression


def plant(sound, strength, rng):
    rate = {MILD: 0.8, CLEAR: 0.9, GROSS: 0.97}[strength]
    return replace(sound, hidden=[*sound.hidden, Dropout(rate)])


TestPlanted = proofs_of("dropout_too_strong", plant, classes)


def behind_the_last(sound, strength, rng):
    rate = {MILD: 0.1, CLEAR: 0.3, GROSS: 0.6}[strength]
    return replace(sound, last=[*sound.last, Dropout(rate)])


TestAnotherForm = proofs_of("dropout_too_strong", behind_the_last, regression)


def in_a_small_network(sound, strength, rng):
    rate = {MILD: 0.5, CLEAR: 0.65, GROSS: 0.8}[strength]
    layers = [[Dense(16, activation="relu"), Dropout(rate)] for _ in range(2)]
    return replace(sound, hidden=sum(layers, []))


TestThirdForm = proofs_of(
    "dropout_too_strong", in_a_small_network, regression, epochs=15, experiments=True
)
