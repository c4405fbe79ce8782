"""Answers to quiz items in the record: each is kept, the first one first."""

import sqlite3
from datetime import UTC, datetime, timedelta

import pytest

from course_utils.errors import SetupError
from course_utils.progress import (
    last_problem,
    read_progress,
    read_quiz_answers,
    record_quiz_answer,
    record_verdict,
    reset_progress,
)
from course_utils.progress.database import record_path


def test_before_the_first_answer_there_is_nothing():
    assert read_quiz_answers() == {}


def test_all_answers_are_kept_the_first_one_first():
    start = datetime.now(UTC)
    record_quiz_answer("3.a", "5", False)
    record_quiz_answer("3.b", "larger", True)
    record_quiz_answer("3.a", "17.6", True)
    answers = read_quiz_answers()
    assert list(answers) == ["3.a", "3.b"]
    assert [(a.item_id, a.chosen, a.right) for a in answers["3.a"]] == [
        ("3.a", "5", False),
        ("3.a", "17.6", True),
    ]
    assert start <= answers["3.a"][0].at <= answers["3.a"][1].at <= start + timedelta(minutes=1)
    assert read_progress() == {}, "a guess counts for nothing"


def test_a_record_of_the_edition_before_gets_the_new_table():
    record_verdict("1.1", "correct", 1.0, 1.0)
    with sqlite3.connect(record_path()) as other:
        other.execute("DROP TABLE quiz_answers")
        other.execute("PRAGMA user_version = 1")
    record_quiz_answer("3.a", "5", False)
    assert last_problem() == ""
    assert list(read_quiz_answers()) == ["3.a"]
    assert list(read_progress()) == ["1.1"], "and keeps what it had"


def test_reset_forgets_answers_too():
    record_quiz_answer("3.a", "5", False)
    reset_progress()
    assert read_quiz_answers() == {}


def test_off_writes_and_reads_nothing(home, monkeypatch):
    monkeypatch.setenv("COURSE_PROGRESS", "off")
    record_quiz_answer("3.a", "5", False)
    assert read_quiz_answers() == {}
    assert not home.exists()


def test_a_locked_file_loses_no_answer(home):
    record_verdict("1.1", "correct", 1.0, 1.0)
    other = sqlite3.connect(home / "progress.sqlite", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    record_quiz_answer("3.a", "5", False)
    record_verdict("1.2", "correct", 1.0, 1.0)
    assert "is writing to it" in last_problem()
    with pytest.raises(SetupError, match="is writing to it"):
        read_quiz_answers()
    other.execute("ROLLBACK")
    other.close()
    assert list(read_quiz_answers()) == ["3.a"]
    assert sorted(read_progress()) == ["1.1", "1.2"]
