"""A cross-entropy of numbers that are no probabilities."""

from dataclasses import replace

from keras.layers import Dense

from tests.diagnosis.planted import CLEAR, GROSS, MILD, binary, classes, proofs_of


def plant(sound, strength, rng):
    activation = {MILD: "sigmoid", CLEAR: None, GROSS: "relu"}[strength]
    return replace(sound, last=[Dense(10, activation=activation)])


TestPlanted = proofs_of("no_output_activation", plant, classes)


def of_two(sound, strength, rng):
    activation = {MILD: "tanh", CLEAR: None, GROSS: "relu"}[strength]
    return replace(sound, last=[Dense(1, activation=activation)])


TestAnotherForm = proofs_of("no_output_activation", of_two, binary)
