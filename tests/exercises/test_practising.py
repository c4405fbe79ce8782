"""The verb `practice`: what the page sends is judged here and recorded once."""

import sqlite3

import pytest

from course_utils import practice
from course_utils.exercises.practice_round import PracticeQuestion
from course_utils.exercises.practising import on_page
from course_utils.progress import last_problem, read_practice_answers
from course_utils.progress.database import record_path
from course_utils.progress.schedule import Rating
from tests.drills.draws import FAMILIES, draws

pytestmark = pytest.mark.usefixtures("home")


def send(page, id, said, unsure=False):
    """What the page sends when somebody commits to an answer."""
    page.set_state({"answers": {**page.answers, id: {"said": said, "unsure": unsure}}})


def question(page, number=0):
    return page.data["questions"][number]


def right(asked):
    option = next(one for one in asked["options"] if one["right"])
    return option["text"] if asked["kind"] == "choice" else repr(option["value"])


def ratings():
    return {card: [one.rating for one in given] for card, given in read_practice_answers().items()}


def test_answers_are_recorded_by_what_they_are_worth():
    page = practice(lesson=3, count=4)
    ids = [one["id"] for one in page.data["questions"]]
    assert len(ids) == 4
    send(page, ids[0], right(question(page, 0)))
    send(page, ids[1], right(question(page, 1)), unsure=True)
    send(page, ids[2], "123456")
    send(page, ids[3], "not a number")
    assert ratings() == {ids[0]: [Rating.Good], ids[1]: [Rating.Hard], ids[2]: [Rating.Again]}


def test_an_answer_counts_once():
    page = practice(lesson=3, count=1)
    id = question(page)["id"]
    send(page, id, "123456")
    send(page, id, right(question(page)))
    assert ratings() == {id: [Rating.Again]}


@pytest.mark.parametrize("answer", [None, 3, "text", [], {}, {"said": None}, {"unsure": True}])
def test_what_is_no_answer_is_passed_over(answer):
    page = practice(lesson=3, count=1)
    page.set_state({"answers": {question(page)["id"]: answer, "z": {"said": "1"}}})
    assert ratings() == {}


def test_a_locked_record_costs_nothing():
    page = practice(lesson=3, count=1)
    other = sqlite3.connect(record_path(), isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    send(page, question(page)["id"], "123456")
    assert "is writing to it" in last_problem()
    other.execute("ROLLBACK")
    other.close()
    assert ratings() == {question(page)["id"]: [Rating.Again]}, "it waited"


@pytest.mark.parametrize("call", [lambda: practice(99), lambda: practice(count=0)])
def test_a_mistake_is_a_sentence_not_an_error(call):
    assert str(call()).startswith("Expected ")


def test_without_anything_to_ask_there_is_a_note():
    assert str(practice()).startswith("There is nothing to practise yet.")


@pytest.mark.parametrize("id", FAMILIES)
def test_every_drill_can_be_put_on_a_page(id):
    (drill,) = draws(id, 1)
    page = on_page(PracticeQuestion(id, drill))
    assert sum(option["right"] for option in page["options"]) == 1
    assert page["kind"] == ("choice" if drill.options else "number")
    if drill.options:
        assert [option["text"] for option in page["options"]] == [o.value for o in drill.options]
    else:
        assert all(isinstance(option["value"], float) for option in page["options"])
