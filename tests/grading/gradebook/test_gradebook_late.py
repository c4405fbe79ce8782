"""Tests for what being late costs."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from course_utils.errors import CourseError
from course_utils.grading.gradebook.late import Deadline, LatePolicy, days_started
from tests.grading.gradebook.examples import DAY, HOUR, MONDAY

SECOND = timedelta(seconds=1)
STRICT = LatePolicy(15, percent_per_day=10, floor_percent=50, cutoff_days=7)


@pytest.mark.parametrize(
    ("late", "share"),
    [
        (-DAY, 1),
        (timedelta(0), 1),
        (15 * timedelta(minutes=1), 1),
        (15 * timedelta(minutes=1) + SECOND, 0.9),
        (DAY, 0.9),
        (DAY + SECOND, 0.8),
        (4 * DAY + HOUR, 0.5),
        (6 * DAY, 0.5),
        (7 * DAY, 0.5),
        (7 * DAY + SECOND, 0),
        (1000 * DAY, 0),
    ],
)
def test_grace_then_a_part_for_each_day_then_a_floor_then_nothing(late, share):
    assert STRICT.share(late) == share


def test_without_a_rule_late_work_counts_in_full():
    assert LatePolicy().share(1000 * DAY) == 1
    assert LatePolicy(percent_per_day=60).share(2 * DAY) == 0
    assert LatePolicy(cutoff_days=0).share(SECOND) == 0
    assert LatePolicy(grace_minutes=60, cutoff_days=0).share(HOUR) == 1


@pytest.mark.parametrize(("late", "days"), [(-HOUR, 0), (0 * DAY, 0), (SECOND, 1), (DAY, 1)])
def test_a_day_started_is_a_day(late, days):
    assert days_started(late) == days
    assert days_started(late + DAY) == days + 1 or late < timedelta(0)


def test_the_rule_in_words():
    assert LatePolicy().words() == "Late work counts in full."
    assert LatePolicy(cutoff_days=1).words() == (
        "Late work counts in full. Later than 1 day after the deadline, nothing counts."
    )
    assert STRICT.words() == (
        "Up to 15 minutes late is not late. Late work loses 10% of its marks for each day started "
        "after the deadline, down to 50%. Later than 7 days after the deadline, nothing counts."
    )


@pytest.mark.parametrize(
    ("late", "words"),
    [
        (-DAY, "Handed in in time."),
        (timedelta(minutes=14, seconds=1), "Handed in 15 minutes late: it counts in full."),
        (HOUR, "Handed in 1 hour late: 90% of its marks count."),
        (DAY + 2 * HOUR + SECOND, "Handed in 1 day 2 hours late: 80% of its marks count."),
        (9 * DAY, "Handed in 9 days late: 0% of its marks count."),
    ],
)
def test_lateness_in_words(late, words):
    lateness = Deadline("01_neuron", MONDAY, STRICT).lateness(MONDAY + late)
    assert lateness.words == words
    assert lateness.late == max(late, timedelta(0))
    assert lateness.share == STRICT.share(late)


def test_what_came_at_an_unknown_time_is_not_late():
    lateness = Deadline("01_neuron", MONDAY, STRICT).lateness(None)
    assert lateness.share == 1
    assert "Nobody knows when" in lateness.words


def test_a_deadline_in_another_zone_is_the_same_moment():
    berlin = ZoneInfo("Europe/Berlin")
    due = datetime(2026, 3, 29, 12, tzinfo=berlin)  # the night before, clocks went forward
    deadline = Deadline("01_neuron", due, LatePolicy(percent_per_day=10))
    assert deadline.lateness(datetime(2026, 3, 29, 10, tzinfo=ZoneInfo("UTC"))).share == 1
    assert deadline.lateness(datetime(2026, 3, 29, 11, tzinfo=ZoneInfo("UTC"))).share == 0.9


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"grace_minutes": -1}, "the minutes of grace to be 0 or more, found -1"),
        ({"percent_per_day": 101}, "the per cent off per day to be 0 to 100, found 101"),
        ({"floor_percent": float("nan")}, "the floor in per cent to be 0 to 100, found nan"),
        ({"cutoff_days": float("inf")}, "the days until the cut-off to be 0 or more, found inf"),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused(values, message):
    with pytest.raises(CourseError, match=message):
        LatePolicy(**values)
