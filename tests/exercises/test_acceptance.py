"""Near enough is accepted; anything else is told what to hand over."""

import numpy as np
import pytest

from course_utils.exercises.acceptance import accept, as_array
from course_utils.exercises.capture import capture
from course_utils.exercises.records import (
    ArrayRecord,
    FunctionRecord,
    HistoryRecord,
    ModelRecord,
    NamedRecord,
    NumberRecord,
    TextRecord,
    UnknownRecord,
)


def accepted(answer, *kinds):
    return accept("it", capture(answer), kinds)


def test_the_right_kind_goes_through():
    record = capture(3)
    assert accept("it", record, (TextRecord, NumberRecord)) is record


@pytest.mark.parametrize("answer", [[1, 2], (1, 2), range(1, 3), [np.array(1), 2]])
def test_a_list_of_numbers_is_an_array(answer):
    assert accepted(answer, ArrayRecord).values.tolist() == [1, 2]


@pytest.mark.parametrize("answer", [np.array([[3]]), np.array([3.0])])
def test_an_array_of_one_number_is_a_number(answer):
    assert accepted(answer, NumberRecord) == NumberRecord(3)


def test_a_dictionary_of_curves_is_a_history():
    found = accepted({"loss": [3, 2, 1]}, HistoryRecord)
    assert found.metrics["loss"].tolist() == [3, 2, 1]
    assert found.epochs == 3


@pytest.mark.parametrize("answer", [[[1], [2, 3]], {1, 2}, ["a", "b"], [None]])
def test_what_is_no_array(answer):
    assert as_array(capture(answer)) is None


def test_an_empty_list_is_an_empty_array():
    assert as_array(capture([])).values.shape == (0,)


@pytest.mark.parametrize(
    ("answer", "kind", "found", "advice"),
    [
        (None, ModelRecord, "`None`", "`model.compile(...)` gives back `None`"),
        (int, NumberRecord, "the class `int` itself", "write `int(...)` with parentheses"),
        (len, NumberRecord, "the function `len", "Pass what the function returns"),
        ([1, "a"], ModelRecord, "a list of 2: the number 1", "keras.Sequential([...])"),
        (3, FunctionRecord, "the number 3", "without calling it"),
        ("a", NumberRecord, "the text 'a'", "Hand over a number"),
        ({"a": 1}, HistoryRecord, "a dictionary", "Hand over the history"),
        (np.zeros((2, 2)), NumberRecord, "an ndarray of shape (2, 2)", "Hand over a number"),
        (np.array(["a"]), NumberRecord, "an ndarray of shape (1,)", "Hand over a number"),
    ],
)
def test_expected_found_and_advice(answer, kind, found, advice):
    finding = accepted(answer, kind)
    assert not finding.ok
    assert finding.where == "`it`"
    assert finding.expected == kind.label
    assert found in finding.found
    assert advice in finding.next_step


def test_a_layer_for_a_function():
    finding = accept("relu", NamedRecord("layer", "relu"), (FunctionRecord,))
    assert finding.found == "the layer `relu`"
    assert "Write a function of your own" in finding.next_step


def test_a_symbolic_tensor_for_a_model():
    record = UnknownRecord("a symbolic Keras tensor, the promise of numbers to come")
    assert "keras.Model(inputs, outputs)" in accept("it", record, (ModelRecord,)).next_step


def test_two_kinds_are_named():
    assert accepted("a", NumberRecord, FunctionRecord).expected == "a number or a function"
