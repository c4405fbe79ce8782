"""The course's own tables come from the course's own run, once."""

import numpy as np
import pytest

from course_utils.data import load_dataset
from course_utils.exercises.records import ArrayRecord, FunctionRecord, UnansweredRecord
from course_utils.grading.given import given_arrays
from course_utils.grading.wire import encode


@pytest.fixture(autouse=True)
def empty_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_HOME", str(tmp_path))


def test_arrays_are_kept_by_question_and_place_and_nothing_else_is():
    table = np.array([[1.0, 2.0]])
    sent = {
        "1.6": [
            {"record": encode(UnansweredRecord())},
            {"record": encode(FunctionRecord("f", (), print), lambda function: 0)},
            {"record": encode(ArrayRecord(table))},
        ],
        "1.7": [{"explorer": "neuron"}, {"missing": "NameError"}],
    }
    given = given_arrays("01_single_neuron", lambda steps: sent)
    assert list(given) == [("1.6", 2)]
    np.testing.assert_array_equal(given["1.6", 2], table)


def test_the_exercise_is_run_once():
    runs = []
    for _ in range(2):
        given_arrays("01_single_neuron", lambda steps: runs.append(steps) or {})
    assert len(runs) == 1
    assert [step.ask.question for step in runs[0] if step.ask][0] == "1.1"


def test_texts_are_kept_as_well():
    left = load_dataset("churn")["churn"].to_numpy().astype(str)
    sent = {"6.1": [{"record": encode(UnansweredRecord())}, {"record": encode(ArrayRecord(left))}]}
    given = given_arrays("06_binary_classification", lambda steps: sent)
    assert (given["6.1", 1] == left).all()
