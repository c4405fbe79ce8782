"""The course's own tables come from the course's own run, once."""

import numpy as np
import pytest

from course_utils.data import load_dataset
from course_utils.exercises.questions import find_question
from course_utils.exercises.records import ArrayRecord, FunctionRecord, UnansweredRecord
from course_utils.grading.given import could_be_another_split, given_arrays, rows_keys
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


def test_the_rows_of_a_question_are_asked_for_beside_its_answers():
    rows = [{"record": encode(ArrayRecord(np.ones(shape)))} for shape in ((3, 30), (3,))]
    asked = {}

    def run(steps):
        asked.update({step.ask.question: step.ask.names for step in steps if step.ask})
        return {"rows of 6.4": rows}

    given = given_arrays("06_binary_classification", run)
    assert asked["rows of 6.4"] == ("X_valid", "y_valid")
    keys = rows_keys(find_question("6.4"))
    assert [given[key].shape for key in keys] == [(3, 30), (3,)]


def test_texts_are_kept_as_well():
    left = load_dataset("churn")["churn"].to_numpy().astype(str)
    sent = {"6.1": [{"record": encode(UnansweredRecord())}, {"record": encode(ArrayRecord(left))}]}
    given = given_arrays("06_binary_classification", lambda steps: sent)
    assert (given["6.1", 1] == left).all()


def test_another_split_of_the_same_table_is_told_from_rows_that_are_not():
    rng = np.random.default_rng(0)
    table = np.column_stack([rng.normal(3, 2, 1000), rng.integers(0, 2, 1000)])
    given, other = table[:300], table[rng.permutation(1000)[:250]]
    words = np.array(["No", "Yes"])
    assert could_be_another_split(other, given)
    assert could_be_another_split(other[:, 1], given[:, 1])
    assert could_be_another_split(words[other[:, 1].astype(int)], words[given[:, 1].astype(int)])
    for forged in (
        *(other + [1, 0], other * [2, 1] - [3, 0], other[:100], other[:, :1], other[:, 0]),
        *(other * np.nan, np.array(1.0), words[other.astype(int) % 2]),
    ):
        assert not could_be_another_split(forged, given)
    assert not could_be_another_split(np.full(300, "No"), words[given[:, 1].astype(int)])
