"""A function that computes the cross-entropy, and its mistakes."""

import numpy as np
import pytest

from course_utils.exercises.capture import capture
from course_utils.exercises.checks.lesson_06.cross_entropy import expect_cross_entropy
from course_utils.exercises.verdicts import verdict_of


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
    assert unsafe[0].found == "inf; there was a warning: divide by zero encountered in log"
    halves = failed(lambda y, p: -(y * np.log(p) + (1 - y) * np.log(1 - p)).mean())
    assert {finding.found.partition(";")[0] for finding in halves} == {"nan", "inf"}


@pytest.mark.parametrize(
    ("function", "says"),
    [
        (lambda y, p: safe(y, np.clip(p, 0.1, 0.9)), "but too far"),
        (lambda y, p: -np.log(np.where(y == 1, p + 1e-9, 1 - p)).mean(), "but not from 1"),
        (lambda y, p: -np.log(np.where(y == 1, p, 1 - p)).mean(), "`np.clip` does it"),
        (lambda y, p: ((y - p) ** 2).mean(), "reason is the formula"),
        (lambda y, p: safe(1 - y, p), "reason is the formula"),
        (lambda y, p: -np.log(np.where(y == 1, p, 1 - p)), "reason is the formula"),
    ],
)
def test_what_is_told_of_the_ends_fits_what_is_done_there(function, says):
    assert says in failed(function)[-1].next_step


def test_a_constant_earns_nothing():
    assert verdict_of("6.2", expect_cross_entropy(capture(lambda y, p: 0.0))).credit == 0


def test_one_that_clips_too_much_is_not_safe_but_wrong():
    assert failed(lambda y, p: safe(y, np.clip(p, 0.2, 0.8)))
