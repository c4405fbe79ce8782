"""How a record is said in a sentence."""

import numpy as np
import pytest

from course_utils.exercises import records
from course_utils.exercises.records import (
    ArrayRecord,
    HistoryRecord,
    MappingRecord,
    ModelRecord,
    NumberRecord,
    Operation,
    SequenceRecord,
    TextRecord,
    a_or_an,
    written,
)


@pytest.mark.parametrize(
    ("record", "text"),
    [
        (records.UnansweredRecord(), "`...`"),
        (records.NoneRecord(), "`None`"),
        (NumberRecord(0.5), "the number 0.5"),
        (TextRecord("x" * 99), f"the text '{'x' * 60}'"),
        (ArrayRecord(np.zeros((2, 3)), "DataFrame"), "a DataFrame of shape (2, 3)"),
        (SequenceRecord((NumberRecord(1),), "tuple"), "a tuple of 1"),
        (MappingRecord({"a": NumberRecord(1)}), "a dictionary with 1 key"),
        (MappingRecord({}), "a dictionary with 0 keys"),
        (HistoryRecord({"loss": np.zeros(3)}), "a history of 3 epochs"),
        (HistoryRecord({"loss": np.zeros(1)}), "a history of 1 epoch"),
        (HistoryRecord({}), "a history of 0 epochs"),
        (ModelRecord(()), "a Keras model without layers"),
    ],
)
def test_described(record, text):
    assert record.describe() == text


@pytest.mark.parametrize(
    ("operation", "text"),
    [
        (Operation("dense", {"units": 4, "use_bias": True}), "`Dense(units=4)`"),
        (Operation("relu"), "`ReLU()`"),
        (Operation("softmax"), "`Activation('softmax')`"),
        (Operation("conv2d", {"filters": 3}), "`Conv2D(filters=3)`"),
        (Operation("ops.mean"), "`keras.ops.mean(...)`"),
        (Operation("opaque", {"class": "Mine"}), "`Mine(...)`"),
        (Operation("opaque"), "`opaque(...)`"),
    ],
)
def test_operations_are_said_as_keras_code(operation, text):
    assert operation.describe() == text


def test_a_model_is_said_step_by_step():
    model = ModelRecord((Operation("dense", {"units": 4}), Operation("relu")), (1,))
    assert model.describe() == "a Keras model: `Dense(units=4)` → `ReLU()`"


def test_parameters_are_all_numbers_stored():
    assert ModelRecord((), trainable_parameters=3, other_parameters=4).parameters == 7


def test_written_with_settings():
    assert written("lstm", {"units": 2, "return_sequences": True}) == (
        "`LSTM(units=2, return_sequences=True)`"
    )


def test_articles():
    assert [a_or_an(word) for word in ("list", "ndarray", "Index")] == [
        "a list",
        "an ndarray",
        "an Index",
    ]
