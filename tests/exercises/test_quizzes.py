"""The verbs `guess` and `recall`, on the course's own items and a record of their own."""

import sqlite3

import pytest

from course_utils import guess, recall
from course_utils.progress import read_progress, read_quiz_answers
from course_utils.progress.database import record_path
from course_utils.source.quizzes import find_guess

pytestmark = pytest.mark.usefixtures("home")


def answer(quiz, item_id, *places):
    quiz.set_state({"answers": {**quiz.answers, item_id: list(places)}})


def test_a_guess_is_noted_and_shown_again():
    options = find_guess("3.e").options
    wrong, right = (next(i for i, o in enumerate(options) if o.right is r) for r in (False, True))
    quiz = guess("3.e")
    assert quiz.answers == {}
    answer(quiz, "3.e", wrong)
    answer(quiz, "3.e", wrong, right)
    kept = read_quiz_answers()["3.e"]
    assert [(a.chosen, a.right) for a in kept] == [
        (options[wrong].text, False),
        (options[right].text, True),
    ]
    assert guess("3.e").answers == {"3.e": [wrong]}, "the first one is the committed one"
    assert read_progress() == {}, "nothing is marked"


def test_a_recall_asks_all_questions_of_its_lesson():
    quiz = recall("3")
    assert [item["id"] for item in quiz.data["items"]] == ["3.r1", "3.r2"]
    answer(quiz, "3.r2", 1)
    assert recall(3).answers == {"3.r2": [1]}


def test_an_answer_that_is_no_option_any_more_is_forgotten():
    with_record(lambda: answer(guess("3.e"), "3.e", 0))
    with sqlite3.connect(record_path()) as other:
        other.execute("UPDATE quiz_answers SET chosen = 'an option of old'")
    assert guess("3.e").answers == {}


def with_record(action):
    action()
    assert record_path().exists()


def test_a_locked_record_costs_only_the_note():
    with_record(lambda: answer(guess("3.e"), "3.e", 0))
    other = sqlite3.connect(record_path(), isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    quiz = guess("3.e")
    assert quiz.answers == {}
    answer(quiz, "3.e", 1)
    assert quiz.answers == {"3.e": [1]}
    other.execute("ROLLBACK")
    other.close()
    assert len(read_quiz_answers()["3.e"]) == 2, "and not even that: it waited"


def test_a_record_that_cannot_be_written_costs_only_the_note(tmp_path):
    (tmp_path / "home").write_text("a file in the place of the folder")
    quiz = guess("3.e")
    answer(quiz, "3.e", 1)
    assert quiz.answers == {"3.e": [1]}


@pytest.mark.parametrize("call", [lambda: guess("3.z"), lambda: recall("99"), lambda: guess(3)])
def test_an_unknown_id_is_a_sentence_not_an_error(call):
    assert str(call()).startswith("Expected the ")
