"""A shape that the rows do not have."""

from dataclasses import replace

from tests.diagnosis.planted import CLEAR, GROSS, MILD, binary, images, proofs_of


def plant(sound, strength, rng):
    n, columns = sound.X.shape
    told = {MILD: (columns + 1,), CLEAR: (n,), GROSS: (n, columns)}[strength]
    return replace(sound, input_shape=told)


TestPlanted = proofs_of("input_shape", plant, binary)


def of_pictures(sound, strength, rng):
    more = {MILD: (10, 10, 1), CLEAR: (8, 8, 3), GROSS: (28, 28, 1)}[strength]
    return replace(sound, X=sound.X[..., 0], X_valid=sound.X_valid[..., 0], input_shape=more)


TestAnotherForm = proofs_of("input_shape", of_pictures, images)
