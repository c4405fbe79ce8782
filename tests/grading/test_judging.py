"""A verdict from what a child sent, whatever it sent."""

import numpy as np
import pytest

from course_utils.exercises.records import (
    ArrayRecord,
    CallResult,
    FunctionRecord,
    NumberRecord,
    SequenceRecord,
    TextRecord,
    UnansweredRecord,
)
from course_utils.exercises.verdicts import Status
from course_utils.grading.judging import Judge, explorer_record, not_reached
from course_utils.grading.sandbox.channel import ClosedError, LateError
from course_utils.grading.wire import decode, encode


def nobody(message, seconds):
    raise AssertionError("nothing is asked of the child")


def sent(record):
    return {"record": encode(record, lambda function: 0)}


def verdict(question, *answers, request=nobody, given=None):
    return Judge(request, given or {}).verdict(question, list(answers))


def test_a_right_answer_an_open_one_and_a_wrong_one():
    right = sent(SequenceRecord((NumberRecord(6.0, whole=True),), "tuple"))
    assert verdict("1.1", right).status == Status.CORRECT
    assert verdict("1.1", sent(UnansweredRecord())).status == Status.NOT_ATTEMPTED
    assert verdict("1.1", sent(NumberRecord(6.0))).status == Status.INCORRECT


@pytest.mark.parametrize(
    "answer",
    [
        *(None, 1, "record", [], {}, {"record": 1}, {"record": {"$": "Verdict", "fields": {}}}),
        {"record": {"$": "NumberRecord", "fields": {"value": "11"}}},
        {"record": {"$": "CallResult", "fields": {}}},
        {"record": {"$": "array", "dtype": "O", "shape": [1], "data": ""}},
        {"status": "correct", "credit": 1},
    ],
)
def test_what_is_no_record_earns_nothing_and_breaks_nothing(answer):
    told = verdict("1.1", answer)
    assert told.status == Status.CANNOT_CHECK and told.credit == 0


def test_a_name_that_does_not_exist_is_named():
    told = verdict("1.1", {"missing": "NameError: name 'input_shape' is not defined"})
    assert told.status == Status.CANNOT_CHECK
    assert "input_shape" in told.failed[0].found and "top to bottom" in told.failed[0].next_step


def neuron():
    return sent(FunctionRecord("neuron", ("X", "w", "b"), lambda: None))


def test_a_function_is_called_by_message_with_arrays():
    def child(message, seconds):
        X, w, b = decode(message["args"])
        assert message["do"] == "call" and decode(message["options"]) == {"seconds": 2.0}
        return {"result": encode(CallResult(ArrayRecord(X @ w + b)))}

    assert verdict("1.4", neuron(), request=child).status == Status.CORRECT


@pytest.mark.parametrize("reply", [{}, {"result": 3}, {"result": {"$": "x"}}, {"error": "no"}])
def test_a_child_that_answers_a_call_with_nonsense_earns_nothing(reply):
    told = verdict("1.4", neuron(), request=lambda message, seconds: reply)
    assert told.credit == 0


@pytest.mark.parametrize("end", [ClosedError, LateError])
def test_a_child_that_is_gone_in_a_call_ends_the_notebook(end):
    def gone(message, seconds):
        raise end

    with pytest.raises(end):
        verdict("1.4", neuron(), request=gone)


def test_the_courses_own_table_stands_in_for_the_childs():
    own = np.array(["Yes", "No", "Yes"])
    forged = sent(ArrayRecord(np.array(["No", "No", "No"]), "Series", ("churn",)))
    labels = sent(ArrayRecord(np.array([0.0, 0.0, 0.0])))
    assert verdict("6.1", labels, forged, given={("6.1", 1): own}).status != Status.CORRECT


@pytest.mark.parametrize(
    "own, status, said",
    [
        (np.repeat([1.0, 0.0], [80, 220]), Status.CORRECT, "Judged by the rows of this notebook"),
        (np.repeat([1.0, 0.0], [220, 80]), Status.INCORRECT, "the grader takes the course's own"),
    ],
)
def test_numbers_about_another_split_count_and_about_made_up_rows_do_not(own, status, said):
    """Question 6.6, with predictions that are right for the notebook's own labels."""
    given = np.repeat([0.0, 1.0], [219, 81])
    answers = ArrayRecord(own * 0.8 + 0.1), NumberRecord(0), NumberRecord(1), NumberRecord(1)
    told = verdict("6.6", *map(sent, (*answers, ArrayRecord(own))), given={("6.6", 4): given})
    assert told.status == status and said in told.message


def test_an_explorer_is_opened_here_by_its_name():
    assert explorer_record("neuron").name == "neuron"
    told = verdict("1.7", {"explorer": "../../os"}, sent(TextRecord("neuron w=4 b=100 epoch=0")))
    assert told.status == Status.CANNOT_CHECK


def test_a_question_that_was_never_reached_says_why():
    told = not_reached("1.2", "It was stopped.")
    assert (told.status, told.points, told.message) == (Status.NOT_ATTEMPTED, 2, "It was stopped.")
