"""Base rate and gain, from labels and a run."""

import numpy as np
import pytest

from course_utils.exercises.checks.lesson_06.base_rate import (
    accuracy_at_best,
    base_rate_of,
    expect_accuracy_curves,
    expect_base_rate,
    expect_gain,
)
from course_utils.exercises.records import HistoryRecord, NumberRecord

Y = np.array([1] * 30 + [0] * 70)


def history(accuracy=(0.72, 0.8, 0.82), name="binary_accuracy", **others):
    curves = {"val_loss": [0.6, 0.4, 0.5], f"val_{name}": accuracy, name: (0.7, 0.85, 0.9)}
    return HistoryRecord({key: np.array(curve) for key, curve in (curves | others).items()})


def test_the_base_rate_is_that_of_the_larger_class():
    assert base_rate_of(Y) == base_rate_of(1 - Y) == 0.7
    assert expect_base_rate(NumberRecord(0.7), Y).ok


@pytest.mark.parametrize(
    ("wrong", "mistake"), [(0.3, "smaller-class"), (0.5, "coin-for-base-rate"), (70, "percent")]
)
def test_a_wrong_base_rate_is_named(wrong, mistake):
    finding = expect_base_rate(NumberRecord(wrong), Y)
    assert (finding.ok, finding.mistake) == (False, mistake)


@pytest.mark.parametrize("name", ["binary_accuracy", "accuracy", "acc"])
def test_the_accuracy_of_the_best_epoch_whatever_it_is_called(name):
    assert accuracy_at_best(history(name=name)) == 0.8
    assert expect_accuracy_curves(history(name=name)).ok


@pytest.mark.parametrize(
    "run",
    [
        HistoryRecord({"val_loss": np.array([0.5])}),
        HistoryRecord({"loss": np.array([0.5]), "accuracy": np.array([0.5])}),
        HistoryRecord({}),
        history(accuracy=(0.7, 0.8)),
        history(accuracy=(0.7, np.nan, 0.8)),
    ],
)
def test_curves_that_cannot_be_read(run):
    finding = expect_accuracy_curves(run)
    assert not finding.ok
    assert "validation_data" in finding.next_step


def test_the_gain_may_be_half_a_row_off():
    assert expect_gain(NumberRecord(0.1), history(), Y).ok
    assert expect_gain(NumberRecord(0.1049), history(), Y).ok
    assert not expect_gain(NumberRecord(0.106), history(), Y).ok


def test_a_gain_of_nothing_is_not_any_number():
    flat = history(accuracy=(0.7, 0.7, 0.7))
    assert expect_gain(NumberRecord(0.0), flat, Y).ok
    assert not expect_gain(NumberRecord(0.02), flat, Y).ok


@pytest.mark.parametrize(
    ("wrong", "mistake"),
    [
        (0.8, "base-rate-not-subtracted"),
        (0.12, "last-instead-of-best"),
        (-0.1, "sign-turned"),
        (10, "percent"),
        (0.15, "training-accuracy"),
    ],
)
def test_a_wrong_gain_is_named(wrong, mistake):
    finding = expect_gain(NumberRecord(wrong), history(), Y)
    assert (finding.ok, finding.mistake) == (False, mistake)


def test_the_highest_is_not_the_best():
    finding = expect_gain(NumberRecord(0.15), history(accuracy=(0.85, 0.8, 0.78)), Y)
    assert finding.mistake == "highest-instead-of-best"
