"""A model that was not trained."""

from dataclasses import replace

from keras.layers import Dense

from course_utils.diagnosis import diagnose
from tests.diagnosis.planted import SEEDS, STRENGTHS, binary


def plant(sound, strength, rng):
    hidden = [Dense(16, activation="relu") for _ in range(strength)]
    return replace(sound, hidden=hidden, epochs=0)


def test_it_is_found():
    """It is the one fault of a model that is otherwise sound."""
    every = [(seed, strength) for seed in SEEDS for strength in STRENGTHS]
    recipes = [plant(binary(seed), strength, None) for seed, strength in every]
    assert {recipe.diagnosed().causes for recipe in recipes} == {("never_trained",)}


def test_a_trained_model_was_trained():
    given = replace(binary(1), epochs=1).trained()
    assert "never_trained" not in diagnose(**given, experiments=False).causes
    assert "never_trained" not in diagnose(given["model"], None, given["X"], given["y"]).causes
