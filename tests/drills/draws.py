"""Draws of a family, and the answers to them that a test has found in its own way."""

from random import Random

import numpy as np

from course_utils.drills import draw_drill, drill_families

FAMILIES = drill_families()


def draws(id, count):
    """The first so many drills of a family, each from a seed of its own."""
    return [draw_drill(FAMILIES[id], Random(seed)) for seed in range(count)]


def names_of(lesson):
    """The names of a lesson's families, without its number."""
    return {id.partition(".")[2] for id, one in FAMILIES.items() if one.lesson == lesson}


def prove(lesson, name, truth, count=50):
    """Compare the right answers of a family with those of `truth`, which gets what was drawn."""
    for drill in draws(f"{lesson}.{name}", count):
        found = truth(**drill.given)
        if drill.options:
            assert drill.right.value == found, drill.text
        else:
            np.testing.assert_allclose(drill.right.value, found, rtol=1e-5, atol=1e-6)


def shape_text(shape):
    """A shape as an option says it."""
    return str(tuple(int(size) for size in shape))
