"""Expectations of a model, on records written by hand."""

import numpy as np
import pytest

from course_utils.exercises.expect import (
    expect_built,
    expect_finite_weights,
    expect_input_shape,
    expect_layers,
    layer,
)
from course_utils.exercises.expect.models import same_setting
from course_utils.exercises.records import ModelRecord, NamedRecord, Operation


def chain(*steps, shape=(3,), **options):
    """A model of steps, one after another, each a layer of its own."""
    operations = tuple(
        Operation(kind, settings, weights, (place - 1,), layer=place + 1)
        for place, (kind, settings, weights) in enumerate(steps)
    )
    return ModelRecord(operations, (len(steps) - 1,), (shape,), **options)


def dense(units, **weights):
    return ("dense", {"units": units, "use_bias": True}, weights)


RELU = ("relu", {}, {})
WANTED = [layer("dense", units=4), layer("relu"), layer("dense", units=1)]


def failed(model):
    return [finding for finding in expect_layers(model, WANTED) if not finding.ok]


def test_as_wanted():
    assert failed(chain(dense(4), RELU, dense(1))) == []
    findings = list(expect_layers(chain(dense(4), RELU, dense(1)), WANTED))
    assert [finding.where for finding in findings[1:]] == ["layer 1", "layer 2", "layer 3"]


@pytest.mark.parametrize(
    ("model", "where", "found", "advice", "mistake"),
    [
        (
            chain(dense(4), dense(1)),
            "after layer 1",
            "nothing",
            'write `activation="relu"` in the layer before',
            "no-relu",
        ),
        (chain(RELU, dense(1)), "the first layer", "nothing", "Put `Dense(units=4)`", "no-dense"),
        (
            chain(dense(4), dense(4), RELU, dense(1)),
            "layer 2",
            "`Dense(units=4)`",
            "two linear layers can do no more than one",
            "one-layer-too-many",
        ),
        (
            chain(dense(8), RELU, dense(1)),
            "layer 1",
            "`Dense(units=8)`",
            "Change this layer to `Dense(units=4)`.",
            "other-settings",
        ),
        (
            chain(dense(4), ("tanh", {}, {}), dense(1)),
            "layer 2",
            "`Activation('tanh')`",
            "Replace it by `ReLU()`.",
            "another-activation",
        ),
        (
            chain(dense(4), RELU, dense(1), RELU),
            "layer 4",
            "`ReLU()`",
            "keeps predictions out of a part of the line",
            "activation-on-the-output",
        ),
        (
            chain(dense(4), RELU, ("dropout", {"rate": 0.5}, {}), dense(1)),
            "layer 3",
            "`Dropout(rate=0.5)`",
            "Remove it",
            "one-layer-too-many",
        ),
    ],
)
def test_each_difference_is_named(model, where, found, advice, mistake):
    (finding,) = failed(model)
    assert (finding.where, finding.found, finding.mistake) == (where, found, mistake)
    assert advice in finding.next_step


def test_all_differences_at_once():
    assert len(failed(chain(dense(8), dense(2)))) == 3


def test_branches():
    straight = chain(dense(4), RELU, dense(1))
    branched = ModelRecord(straight.operations, (0, 2), ((3,),))
    assert failed(branched)[0].where == "the way through the model"
    assert "keras.Sequential([...])" in failed(branched)[0].next_step
    assert failed(ModelRecord((), (-1,)))[0].found.startswith("branches")


def test_built():
    assert expect_built(chain(dense(1))).ok
    finding = expect_built(chain(dense(1), built=False))
    assert finding.mistake == "no-input-shape"
    assert "keras.Input((n,))" in finding.next_step
    nothing = expect_built(ModelRecord((), built=False))
    assert "without any layer" in nothing.found and "Put the layers" in nothing.next_step


@pytest.mark.parametrize(
    ("shape", "mistake", "advice"),
    [
        ((3,), "", ""),
        ((4,), "target-among-the-inputs", "did you count the target"),
        ((50,), "rows-in-the-input-shape", "50 is how many rows there are"),
        ((2,), "", "One row is described: the 3 columns."),
        ((1,), "output-for-input", "1 is how many numbers come out"),
        ((3, 1), "axis-too-many", "its shape has a single number"),
    ],
)
def test_input_shape(shape, mistake, advice):
    finding = expect_input_shape(chain(dense(1), shape=shape), (3,), "the 3 columns", rows=50)
    assert finding.ok is (shape == (3,))
    assert finding.mistake == mistake
    assert advice in finding.next_step


def test_no_input_shape_and_two_inputs():
    unbuilt, two = ModelRecord(()), ModelRecord((), (-1,), ((3,), (3,)))
    assert expect_input_shape(unbuilt, (3,), "it").found == "no input shape at all"
    assert not expect_input_shape(two, (3,), "it").ok


def test_finite_weights():
    assert expect_finite_weights(chain(dense(1, kernel=np.ones(3)))).ok
    finding = expect_finite_weights(chain(dense(1, kernel=np.array([1, np.nan, np.inf]))))
    assert finding.found == "2 of 3 are NaN or infinite"
    assert "look for an empty cell" in finding.next_step


def schedule(rate, **more):
    return NamedRecord("schedule", "cosine_decay", {"rate": rate, **more})


@pytest.mark.parametrize(
    ("found", "wanted", "same"),
    [
        (0.0010000000474974513, 0.001, True),
        (0.001, 0.002, False),
        (1e-9, 2e-9, False),
        (1, 1.0, True),
        (None, None, True),
        (None, 0.0, False),
        (0.0, None, False),
        ("same", "same", True),
        ("same", "valid", False),
        ("same", 1, False),
        ((2, 2), [2, 2], True),
        ((2, 2), (2,), False),
        ((2, "a"), (2, "a"), True),
        (2, (2,), False),
        (np.array([1.0, 2]), (1, 2), True),
        (np.ones(2), np.zeros(2), False),
        ({"a": 0.1}, {"a": 0.1 + 1e-9}, True),
        ({"a": 0.1}, {"b": 0.1}, False),
        (schedule(0.1), schedule(0.1 + 1e-9), True),
        (schedule(0.1), schedule(0.2), False),
        (schedule(0.1, warmup=3), schedule(0.1), False),
        (schedule(schedule(0.1)), schedule(schedule(0.1 + 1e-9)), True),
        (schedule(0.1), 0.1, False),
        (schedule(0.1), "cosine_decay", False),
    ],
)
def test_same_setting(found, wanted, same):
    assert same_setting(found, wanted) is same


def test_the_last_of_equal_layers_is_the_one_that_is_missing_or_too_many():
    hidden = [layer("dense", units=4), layer("relu")]
    wanted = [*hidden * 3, layer("dense", units=1)]
    few, many = (chain(*[dense(4), RELU] * times, dense(1)) for times in (2, 4))
    missing = [finding for finding in expect_layers(few, wanted) if not finding.ok]
    assert [finding.where for finding in missing] == ["after layer 4", "after layer 4"]
    extra = [finding for finding in expect_layers(many, wanted) if not finding.ok]
    assert [finding.where for finding in extra] == ["layer 7", "layer 8"]
