"""An accuracy for a number."""

from dataclasses import replace

from tests.diagnosis.planted import CLEAR, GROSS, MILD, regression, tests_of


def plant(sound, strength, rng):
    metrics = {MILD: "accuracy", CLEAR: "binary_accuracy", GROSS: "categorical_accuracy"}
    return replace(sound, metrics=[metrics[strength]])


TestPlanted = tests_of("wrong_metric", plant, regression)
