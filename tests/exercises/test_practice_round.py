"""Which questions are asked: due before new; and what is said where there is none."""

import sqlite3
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from course_utils.drills import judged
from course_utils.errors import QuestionError
from course_utils.exercises.practice_round import next_round
from course_utils.progress import (
    record_practice_answer,
    record_quiz_answer,
    record_verdict,
)
from course_utils.progress.database import record_path
from course_utils.source.quizzes import practice_items


def after(**time):
    """So long after the answers of the test, which are recorded by the real clock."""
    return datetime.now(UTC) + timedelta(**time)


pytestmark = pytest.mark.usefixtures("home")


def cards(asked):
    return [one.card_id for one in asked.questions]


def test_nothing_is_begun():
    asked = next_round()
    assert asked.questions == ()
    assert asked.note.startswith("There is nothing to practise yet.")
    assert "`practice(lesson=1)`" in asked.note


def test_due_before_new_and_then_the_rest_waits():
    record_practice_answer("3.best_constant", False)
    asked = next_round(now=after(days=1))
    assert len(asked.questions) == 5
    assert cards(asked)[0] == "3.best_constant"
    assert (asked.questions[0].lesson, asked.note) == (3, "")
    assert asked.after("run it again") == f"{asked.left} more are waiting: run it again."
    everything = next_round(count=50, now=after(days=1))
    assert len(everything.questions) == 5 + asked.left
    assert everything.after("run it again") == "That was all for now."
    assert len(next_round(count=2, now=after(days=1)).questions) == 2


def test_numbers_are_fresh_each_time():
    texts = {next_round(lesson=3, count=1).questions[0].drill.text for _ in range(10)}
    assert len(texts) > 1
    first, second = (next_round(3, rng=Random(1)).questions for _ in range(2))
    assert first == second


def test_a_quiz_item_is_asked_with_its_options_in_another_order():
    record_quiz_answer("3.e", "171", False)
    item = practice_items()["3.e"]
    orders = set()
    for seed in range(10):
        (question,) = next_round(count=1, now=after(days=1), rng=Random(seed)).questions
        assert (question.card_id, question.drill.text) == ("3.e", item.question)
        assert {one.value for one in question.drill.options} == {one.text for one in item.options}
        orders.add(tuple(one.value for one in question.drill.options))
        for option in item.options:
            verdict = judged(question.drill, option.text)
            assert (verdict.right, verdict.reason) == (option.right, option.reason)
    assert len(orders) > 1


def test_when_all_is_known_it_says_when_to_come_back():
    everything = next_round(lesson=2, count=50)
    for card in cards(everything):
        record_practice_answer(card, True)
    asked = next_round(now=after(hours=1))
    assert asked.questions == ()
    assert "is due in 2 days. If you like to go on" in asked.note
    assert "`practice(lesson=2)`" in asked.note
    assert len(next_round(lesson=2).questions) == 5, "who names a lesson may go on"


@pytest.mark.parametrize(
    ("hours", "words"), [(0.1, "in 4 minutes"), (-11, "in 12 hours"), (-24 * 9, "in 10 days")]
)
def test_when_is_said_in_whole_units(hours, words):
    for card in cards(next_round(lesson=2, count=50)):
        record_practice_answer(card, False)
    asked = next_round(now=after(hours=hours))
    assert f"is due {words}. If you like" in asked.note


def test_a_locked_record_still_asks():
    record_verdict("1.1", "correct", 1.0, 1.0)
    other = sqlite3.connect(record_path(), isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    asked = next_round()
    assert len(asked.questions) == 5
    assert "is writing to it" in asked.note
    assert asked.note.endswith("So these are questions of any lesson.")
    named = next_round(lesson="2")
    assert {one.lesson for one in named.questions} == {2}
    assert "any lesson" not in named.note
    other.execute("ROLLBACK")
    other.close()
    assert next_round().note == ""


def test_with_recording_off_it_asks_and_says_so(monkeypatch):
    monkeypatch.setenv("COURSE_PROGRESS", "off")
    asked = next_round()
    assert len(asked.questions) == 5
    assert asked.note.startswith("Recording is off (COURSE_PROGRESS=off).")


@pytest.mark.parametrize("lesson", [99, "99", "three", -1, 2.5, "", True, [3], float("nan")])
def test_a_lesson_that_is_none(lesson):
    with pytest.raises(QuestionError, match=r"Expected the number of a lesson .*1, 2, 3.* found"):
        next_round(lesson)


@pytest.mark.parametrize("count", [0, -1, 51, 2.5, "5", None, True])
def test_a_count_that_is_none(count):
    with pytest.raises(QuestionError, match="from 1 to 50, found"):
        next_round(3, count)
