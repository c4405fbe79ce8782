"""Labels that a cross-entropy does not take."""

from dataclasses import replace

import numpy as np

from tests.diagnosis.planted import CLEAR, GROSS, MILD, binary, classes, proofs_of


def plant(sound, strength, rng):
    low, high = {MILD: (1, 2), CLEAR: (-1, 1), GROSS: (0, 255)}[strength]
    return replace(sound, y=np.where(sound.y == 1, high, low))


TestPlanted = proofs_of("labels_out_of_range", plant, binary)


def counted_otherwise(sound, strength, rng):
    step = {MILD: sound.y + 1, CLEAR: 10 * sound.y, GROSS: sound.y - 100}[strength]
    return replace(sound, y=step)


TestAnotherForm = proofs_of("labels_out_of_range", counted_otherwise, classes)
