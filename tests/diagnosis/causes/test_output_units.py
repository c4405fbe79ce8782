"""More, or fewer, units at the end than there is to predict."""

from dataclasses import replace

from keras.layers import Dense

from tests.diagnosis.planted import CLEAR, GROSS, MILD, classes, proofs_of, regression


def plant(sound, strength, rng):
    units = {MILD: 9, CLEAR: 5, GROSS: 2}[strength]
    return replace(sound, last=[Dense(units, activation="softmax")])


TestPlanted = proofs_of("output_units", plant, classes)


def of_a_number(sound, strength, rng):
    return replace(sound, last=[Dense({MILD: 2, CLEAR: 8, GROSS: 400}[strength])])


TestAnotherForm = proofs_of("output_units", of_a_number, regression)
