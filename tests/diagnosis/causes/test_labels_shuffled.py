"""Targets that do not belong to their rows."""

from dataclasses import replace

from tests.diagnosis.planted import GROSS, MILD, binary, proofs_of, regression


def plant(sound, strength, rng):
    """Apart in the training rows; in all rows; and drawn by chance."""
    y, y_valid = rng.permutation(sound.y), sound.y_valid
    if strength != MILD:
        y_valid = rng.permutation(y_valid)
    if strength == GROSS:
        y, y_valid = (rng.choice(y, len(part)) for part in (y, y_valid))
    return replace(sound, y=y, y_valid=y_valid)


TestPlanted = proofs_of("labels_shuffled", plant, regression, epochs=8, costly=True)
TestAnotherForm = proofs_of("labels_shuffled", plant, binary, epochs=8, costly=True)
