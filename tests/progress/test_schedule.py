"""When it is asked again, on an invented clock: what was wrong sooner, what was known later."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from course_utils.progress.schedule import Rating, Review, memory_of

MONDAY = datetime(2030, 1, 7, 20, 0, tzinfo=UTC)
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


def due(*reviews):
    """How long after the last answer the card is due; each answer is a rating and its day."""
    given = [Review(rating, MONDAY + day * DAY) for rating, day in reviews]
    return memory_of(given, given[-1].at).due - given[-1].at


def test_right_is_due_days_later_and_wrong_within_minutes():
    assert due((Rating.Again, 0)) == 10 * MINUTE
    assert DAY < due((Rating.Good, 0)) < 4 * DAY
    assert due((Rating.Again, 0)) < due((Rating.Hard, 0)) < due((Rating.Good, 0))


def test_each_time_it_is_known_it_is_due_later():
    days, waits = [0.0], []
    for _ in range(6):
        waits.append(due(*((Rating.Good, day) for day in days)))
        days.append(days[-1] + waits[-1] / DAY)
    assert waits == sorted(waits)
    assert waits[-1] > 10 * waits[0]


def test_what_was_forgotten_once_is_due_sooner():
    known = [(Rating.Good, 0), (Rating.Good, 3), (Rating.Good, 12)]
    forgotten = [(Rating.Good, 0), (Rating.Again, 3), (Rating.Good, 12)]
    assert due(*forgotten) < due(*known)
    assert due((Rating.Good, 0), (Rating.Again, 3)) == 10 * MINUTE


def test_who_came_in_the_evening_may_come_in_the_morning():
    memory = memory_of([Review(Rating.Good, MONDAY)], MONDAY)
    assert memory.due.hour == 8
    assert memory.due < MONDAY + 2 * DAY


def test_memory_fades():
    reviews = [Review(Rating.Good, MONDAY)]
    recalls = [memory_of(reviews, MONDAY + days * DAY).recall for days in (0, 1, 5, 50, 500)]
    assert recalls[0] == 1
    assert recalls == sorted(recalls, reverse=True)
    assert memory_of(reviews, MONDAY + 2 * DAY).recall == pytest.approx(0.9, abs=0.03)


def test_answers_in_any_order_give_the_same():
    rng = Random(0)
    reviews = [
        Review(rng.choice(list(Rating)), MONDAY + timedelta(hours=rng.randrange(2000)))
        for _ in range(30)
    ]
    one = memory_of(reviews, MONDAY)
    assert memory_of(reviews[::-1], MONDAY) == one
    assert memory_of(reviews, MONDAY) == one, "nothing is left to chance"
