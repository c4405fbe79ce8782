"""The child's side of a check."""

import sys

import pytest

from course_utils.exercises import asking
from course_utils.exercises.records import FunctionRecord, NumberRecord, UnansweredRecord
from course_utils.grading.sandbox.answers import Answers, Silent
from course_utils.grading.wire import WireError, decode, encode


def record(answer, owner=None):
    calls = {"call": lambda number: lambda *a, **k: owner.call(number, encode(a), encode(k))}
    return decode(answer["record"], calls)


def test_answers_are_written_down_in_order():
    answers = Answers({"a": 1, "b": ...})
    first, second = answers.records(["a", "b"])
    assert record(first) == NumberRecord(1.0) and record(second) == UnansweredRecord()


def test_expressions_may_be_more_than_names():
    assert record(Answers({"a": [1, 2]}).records(["a[1]"])[0]) == NumberRecord(2.0)


@pytest.mark.parametrize("expression", ["nobody", "1 / 0", "a.b", "a["])
def test_what_cannot_be_had_is_named(expression):
    (answer,) = Answers({"a": 1}).records([expression])
    assert "Error" in answer["missing"] and len(answer["missing"]) <= 200


def test_a_function_stays_and_is_called_by_number():
    answers = Answers({"double": lambda x: 2 * x})
    found = record(answers.records(["double"])[0], answers)
    assert isinstance(found, FunctionRecord) and found.parameters == ("x",)
    assert decode(found.call(3)).value == NumberRecord(6.0)


def test_what_no_record_holds_is_an_unknown_answer():
    class Odd:
        def __array__(self, *arguments, **options):
            raise MemoryError

    (answer,) = Answers({"odd": Odd()}).records(["odd"])
    assert "could not be read" in record(answer).what


def test_a_number_that_was_never_given_is_an_error():
    with pytest.raises(IndexError):
        Answers({}).call(5, encode(()), encode({}))


def test_functions_are_counted(monkeypatch):
    monkeypatch.setattr("course_utils.grading.sandbox.answers._MOST_KEPT", 1)
    answers = Answers({"f": abs, "g": abs})
    kept, refused = answers.records(["f", "g"])
    assert isinstance(record(kept, answers), FunctionRecord)
    assert "WireError" in record(refused).what
    with pytest.raises(WireError, match="too many"):
        answers._keep(abs)


@pytest.fixture
def listening(monkeypatch):
    """Answers that hear the notebook's own calls of `check`."""
    package = sys.modules["course_utils.exercises"]
    for module in (package, asking):  # put back what is changed here
        for name in ("check", "hint", "solution"):
            monkeypatch.setattr(module, name, getattr(module, name))
    answers = Answers({})
    answers.listen()
    return answers


def test_the_childs_check_says_who_judges(listening):
    assert asking.solution is asking.hint is Silent
    said = asking.check("1.1", 6)
    assert "Judged by the grader" in repr(said) and said.correct


def test_what_a_notebook_calls_check_with_is_kept_until_the_next_cell(listening):
    check = sys.modules["course_utils.exercises"].check
    check("1.1", 5)
    check("1.1", 6)
    check(2, ...)
    assert listening.asked() == ["1.1", "1.1", "2"]
    assert [record(*listening.of(number)) for number in (0, 1)] == [
        NumberRecord(5.0),
        NumberRecord(6.0),
    ]
    assert listening.asked() == []
    with pytest.raises(IndexError):
        listening.of(0)


def test_an_answer_is_what_it_was_when_check_was_called(listening):
    counts = [1, 2]
    asking.check("1.1", counts)
    counts.append(3)
    assert listening.asked() == ["1.1"]
    assert len(record(*listening.of(0)).items) == 2


def test_of_very_many_calls_the_last_are_kept(listening):
    for number in range(150):
        asking.check("1.1", number)
    assert len(listening.asked()) == 100
    assert record(*listening.of(0)) == NumberRecord(50.0)
    assert record(*listening.of(99)) == NumberRecord(149.0)
