"""What a classifier returns must fit its loss."""

import numpy as np
import pytest

from course_utils.exercises.checks.lesson_06.probabilities import (
    expect_one_sigmoid,
    expect_probabilities,
    last_step,
    probabilities_of,
    returns_logits,
)
from course_utils.exercises.records import CompileRecord, ModelRecord, NamedRecord, Operation

LOSSES = {
    "plain": NamedRecord("loss", "binary_crossentropy", {"from_logits": False}),
    "logits": NamedRecord("loss", "binary_crossentropy", {"from_logits": True}),
}


def model(end=None, loss=None):
    weights = {"kernel": np.array([[2.0]]), "bias": np.array([-1.0])}
    steps = [Operation("dense", {}, weights, (-1,))]
    steps += [Operation(end, {}, {}, (0,))] if end else []
    compiled = CompileRecord(None, LOSSES[loss]) if loss else None
    return ModelRecord(tuple(steps), (len(steps) - 1,), ((1,),), compiled=compiled)


@pytest.mark.parametrize(
    ("end", "loss"), [("sigmoid", "plain"), ("sigmoid", None), (None, "logits")]
)
def test_one_sigmoid(end, loss):
    assert expect_one_sigmoid(model(end, loss)).ok


@pytest.mark.parametrize(
    ("end", "loss", "mistake", "found"),
    [
        (None, "plain", "no-sigmoid", "any number as a probability"),
        (None, None, "no-sigmoid", "none"),
        ("relu", "plain", "another-activation", "`relu`"),
        ("tanh", "logits", "another-activation", "`tanh`"),
        ("sigmoid", "logits", "squashed-twice", "two"),
        ("softmax", "plain", "softmax-on-one-unit", "always 1"),
        ("softmax", "logits", "softmax-on-one-unit", "always 1"),
    ],
)
def test_none_two_or_another(end, loss, mistake, found):
    finding = expect_one_sigmoid(model(end, loss))
    assert (finding.ok, finding.mistake) == (False, mistake)
    assert found in finding.found


def test_logits_become_probabilities():
    X = np.array([[0.5], [3.0]])
    by_loss = probabilities_of(model(None, "logits"), X)
    by_layer = probabilities_of(model("sigmoid", "plain"), X)
    assert by_loss.shape == (2,)
    np.testing.assert_allclose(by_loss, by_layer)
    np.testing.assert_allclose(by_loss, [0.5, 1 / (1 + np.exp(-5))])


def test_what_a_loss_is_told():
    assert returns_logits(model(None, "logits"))
    assert not returns_logits(model("sigmoid", "plain"))
    assert not returns_logits(model("sigmoid"))
    assert last_step(model("sigmoid")) == "sigmoid"
    assert last_step(ModelRecord(())) == ""


def test_probabilities_in_both_shapes():
    p = np.array([0.2, 0.8, 1.0])
    assert expect_probabilities(p, 3, "`p`").ok
    assert expect_probabilities(p[:, np.newaxis], 3, "`p`").ok


@pytest.mark.parametrize(
    ("p", "mistake", "found"),
    [
        ([0.2, np.nan, 0.1], "not-finite", "not finite"),
        (["a", "b", "c"], "not-finite", "not finite"),
        ([0.2, 0.1], "other-shape", "shape (2,)"),
        ([[0.2, 0.8]] * 3, "other-shape", "shape (3, 2)"),
        ([-3.0, 2.0, 0.5], "no-sigmoid", "from -3.00 to 2.00"),
        ([0, 1, 1], "decisions", "only zeros and ones"),
        ([1.0, 1.0, 1.0], "one-distinct-prediction", "1 for every row"),
        ([0.3, 0.3, 0.3], "one-distinct-prediction", "0.3 for every row"),
    ],
)
def test_what_is_no_probability(p, mistake, found):
    finding = expect_probabilities(np.array(p), 3, "`p`")
    assert (finding.ok, finding.mistake) == (False, mistake)
    assert found in finding.found
