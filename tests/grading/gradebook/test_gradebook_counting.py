"""Tests for which result counts."""

from dataclasses import replace
from itertools import permutations

import pytest

from course_utils.grading.gradebook.counting import BEST, LATEST, Attempt, choose, hand_ins
from course_utils.grading.gradebook.late import Deadline, LatePolicy
from tests.grading.gradebook.examples import DAY, MONDAY


def attempt(number, marks, handed_in=None, run=1, origin="ada.ipynb"):
    """Run 1 began on Monday, run 2 on Tuesday, and so on."""
    return Attempt(number, run, MONDAY + (run - 1) * DAY, origin, handed_in, marks, 10)


def chosen(attempts, rule, deadline=None):
    """The number of the one that counts, in whatever order they come."""
    orders = permutations(attempts)
    (found,) = {choose(order, rule, deadline).number for order in orders}
    return found


def test_nothing_counts_where_nothing_is():
    assert choose((), LATEST) is None
    assert choose((), BEST) is None


def test_the_latest_is_what_was_handed_in_last_not_what_was_graded_last():
    attempts = [attempt(1, 9, MONDAY - DAY), attempt(2, 5, MONDAY), attempt(3, 7, MONDAY - 2 * DAY)]
    assert chosen(attempts, LATEST) == 2
    assert chosen(attempts, BEST) == 1


def test_without_times_the_latest_run_decides():
    attempts = [attempt(n, 9 - n, run=n, origin=f"{n}.zip") for n in (1, 2, 3)]
    assert chosen(attempts, LATEST) == 3
    assert chosen(attempts, BEST) == 1


def test_where_one_time_is_known_the_start_of_the_run_stands_for_the_other():
    known = attempt(1, 9, MONDAY + DAY / 2)
    assert chosen([known, attempt(2, 5, run=1, origin="b")], LATEST) == 1
    assert chosen([known, attempt(2, 5, run=2, origin="b")], LATEST) == 2


@pytest.mark.parametrize("rule", [LATEST, BEST])
@pytest.mark.parametrize("handed_in", [MONDAY, None])
def test_a_regrade_replaces_the_mark_of_the_same_work_under_either_rule(rule, handed_in):
    attempts = [attempt(1, 9, handed_in), attempt(2, 4, handed_in, run=2)]
    assert chosen(attempts, rule) == 2
    assert len(hand_ins(attempts)) == 1


def test_two_files_with_the_same_time_are_two_hand_ins():
    attempts = [attempt(1, 9, MONDAY, origin="a"), attempt(2, 4, MONDAY, origin="b")]
    assert chosen(attempts, BEST) == 1
    assert chosen(attempts, LATEST) == 2


def test_the_best_is_the_best_after_the_deduction():
    deadline = Deadline("01_neuron", MONDAY, LatePolicy(percent_per_day=20))
    attempts = [attempt(1, 8, MONDAY), attempt(2, 9, MONDAY + DAY)]
    assert chosen(attempts, BEST) == 2
    assert chosen(attempts, BEST, deadline) == 1
    assert chosen(attempts, LATEST, deadline) == 2


@pytest.mark.parametrize("rule", [LATEST, BEST])
@pytest.mark.parametrize("handed_in", [MONDAY, None])
def test_what_is_broken_or_blank_replaces_no_answers(rule, handed_in):
    good = attempt(1, 0, handed_in)
    blank = replace(attempt(2, 0, handed_in, run=2), is_attempted=False)
    broken = replace(attempt(3, 0, handed_in, run=3), is_attempted=False, is_readable=False)
    assert chosen([good, blank, broken], rule) == 1
    assert chosen([blank, broken], rule) == 2
    assert chosen([broken], rule) == 3
    assert len(hand_ins([good, blank, broken])) == 3


def test_of_equally_good_ones_the_later_counts():
    assert chosen([attempt(1, 8, MONDAY), attempt(2, 8, MONDAY - DAY)], BEST) == 1
