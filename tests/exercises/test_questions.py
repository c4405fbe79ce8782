"""Which questions there are, and how one is found."""

import pytest

from course_utils.errors import QuestionError
from course_utils.exercises import questions
from course_utils.exercises.questions import find_question, question, question_ids
from course_utils.exercises.records import ArrayRecord, ModelRecord, NumberRecord


@pytest.fixture
def registered(monkeypatch):
    """A question of a lesson that does not exist, for this test only."""
    question_ids()
    monkeypatch.setattr(questions, "_QUESTIONS", dict(questions._QUESTIONS))

    @question("98.10", points=2)
    def check_it(model: ModelRecord, x: NumberRecord | ArrayRecord):
        """Expect nothing."""

    return check_it


def test_answers_come_from_the_checks_parameters(registered):
    found = find_question("98.10")
    assert found.answers == {"model": (ModelRecord,), "x": (NumberRecord, ArrayRecord)}
    assert found.call == 'check("98.10", model, x)'
    assert found.check is registered
    assert found.points == 2


def test_ids_are_in_the_order_of_their_numbers(registered, monkeypatch):
    question("98.9")(registered)
    assert question_ids(98) == ["98.9", "98.10"]
    assert question_ids()[:2] == ["0.1", "0.2"]
    assert question_ids(97) == []


@pytest.mark.parametrize(
    ("id", "message"),
    [
        (1.2, 'write the question in quotes: "1.2" instead of 1.2'),
        (2, 'write the question in quotes: "2" instead of 2'),
        ("1.22", 'there is no question "1.22"; did you mean "1.2"'),
        ("1,2", 'did you mean "1.2"'),
        ("", 'there is no question ""; did you mean "0.1"'),
        ("9" * 9999, 'there is no question "9999'),
        ("../x", "there is no question"),
        (None, 'the question comes first, in quotes: check("1.2", model)'),
        ([], "the question comes first"),
        (object(), "the question comes first"),
    ],
)
def test_an_unknown_id(id, message):
    with pytest.raises(QuestionError) as caught:
        find_question(id)
    assert message in str(caught.value)
    assert len(str(caught.value)) < 500
