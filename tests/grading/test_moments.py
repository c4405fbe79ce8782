"""Moments in UTC."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from course_utils.errors import CourseError
from course_utils.grading.moments import in_utc, in_words, zoned_in_utc

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
FAR = timezone(timedelta(hours=5))


def test_a_moment_is_in_utc_with_or_without_its_zone():
    assert in_utc(NOON.replace(tzinfo=None)) == NOON
    assert in_utc(NOON.astimezone(FAR)).isoformat() == NOON.isoformat()


def test_a_zone_can_be_asked_for():
    assert zoned_in_utc(NOON.astimezone(FAR), "the end").isoformat() == NOON.isoformat()
    assert zoned_in_utc(None, "the end") is None
    with pytest.raises(CourseError, match="Expected the end with a time zone, found 2026-11-21 12"):
        zoned_in_utc(NOON.replace(tzinfo=None), "the end")


def test_a_moment_in_words():
    east = datetime(2026, 3, 1, 14, 30, tzinfo=timezone(timedelta(hours=2)))
    assert in_words(east) == in_words(datetime(2026, 3, 1, 12, 30, tzinfo=UTC))
    assert in_words(east) == "2026-03-01 12:30 UTC"
    assert in_words(None) == ""
