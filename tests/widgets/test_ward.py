"""The ward: what an examination finds, and that patients have what they say."""

import numpy as np
import pytest

from course_utils.widgets.ward import EXAMINATIONS, PATIENTS, ClinicExamination, examine_all


@pytest.fixture(scope="module")
def numbers():
    """By patient, then by examination."""
    table = examine_all()
    return {
        name: dict(zip(EXAMINATIONS, row, strict=True))
        for name, row in zip(PATIENTS, table, strict=True)
    }


def test_an_examination_finds_what_is_outside_its_ends_and_what_is_no_number():
    examination = ClinicExamination("", 0.5, 2)
    given = np.array([0.4, 0.5, 2, 2.1, np.nan, np.inf])
    assert examination.finds(given).tolist() == [True, False, False, True, True, True]


def test_both_runs_of_nan_have_no_number_left(numbers):
    assert numbers["A"]["NaN"] == numbers["B"]["NaN"] == 321
    assert numbers["B"]["spans"] > 100 > numbers["A"]["spans"]


def test_who_was_trained_before_starts_low(numbers):
    assert numbers["H"]["first loss"] < 0.1 < numbers["J"]["first loss"]


def test_labels_of_other_rows_are_no_better_than_random_ones(numbers):
    assert abs(numbers["F"]["permuted"] - 1) < 0.2 < numbers["J"]["permuted"] - 1


def test_sorted_rows_leave_one_class_aside(numbers):
    assert numbers["D"]["base rate"] == 1 and numbers["J"]["base rate"] < 0.8


def test_no_sigmoid_learns_a_quantity_by_heart(numbers):
    assert numbers["G"]["by heart"] > 0.4 > 10 * numbers["I"]["by heart"]
