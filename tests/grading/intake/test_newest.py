"""One submission for each student and exercise, and a reason for every other."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_utils.grading.intake.newest import Candidate, choose_newest
from course_utils.grading.submission import Submission

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def candidate(origin, hours=None, problem="", exercise="01", student="ada", number=0, written=1):
    time = None if hours is None else NOON + timedelta(hours=hours)
    return Candidate(Submission(student, origin, (), exercise, time, problem), number, written)


def chosen(*candidates):
    found = choose_newest(candidates)
    return [one.origin for one in found.submissions], {
        one.origin: one.reason for one in found.ignored
    }


def test_the_newest_counts_and_the_other_is_named():
    counts, ignored = chosen(candidate("new", 2), candidate("old", 1, number=9))
    assert counts == ["new"]
    reason = "`ada` handed in more than one; `new` counts: it was handed in later."
    assert ignored == {"old": reason}


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ({"written": 0, "hours": 9, "number": 9}, {}, "nothing was written in this one"),
        ({"number": 1}, {"number": 2}, "its number is higher"),
        ({"written": 2}, {"written": 3}, "more was written in it"),
        ({}, {}, "its name comes last, and nothing else tells which is newer"),
    ],
)
def test_what_was_worked_on_counts_and_why_is_said(one, other, why):
    counts, ignored = chosen(candidate("a", **one), candidate("b", **other))
    assert counts == ["b"] and ignored["a"].endswith(f"`b` counts: {why}.")


def test_without_times_the_last_resubmission_counts():
    assert chosen(candidate("b", number=2), candidate("c", number=10), candidate("d"))[0] == ["c"]


def test_what_can_be_read_comes_before_what_cannot():
    counts, ignored = chosen(candidate("good", 1), candidate("broken", 2, "It is broken."))
    assert counts == ["good"]
    assert ignored["broken"].startswith("It is broken. `ada` handed in more than one")


def test_what_answers_no_exercise_yields_to_what_does():
    scrap = candidate("scrap", 3, "No exercise.", exercise="")
    assert chosen(scrap, candidate("good", 1)) == (["good"], {"scrap": "No exercise."})
    assert chosen(scrap)[0] == ["scrap"]
    assert chosen(scrap, candidate("other", student="bo"))[0] == ["scrap", "other"]


def test_every_exercise_has_its_own():
    assert chosen(candidate("b", exercise="02"), candidate("a"))[0] == ["a", "b"]


CANDIDATES = st.lists(
    st.builds(
        candidate,
        st.integers(0, 99).map(str),
        st.none() | st.integers(0, 3),
        st.sampled_from(["", "Broken."]),
        st.sampled_from(["", "01", "02"]),
        st.sampled_from(["ada", "bo"]),
        st.integers(0, 2),
        st.integers(0, 2),
    ),
    max_size=8,
)


@given(CANDIDATES, st.randoms())
def test_nothing_vanishes_and_nothing_counts_twice(candidates, random):
    found = choose_newest(candidates)
    origins = [one.origin for one in found.submissions + found.ignored]
    assert sorted(origins) == sorted(one.submission.origin for one in candidates)
    keys = [(one.student, one.exercise) for one in found.submissions]
    assert keys == sorted(set(keys))
    if len(set(origins)) == len(origins):
        shuffled = random.sample(candidates, len(candidates))
        assert choose_newest(shuffled).submissions == found.submissions
