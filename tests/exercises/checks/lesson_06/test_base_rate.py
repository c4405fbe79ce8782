"""Base rate and gain, from labels and a run."""

import numpy as np
import pytest

from course_utils.exercises.checks.lesson_06.base_rate import (
    accuracy_at_best,
    accuracy_of,
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


# 80 of the 100 answers are right: 15 of the 30 positives are found, 5 of the 70 others called.
P = np.repeat([0.9, 0.2, 0.7, 0.1], [15, 15, 5, 65])
RUN = history(accuracy=(0.72, 0.84, 0.82))


def judge(gain, subtracted=0.7, p=P):
    return expect_gain(NumberRecord(gain), p, Y, RUN, subtracted)


def test_the_gain_may_be_half_a_row_off():
    assert accuracy_of(P, Y) == 0.8
    assert judge(0.1).ok
    assert judge(0.1049).ok
    assert not judge(0.106).ok


def test_a_gain_of_nothing_is_not_any_number():
    lazy = np.full(100, 0.3)
    assert judge(0.0, p=lazy).ok
    assert not judge(0.02, p=lazy).ok


@pytest.mark.parametrize(
    ("wrong", "mistake"),
    [
        (0.8, "base-rate-not-subtracted"),
        (0.14, "validation-accuracy"),
        (0.12, "validation-accuracy"),
        (-0.1, "sign-turned"),
        (10, "percent"),
        (0.2, "training-accuracy"),
        (-0.5, "share-of-mistakes"),
        (0.62 - 0.7, "column-against-row"),
    ],
)
def test_a_wrong_gain_is_named(wrong, mistake):
    finding = judge(wrong)
    assert (finding.ok, finding.mistake) == (False, mistake)


@pytest.mark.parametrize(
    ("wrong", "mistake"), [(0.3, "follows-from-base-rate"), (0.34, "validation-accuracy")]
)
def test_a_gain_over_another_base_rate_says_so(wrong, mistake):
    assert judge(wrong, subtracted=0.5).mistake == mistake
