"""Expectations of numbers, arrays and choices."""

import numpy as np
import pytest

from course_utils.exercises.expect import (
    Instead,
    expect,
    expect_array,
    expect_choice,
    expect_guess,
    expect_number,
    expect_outcome,
)
from course_utils.exercises.expect.values import brief, same_array
from course_utils.exercises.records import ArrayRecord, NumberRecord, TextRecord

HALF = Instead(2, "halved", "You took half of it.")


def number(found, wanted=4.0, **options):
    return expect_number(NumberRecord(found), wanted, "`x`", "Count again.", [HALF], **options)


def test_a_passed_finding_keeps_no_advice():
    finding = expect(
        True,
        where="`x`",
        expected="4",
        found="5",
        next_step="Count again.",
        mistake="miscounted",
        weight=2,
    )
    assert (finding.found, finding.next_step, finding.mistake, finding.weight) == ("", "", "", 2)


def test_numbers():
    assert number(4.0001).ok
    assert not number(4.1).ok
    assert number(4.1, within=0.05).ok
    assert number(1e-6, wanted=0).ok
    assert not number(1e-3, wanted=0).ok


def test_what_a_wrong_number_is_told():
    finding = number(5)
    assert (finding.expected, finding.found) == ("4", "5")
    assert finding.next_step == "That is one too many. Count again."
    assert number(17).next_step == "Count again."
    assert number(2).mistake == "halved"
    assert number(2).next_step == "You took half of it."
    assert number(5, expected="the change").expected == "the change"


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_numbers_that_are_not_finite(value):
    finding = number(value)
    assert not finding.ok
    assert "not a finite number" in finding.next_step


def array(values, **options):
    instead = [Instead([3.0, 2, 1], "backwards", "Turn it round.")]
    record = ArrayRecord(np.array(values))
    return expect_array(record, [1.0, 2, 3], "`w`", "Look again.", instead, **options)


def test_arrays():
    assert array([1.0, 2, 3.0001]).ok
    assert array([3.0, 2, 1]).next_step == "Turn it round."
    assert array([3.0, 2, 1]).mistake == "backwards"


@pytest.mark.parametrize(
    ("values", "found", "advice"),
    [
        ([1.0, 2, 4], "[1., 2., 4.]", "Only 67% of the numbers are right. Look again."),
        ([9.0, 8, 4], "[9., 8., 4.]", "Look again."),
        (
            [[1.0, 2, 3]],
            "shape (1, 3) instead of (3,)",
            "The numbers are right, in the wrong shape: (1, 3) instead of (3,). Look again.",
        ),
        ([1.0, np.nan, 3], "1 of 3 values that are not finite", "Look again."),
        (["a", "b", "c"], "no numbers but ['a', 'b', 'c']", "Look again."),
    ],
)
def test_what_a_wrong_array_is_told(values, found, advice):
    finding = array(values)
    assert not finding.ok
    assert found in finding.found
    assert finding.next_step == advice


@pytest.mark.parametrize(
    ("found", "wanted", "same"),
    [
        ([1.0], [1.0], True),
        ([], [], True),
        ([0.0], [0.0], True),
        ([1.0, 1e6], [1.0005, 1e6], True),
        ([np.nan], [np.nan], False),
        ([np.inf], [np.inf], True),
        ([5.0, np.inf], [1.0, np.inf], False),
        ([5.0], [np.inf], False),
        ([[1.0]], [1.0], False),
        (["1"], [1.0], False),
    ],
)
def test_same_array(found, wanted, same):
    assert same_array(np.array(found), wanted) is same


@pytest.mark.parametrize(
    ("values", "text"),
    [
        (3.0, "3."),
        ([1, 2], "[1, 2]"),
        ([[1.0], [0.5]], "[[1. ], [0.5]]"),
        (np.arange(20), "an array of shape (20,), from 0 to 19"),
        (np.array(["a"] * 20), "an array of shape (20,)"),
        (np.zeros(20, bool), "an array of shape (20,)"),
        (np.full(20, np.nan), "an array of shape (20,), from nan to nan"),
        ([], "[]"),
    ],
)
def test_brief(values, text):
    assert brief(values) == text


def choice(text, **options):
    return expect_choice(TextRecord(text), "up", ["up", "down"], "the curve", "Look.", **options)


def test_choices():
    assert choice(" UP ").ok
    finding = choice("down", found="it rose from 1 to 2", mistake="curve-misread")
    assert finding.found == 'you said "down"; it rose from 1 to 2'
    assert (finding.next_step, finding.mistake) == ("Look.", "curve-misread")


def test_a_text_that_is_no_choice():
    finding = choice("sideways")
    assert finding.expected == '`"up"` or `"down"`'
    assert finding.next_step == "Write one of these words."


def test_a_guess_is_any_of_the_choices():
    assert all(expect_guess(TextRecord(said), ["up", "down"]).ok for said in ("up", " Down"))
    assert expect_guess(TextRecord("?"), ["up", "down"]).next_step == "Write one of these words."


def test_an_outcome_is_what_the_run_showed():
    rest = ["down", ["up", "down"], "it fell", "the two errors"]
    assert expect_outcome(TextRecord(" Down"), *rest).ok
    finding = expect_outcome(TextRecord("up"), *rest)
    assert finding.found == 'you said "up"; it fell'
    assert finding.next_step == "Look at the two errors again."
