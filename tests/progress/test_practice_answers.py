"""Answers of practice in the record, with SQLite files in every state they can be in."""

import sqlite3
from datetime import UTC, datetime, timedelta

import pytest

from course_utils.errors import SetupError
from course_utils.progress import (
    last_problem,
    read_practice_answers,
    read_progress,
    read_quiz_answers,
    record_practice_answer,
    record_quiz_answer,
    record_verdict,
    reset_progress,
)
from course_utils.progress.database import record_path
from course_utils.progress.schedule import Rating


def ratings():
    return {card: [one.rating for one in given] for card, given in read_practice_answers().items()}


def test_right_wrong_and_unsure_are_kept_in_order():
    start = datetime.now(UTC)
    record_practice_answer("3.iterations", False)
    record_practice_answer("3.iterations", True, unsure=True)
    record_practice_answer("3.e", True)
    record_practice_answer("3.iterations", False, unsure=True)
    assert ratings() == {
        "3.iterations": [Rating.Again, Rating.Hard, Rating.Again],
        "3.e": [Rating.Good],
    }
    assert start <= read_practice_answers()["3.e"][0].at <= start + timedelta(minutes=1)
    assert read_progress() == {} and read_quiz_answers() == {}, "practice counts for nothing"


@pytest.mark.parametrize("edition", [1, 2])
def test_a_record_of_an_edition_before_gets_the_new_table_and_keeps_what_it_had(edition):
    record_verdict("1.1", "correct", 1.0, 1.0)
    record_quiz_answer("3.e", "172", True)
    with sqlite3.connect(record_path()) as other:
        other.execute("DROP TABLE practice_answers")
        if edition == 1:
            other.execute("DROP TABLE quiz_answers")
        other.execute(f"PRAGMA user_version = {edition}")
    assert ratings() == {}
    record_practice_answer("3.iterations", True)
    assert last_problem() == ""
    assert ratings() == {"3.iterations": [Rating.Good]}
    assert list(read_progress()) == ["1.1"]
    assert list(read_quiz_answers()) == (["3.e"] if edition == 2 else [])


def test_a_locked_record_loses_no_answer():
    record_practice_answer("3.iterations", True)
    other = sqlite3.connect(record_path(), isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    record_practice_answer("3.iterations", False)
    assert "is writing to it" in last_problem()
    with pytest.raises(SetupError, match="is writing to it"):
        read_practice_answers()
    other.execute("ROLLBACK")
    other.close()
    assert ratings() == {"3.iterations": [Rating.Good, Rating.Again]}


def test_a_damaged_record_is_moved_aside(home):
    home.mkdir()
    record_path().write_bytes(b"no database" * 100)
    record_practice_answer("3.iterations", True)
    assert "was damaged" in last_problem()
    assert ratings() == {"3.iterations": [Rating.Good]}


def test_a_rating_that_nobody_gives_is_passed_over():
    record_practice_answer("3.iterations", True)
    record_practice_answer("3.iterations", True)
    with sqlite3.connect(record_path()) as other:
        other.execute("UPDATE practice_answers SET rating = 9 WHERE id = 1")
    assert ratings() == {"3.iterations": [Rating.Good]}


def test_off_writes_and_reads_nothing(home, monkeypatch):
    monkeypatch.setenv("COURSE_PROGRESS", "off")
    record_practice_answer("3.iterations", True)
    assert read_practice_answers() == {}
    assert not home.exists()


def test_reset_forgets_practice_too():
    record_practice_answer("3.iterations", True)
    reset_progress()
    assert read_practice_answers() == {}
