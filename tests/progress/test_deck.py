"""What may be asked now: of lessons begun, due first, and never a guess before its lesson."""

from datetime import UTC, datetime, timedelta

import pytest

from course_utils.drills import drill_families
from course_utils.progress import (
    full_deck,
    lesson_of,
    read_deck,
    record_practice_answer,
    record_quiz_answer,
    record_verdict,
)
from course_utils.source.quizzes import practice_items


def after(**time):
    """So long after the answers of the test, which are recorded by the real clock."""
    return datetime.now(UTC) + timedelta(**time)


def test_before_anything_is_begun_there_is_nothing():
    deck = read_deck()
    assert (deck.due, deck.new, deck.later, deck.next_due) == ((), (), (), None)


def test_a_lesson_that_was_begun_has_its_drills_and_recall_as_new():
    record_verdict("3.1", "incorrect", 0.0, 1.0)
    deck = read_deck()
    assert {lesson_of(card) for card in deck.new} == {3}
    assert {*drill_families()} & {*deck.new} == {id for id in drill_families() if id[0] == "3"}
    assert {"3.r1", "3.r2"} <= {*deck.new}
    assert "3.e" not in deck.new, "a guess is asked in its lesson first"


def test_only_not_attempted_is_not_begun():
    record_verdict("3.1", "not attempted", 0.0, 1.0)
    assert read_deck().new == ()


def test_a_lesson_may_be_named_that_was_not_begun():
    assert {lesson_of(card) for card in read_deck(lesson=5).new} == {5}


def test_a_guess_of_the_lesson_is_a_first_answer():
    record_quiz_answer("3.e", "171", False)
    record_quiz_answer("3.a", "5", False)
    soon = read_deck(now=after(minutes=11))
    assert soon.due == ("3.e",), "3.a cannot be understood without its lesson"
    record_quiz_answer("3.e", "172", True)
    deck = read_deck(now=after(minutes=11))
    assert (deck.due, deck.later) == ((), ("3.e",))
    assert deck.next_due > after(hours=10)


def test_the_one_most_likely_forgotten_comes_first():
    for card, right in [("3.iterations", True), ("3.best_constant", False), ("3.r1", True)]:
        record_practice_answer(card, right)
    record_practice_answer("3.r1", True)
    deck = read_deck(now=after(days=30))
    assert deck.due[0] == "3.best_constant"
    assert {*deck.due[1:]} == {"3.iterations", "3.r1"}
    early = read_deck(now=after(seconds=5))
    assert early.due == ()
    assert early.later[0] == "3.best_constant"
    assert not {*deck.due} & {*deck.new}


def test_a_card_that_is_no_more_is_not_asked():
    record_practice_answer("3.a_family_of_old", False)
    record_practice_answer("nonsense", False)
    deck = read_deck(now=after(days=30))
    assert deck.due == ()


def test_the_drills_of_all_lessons_where_no_record_can_be_read():
    assert {*full_deck().new} == {*drill_families()}
    assert {lesson_of(card) for card in full_deck(2).new} == {2}


@pytest.mark.parametrize(("card", "lesson"), [("3.e", 3), ("16.r1", 16), ("x", -1), ("", -1)])
def test_the_lesson_of_a_card(card, lesson):
    assert lesson_of(card) == lesson


def test_the_items_of_practice():
    items = practice_items()
    assert all(item.again for item in items.values())
    assert {"1.r1", "16.r2", "3.e"} <= items.keys()
    assert not {"3.a", "4.b"} & items.keys()
    assert not items.keys() & drill_families().keys()
