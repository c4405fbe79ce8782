"""A function that computes the cross-entropy, and its mistakes."""

import numpy as np
import pytest

from course_utils.exercises.capture import capture
from course_utils.exercises.expect.cross_entropy import expect_cross_entropy


def safe(y, p):
    given = np.where(y == 1, p, 1 - p)
    return -np.log(np.maximum(given, 1e-7)).mean()


def failed(function):
    return [finding for finding in expect_cross_entropy(capture(function)) if not finding.ok]


def test_a_safe_one_is_right():
    assert failed(safe) == []
    assert failed(lambda y, p: np.array([safe(y, p)])) == []
    assert failed(lambda y, p: safe(y, np.clip(p, 1e-12, 1 - 1e-12))) == []


@pytest.mark.parametrize(
    ("function", "mistake"),
    [
        (lambda y, p: -safe(y, p), "minus-forgotten"),
        (lambda y, p: safe(y, p) * len(y), "sum-for-mean"),
        (lambda y, p: safe(1 - y, p), "classes-swapped"),
        (lambda y, p: ((y - p) ** 2).mean(), "squared-error"),
        (lambda y, p: safe(y, p) / np.log(2), "another-logarithm"),
        (lambda y, p: -np.log(np.maximum(p, 1e-7)).mean(), "labels-ignored"),
        (lambda y, p: -(y * np.log(np.maximum(p, 1e-7))).mean(), "only-the-positives"),
    ],
)
def test_a_known_mistake_is_named(function, mistake):
    assert failed(function)[0].mistake == mistake


def test_the_logarithm_of_zero_is_found_out():
    unsafe = failed(lambda y, p: -np.log(np.where(y == 1, p, 1 - p)).mean())
    assert [finding.mistake for finding in unsafe] == ["not-safe"]
    assert unsafe[0].found == "inf"
    halves = failed(lambda y, p: -(y * np.log(p) + (1 - y) * np.log(1 - p)).mean())
    assert {finding.found for finding in halves} == {"nan"}


def test_a_constant_earns_nothing():
    findings = list(expect_cross_entropy(capture(lambda y, p: 0.0)))
    assert sum(finding.weight for finding in findings if finding.ok) == 0


def test_one_that_clips_too_much_is_not_safe_but_wrong():
    assert failed(lambda y, p: safe(y, np.clip(p, 0.2, 0.8)))
