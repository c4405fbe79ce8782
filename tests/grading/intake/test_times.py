"""A time counts only where it can be the time of a hand-in."""

from datetime import UTC, datetime, timedelta

import pytest

from course_utils.grading.intake.times import read_timestamp, tell_times

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def after(*minutes):
    return [NOON + timedelta(minutes=n) for n in minutes]


def test_times_spread_over_days_are_told():
    assert tell_times(after(0, 600, 1200, 1201))
    assert tell_times([*after(0, 600, 1200), None])


@pytest.mark.parametrize(
    "times",
    [
        [],
        [None, None],
        after(5),
        after(0, 0.1, 0.2, 0.3),
        after(0, 1, 2, 3),
        after(0, 0, 0, 0, 900),
        [*after(0, 900), None, None],
    ],
)
def test_the_time_of_a_copy_tells_nothing(times):
    assert not tell_times(times)


@pytest.mark.parametrize(
    "text",
    ["2026-03-02 12:00:00.000000 UTC", "2026-03-02 12:00:00 UTC\n", "2026-03-02T14:00+02:00"],
)
def test_a_timestamp_of_nbgrader(text):
    assert read_timestamp(text.encode()) == NOON


@pytest.mark.parametrize(
    "data", [b"", b"yesterday", b"\xff\xfe", b"9" * 10**6, b"0001-01-01T00:00+09:00"]
)
def test_a_text_that_is_no_time(data):
    assert read_timestamp(data) is None
