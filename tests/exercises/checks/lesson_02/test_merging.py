"""A function that merges two layers: right ones pass, each known mistake is named."""

import pytest

from course_utils.exercises.capture import capture
from course_utils.exercises.checks.lesson_02.merging import expect_merged
from course_utils.exercises.verdicts import verdict_of


def mistakes(merge):
    """The mistakes named, and the places that are not ok, in one text."""
    failed = verdict_of("2.2", expect_merged(capture(merge))).failed
    return " ".join(f"{finding.where} {finding.mistake}" for finding in failed)


@pytest.mark.parametrize(
    "merge",
    [
        lambda W1, b1, W2, b2: (W1 @ W2, b1 @ W2 + b2),
        lambda W1, b1, W2, b2: [W1.dot(W2), (b1[None] @ W2 + b2)],
    ],
)
def test_right_in_any_spelling(merge):
    assert mistakes(merge) == ""


@pytest.mark.parametrize(
    "merge, says",
    [
        (lambda W1, b1, W2, b2: (W2 @ W1, b1 @ W2 + b2), "matrices-in-wrong-order"),
        (lambda W1, b1, W2, b2: (W1 * W2, b1 @ W2 + b2), "elementwise-product"),
        (lambda W1, b1, W2, b2: (W1 @ W2, b1 + b2), "first-bias-not-multiplied"),
        (lambda W1, b1, W2, b2: (W1 @ W2, b1 @ W2), "second-bias-forgotten"),
        (lambda W1, b1, W2, b2: W1 @ W2, "what `merge` returns"),
        (lambda W1, b1, W2, b2: 1 / 0, "what `merge` returns"),
    ],
)
def test_a_mistake_is_named(merge, says):
    assert says in mistakes(merge)


def test_other_sizes_are_tried_once_both_are_right():
    def only_square(W1, b1, W2, b2):
        return W1[:2, :2] @ W2[:2, :2], b1[:2] @ W2[:2] + b2

    assert "3 inputs, 5 hidden units" in mistakes(only_square)


def test_other_sizes_are_not_tried_before():
    said = mistakes(lambda W1, b1, W2, b2: (W1 @ W2, b1 + b2))
    assert "3 inputs" not in said


def test_inputs_must_stay():
    def changes(W1, b1, W2, b2):
        b2 += b1 @ W2
        return W1 @ W2, b2

    assert "changes-its-input" in mistakes(changes)
