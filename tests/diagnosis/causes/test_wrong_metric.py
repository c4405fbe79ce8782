"""An accuracy for a number."""

from dataclasses import replace

from tests.diagnosis.planted import CLEAR, GROSS, MILD, proofs_of, regression


def plant(sound, strength, rng):
    metrics = {MILD: "accuracy", CLEAR: "binary_accuracy", GROSS: "categorical_accuracy"}
    return replace(sound, metrics=[metrics[strength]])


TestPlanted = proofs_of("wrong_metric", plant, regression)
