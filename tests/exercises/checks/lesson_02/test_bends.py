"""A stack of linear layers is found out, and nothing else is."""

import numpy as np
import pytest

from course_utils.exercises.checks.lesson_02.bends import expect_bend
from course_utils.exercises.records import ModelRecord, Operation

rng = np.random.default_rng(0)


def dense(inputs, units):
    weights = {"kernel": rng.normal(size=(inputs, units)), "bias": rng.normal(size=units)}
    return ("dense", {"units": units}, weights)


def chain(*steps, shape=(3,)):
    operations = tuple(
        Operation(kind, settings, weights, (place - 1,), layer=place + 1)
        for place, (kind, settings, weights) in enumerate(steps)
    )
    return ModelRecord(operations, (len(steps) - 1,), (shape,) if shape else (), bool(shape))


def test_linear_layers_are_multiplied_into_one():
    finding = expect_bend(chain(dense(3, 4), dense(4, 2), dense(2, 1)))
    assert not finding.ok
    assert "its 3 layers multiplied into one give the same outputs" in finding.found
    assert float(finding.found.rpartition(" ")[2]) < 1e-12
    assert finding.mistake == "stack-of-linear-layers"


@pytest.mark.parametrize(
    "model",
    [
        chain(dense(3, 1)),
        chain(dense(3, 4), ("relu", {}, {}), dense(4, 1)),
        chain(("dense", {"units": 4}, {}), ("dense", {"units": 1}, {}), shape=None),
        ModelRecord(()),
    ],
    ids=["one neuron", "with an activation", "not built", "no layers"],
)
def test_anything_else_passes(model):
    assert expect_bend(model).ok


def test_a_very_wide_input_needs_no_square_of_it():
    wide = chain(dense(300_000, 1), dense(1, 1), shape=(300_000,))
    assert "its 2 layers multiplied into one" in expect_bend(wide).found
