"""What is said of a wrong answer that has something in common with the right one."""

import numpy as np
import pytest

from course_utils.exercises.expect.likeness import array_likeness, number_likeness

RNG = np.random.default_rng(1)
WANTED = [RNG.normal(0, 2, (2, 3)), RNG.normal(0, 2, (5, 4))]


@pytest.mark.parametrize(
    "found, wanted, fragment",
    [
        (-0.25, 0.25, "the sign is turned"),
        (25.0, 0.25, "100 times as much"),
        (0.0025, 0.25, "a hundredth"),
        (0.5, 0.25, "twice as much"),
        (0.7, 1.4, "half"),
        (4.0, 0.25, "turn the fraction over"),
        (1.63, 1.6333, "rounded"),
        (2.0, 1.6333, "rounded"),
        (4.0, 3.0, "one too many"),
        (2.0, 3.0, "one too few"),
    ],
)
def test_a_number_is_told_what_it_has_in_common(found, wanted, fragment):
    assert fragment in number_likeness(found, wanted)[0]


@pytest.mark.parametrize(
    "found, wanted", [(7.0, 0.3), (0.0, 0.3), (1.0, 0.0), (np.nan, 1.0), (5.0, 3.0), (1.0, np.nan)]
)
def test_a_number_that_has_nothing_in_common_is_told_nothing(found, wanted):
    assert number_likeness(found, wanted) is None


@pytest.mark.parametrize(
    "change, fragment",
    [
        (lambda x: 2.5 * x, "Every number is 2.5 times what it should be"),
        (lambda x: -x, "every sign is turned"),
        (lambda x: x + x.size, "All numbers are off by the same, 6"),
        (np.abs, "the signs are lost"),
        (np.round, "These are rounded"),
        (lambda x: np.maximum(x, 1), "What should be below 1 is 1 here, the rest is right"),
        (lambda x: np.where(x > 0, x, 7 * x), "of the numbers are right"),
        (lambda x: x.T, "Rows and columns have changed places"),
        (np.ravel, "The numbers are right, in the wrong shape: (6,) instead of (2, 3)"),
        (lambda x: x[0], "the first row alone"),
        (np.sum, "added up to one number"),
        (np.mean, "the mean of all of them"),
        (np.max, "One number came out where 6 are wanted"),
    ],
)
def test_arrays_are_told_what_holds_for_all_of_them(change, fragment):
    assert fragment in array_likeness([change(x) for x in WANTED], WANTED)[0]


@pytest.mark.parametrize(
    "change",
    [np.tanh, lambda x: x**2, lambda x: 0 * x, lambda x: x * np.nan, lambda x: x[:, :1] ** 2],
)
def test_arrays_that_have_nothing_in_common_are_told_nothing(change):
    assert array_likeness([change(x) for x in WANTED], WANTED) is None


def test_the_first_of_two_results_is_no_row():
    told, mistake = array_likeness([1.0, 3.0], [[1.0, 2.0], [3.0, 4.0]])
    assert (told, mistake) == ("That is the first number alone, of 2.", "first-number-alone")


@pytest.mark.parametrize("change", [lambda x: x[:1], lambda x: x[:, :1]], ids=["row", "column"])
def test_a_part_of_it_is_told_to_be_one(change):
    told, mistake = array_likeness([change(x) for x in WANTED], WANTED)
    assert (told, mistake) == (
        "What is there is right, and there should be more of it.",
        "some-missing",
    )


def test_three_numbers_are_too_few_to_be_cut():
    assert "cut" not in array_likeness([[2.0, 2.0, 3.0]], [[-0.5, 0.5, 3.0]])


def test_what_holds_for_one_of_them_alone_is_not_said():
    assert array_likeness([2 * WANTED[0], 3 * WANTED[1]], WANTED) is None


def test_words_and_single_numbers_are_no_arrays_here():
    assert array_likeness([np.array(["a", "b"])], [np.zeros(2)]) is None
    assert array_likeness([np.float64(1)], [np.float64(2)]) is None
    two = [np.float64(2), np.float64(3)]
    assert "0.5 times" in array_likeness([1.0, 1.5], two)[0]
    assert array_likeness([np.ones(3), np.ones(4)], two) is None
    assert array_likeness([np.ones(3), np.ones(4)], [np.zeros((0, 3)), np.ones((2, 2))]) is None
