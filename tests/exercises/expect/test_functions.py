"""Expectations of a function, called with fresh numbers."""

import numpy as np
import pytest

from course_utils.exercises.capture import capture
from course_utils.exercises.expect import Instead, expect_function, one_number
from course_utils.exercises.verdicts import verdict_of

CASES = [(np.array([1.0, -2.0]),), (np.array([[3.0]]),), (np.arange(30.0),)]
INSTEAD = [
    Instead(lambda x: -x, "sign-lost", "Look at the sign."),
    Instead(lambda x: 1 / 0, "never", "This never matches."),
]


def looked_at(function, **options):
    looks = expect_function(
        capture(function), lambda x: 2 * x, CASES, "Double it.", INSTEAD, **options
    )
    return verdict_of("1.4", looks, weight=2).findings


def test_right():
    findings = looked_at(lambda x: x + x)
    assert all(finding.ok for finding in findings)
    assert len(findings) == 3


@pytest.mark.parametrize(
    ("function", "expected", "found", "advice"),
    [
        (
            lambda x: x * 3,
            "[ 2., -4.] for [ 1., -2.]",
            "[ 3., -6.]",
            "Every number is 1.5 times what it should be. Double it.",
        ),
        (lambda x: x * x * x, "[ 2., -4.] for [ 1., -2.]", "[ 1., -8.]", "Double it."),
        (lambda x: -x, "for [ 1., -2.]", "[-1.,  2.]", "Look at the sign."),
        (
            lambda x: 2 * x[:1],
            "[ 2., -4.]",
            "shape (1,): [2.]",
            "What is there is right, and there should be more of it. Double it.",
        ),
        (
            lambda x: 2 * np.minimum(x, 9),
            "for shape (30,)",
            "from 0 to 18",
            "What should be above 18 is 18 here, the rest is right. Double it.",
        ),
        (
            lambda x: None,
            "[ 2., -4.]",
            "`None`",
            "Without `return` a function gives back `None`. Write `return` before its result.",
        ),
        (
            lambda x: "four",
            "[ 2., -4.]",
            "the text 'four'",
            "Numbers are wanted: leave out the quotation marks. Double it.",
        ),
        (
            lambda x: [str(v) for v in x],
            "[ 2., -4.]",
            "a list of 2",
            "One array of numbers is wanted: print what comes back. Double it.",
        ),
        (lambda x: looked_at, "[ 2., -4.]", "the function `looked_at", "Double it."),
    ],
)
def test_what_a_wrong_function_is_told(function, expected, found, advice):
    runs, returns, _ = looked_at(function)
    assert runs.ok
    assert not returns.ok
    assert expected in returns.expected
    assert found in returns.found
    assert returns.next_step == advice


def test_a_known_mistake_is_named():
    assert looked_at(lambda x: -x)[1].mistake == "sign-lost"


def test_one_that_raises_in_the_middle():
    def strict(x, times=2):
        if x.ndim == 2:
            raise ValueError("only `one` axis")
        return times * x

    (runs,) = looked_at(strict)
    assert runs.found == "`ValueError: only 'one' axis`"
    assert "says what Python could not do" in runs.next_step
    runs, returns = looked_at(lambda x: strict(x, 3))
    assert returns.found == "[ 3., -6.]"


def test_an_error_that_is_recognised():
    known = Instead("division", "divided", "Do not divide.")
    (runs,) = looked_at(lambda x: 1 / 0, raises=[known])
    assert (runs.next_step, runs.mistake) == ("Do not divide.", "divided")


@pytest.mark.parametrize(
    "function, advice",
    [
        (lambda x: np.ones((2, 3)) @ np.ones((2, 3)), "as many columns as `B` has rows"),
        (lambda x: np.ones(3) + np.ones(2), "do not fit number by number"),
        (lambda x: np.pi(x), "no function. For a product write `*`"),
        (lambda x: unknown, "Inside the function a name is unknown"),  # noqa: F821
        (lambda: 2, "Keep the first line as the question gives it"),
    ],
)
def test_usual_errors_are_said_in_words(function, advice):
    (runs,) = looked_at(function)
    assert advice in runs.next_step and runs.mistake


def test_one_that_hangs_says_so_once():
    calls = []

    def hang(x):
        calls.append(x)
        while True:
            pass

    (runs,) = looked_at(hang)
    assert runs.found == "still running at its deadline"
    assert "a loop that never ends" in runs.next_step
    assert len(calls) == 1


def test_what_it_warns_of_is_said():
    assert "a warning: divide by zero" in looked_at(lambda x: x / np.float64(0))[1].found


def test_one_that_changes_its_input():
    def double(x):
        x *= 2
        return x

    _, returns, untouched = looked_at(double)
    assert returns.ok
    assert untouched.found == "`x` changed by the call"
    assert untouched.mistake == "changes-its-input"


@pytest.mark.parametrize(
    ("function", "credit"),
    [
        (lambda x: x + x, 1.0),
        (lambda x: x * 3, 0.0),
        (lambda x: None, 0.0),
        (lambda x: 1 / 0, 0.0),
        (lambda x: x.__imul__(2), 0.8),
    ],
)
def test_running_alone_earns_nothing(function, credit):
    assert verdict_of("1.4", looked_at(function)).credit == credit


def test_harmless_shapes_can_be_made_equal():
    def column(found, wanted):
        return found.reshape(np.shape(wanted)) if found.size == np.size(wanted) else found

    assert one_number(np.array([[3.0]]), np.array(3.0)).shape == ()
    assert one_number(np.ones(2), np.array(3.0)).shape == (2,)
    assert not looked_at(lambda x: (2 * x).ravel())[1].ok
    assert looked_at(lambda x: (2 * x).ravel(), same=column)[1].ok


@pytest.mark.parametrize(
    ("function", "says"),
    [
        (lambda: 1, "Keep the first line as the question gives it"),
        (lambda x: unknown_name * x, "a name is unknown"),  # noqa: F821
    ],
)
def test_usual_errors_are_explained(function, says):
    (runs,) = looked_at(function)
    assert says in runs.next_step
