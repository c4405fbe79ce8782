"""Numbers, texts, arrays, tables and containers; and what is none of them."""

import re
from collections import OrderedDict, namedtuple
from decimal import Decimal
from fractions import Fraction
from pathlib import PurePosixPath

import keras
import numpy as np
import pandas as pd
import pytest
import tensorflow as tf

from course_utils.exercises.capture import capture
from course_utils.exercises.records import (
    ArrayRecord,
    MappingRecord,
    NoneRecord,
    NumberRecord,
    SequenceRecord,
    TextRecord,
    UnansweredRecord,
    UnknownRecord,
)


def test_nothing_and_not_yet():
    assert capture(None) == NoneRecord()
    assert capture(...) == UnansweredRecord()


@pytest.mark.parametrize("blank", [[..., ...], (..., ...), [3, ...]])
def test_a_form_with_a_blank_in_it_is_not_answered_yet(blank):
    assert capture(blank) == UnansweredRecord()
    assert capture(type(blank)([3, 0])) != UnansweredRecord()


@pytest.mark.parametrize(
    ("answer", "value"),
    [
        (True, 1.0),
        (3, 3.0),
        (np.float32(0.5), 0.5),
        (np.bool_(False), 0.0),
        (np.array(2), 2.0),
        (Fraction(1, 4), 0.25),
        (Decimal("0.5"), 0.5),
        (10**400, float("inf")),
        (-(10**400), float("-inf")),
        (tf.constant(1.5), 1.5),
        (keras.Variable(2.5), 2.5),
        (tf.Variable(3), 3.0),
    ],
)
def test_numbers(answer, value):
    assert capture(answer) == NumberRecord(value)


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        ("weight", "weight"),
        (b"weight", "weight"),
        (np.str_("a"), "a"),
        (np.array("a"), "a"),
        (tf.constant("a"), "a"),
        (PurePosixPath("a/b"), "a/b"),
    ],
)
def test_texts(answer, text):
    assert capture(answer) == TextRecord(text)


NAN = float("nan")


@pytest.mark.parametrize(
    ("answer", "values", "container"),
    [
        (np.array([True, False]), [1, 0], "ndarray"),
        (pd.Series([1, 2], dtype="int8"), [1, 2], "Series"),
        (pd.Series([1, None], dtype="Int64"), [1, NAN], "Series"),
        (pd.Series([True, None], dtype="boolean"), [1, NAN], "Series"),
        (pd.Series([2, 1], dtype="category"), [2, 1], "Series"),
        (pd.Index([1, 2]), [1, 2], "Index"),
        (np.ma.array([1, 2], mask=[False, True]), [1, NAN], "MaskedArray"),
        (np.array([1, 2.5], dtype=object), [1, 2.5], "ndarray"),
        (tf.constant([1, 2]), [1, 2], "tensor"),
        (tf.Variable([1.0]), [1], "variable"),
        (keras.ops.ones(2), [1, 1], "tensor"),
        (list(range(100)), list(range(100)), "list"),
        ([Fraction(1, 2)] * 100, [0.5] * 100, "list"),
        (tuple([[1, 2]] * 100), [[1, 2]] * 100, "tuple"),
    ],
)
def test_arrays_of_numbers(answer, values, container):
    record = capture(answer)
    assert isinstance(record, ArrayRecord)
    assert record.values.dtype == float
    np.testing.assert_array_equal(record.values, values)
    assert record.container == container


@pytest.mark.parametrize(
    ("answer", "values"),
    [
        (np.array(["1", "2"]), ["1", "2"]),
        (np.array([b"a"]), ["a"]),
        (np.array(["1", "2"], dtype=object), ["1", "2"]),
        (pd.Series(["1.5", "2"]), ["1.5", "2"]),
        (pd.Series(["a", "b"], dtype="category"), ["a", "b"]),
        (pd.Series(pd.to_datetime(["2024-01-02"])), ["2024-01-02T00:00:00.000000"]),
        (["1"] * 100, ["1"] * 100),
        (np.array([1 + 2j]), ["(1+2j)"]),
    ],
)
def test_arrays_of_texts_stay_texts(answer, values):
    record = capture(answer)
    assert record.values.dtype.kind == "U"
    assert [text[:26] for text in record.values] == values


def test_a_table():
    record = capture(pd.DataFrame({"a": [1, 2], "b": [0.5, None]}))
    assert record.columns == ("a", "b")
    np.testing.assert_array_equal(record.values, [[1, 0.5], [2, NAN]])
    assert record.describe() == "a DataFrame of shape (2, 2)"


@pytest.mark.parametrize(
    ("answer", "whole"),
    [(6, True), (np.uint8(6), True), (tf.constant(6), True), (6.0, False), (np.array(6.0), False)],
)
def test_whole_numbers_are_told_from_floats(answer, whole):
    assert capture(answer).whole == whole
    assert capture(np.array([answer])).whole == whole


def test_a_shape_of_tensorflow():
    assert capture(tf.TensorShape([None, 6])).items == (NoneRecord(), NumberRecord(6))


def test_an_array_is_a_copy():
    array = np.zeros(3)
    record = capture(array)
    array += 1
    assert record.values.sum() == 0


def test_a_memory_map(tmp_path):
    mapped = np.memmap(tmp_path / "file", dtype="float32", mode="w+", shape=(2, 2))
    mapped[:] = 3
    record = capture(mapped)
    mapped[:] = 4
    assert record.values.tolist() == [[3, 3], [3, 3]]


def test_containers():
    pair = namedtuple("Pair", "a b")
    assert capture((1, "a")) == SequenceRecord((NumberRecord(1), TextRecord("a")), "tuple")
    assert capture(pair(1, 2)).container == "Pair"
    assert capture({1, 2}).container == "set"
    assert capture(range(3)).items == tuple(map(NumberRecord, range(3)))
    assert capture(OrderedDict(a=1, b=None)) == MappingRecord(
        {"a": NumberRecord(1), "b": NoneRecord()}
    )
    assert capture({2: 1}).items.keys() == {"2"}


def generator():
    yield 1


class Careless:
    """Raises whatever is asked of it."""

    def __getattr__(self, name):
        raise RuntimeError(name)

    def __repr__(self):
        raise RuntimeError


class Quitter:
    @property
    def __array__(self):
        raise SystemExit


@pytest.mark.parametrize(
    ("answer", "fragment"),
    [
        (generator(), "a `generator` object"),
        (1 + 2j, "a `complex` object"),
        (pd.NA, "a `NAType` object"),
        (tf.data.Dataset.range(3), "Dataset"),
        (tf.sparse.from_dense([[0, 1]]), "a `SparseTensor` object"),
        (object(), "a `object` object"),
        (np, "the module `numpy`"),
    ],
)
def test_what_no_question_asks_for(answer, fragment):
    record = capture(answer)
    assert isinstance(record, UnknownRecord)
    assert fragment in record.describe()


def test_what_cannot_be_read():
    for answer, kind in ((Careless(), "RuntimeError"), (Quitter(), "SystemExit")):
        assert capture(answer).describe() == f"an object that could not be read ({kind})"


def test_structured_and_ragged_arrays_do_not_raise():
    assert capture(np.zeros(2, dtype=[("a", int), ("b", float)])).describe()
    assert capture(tf.ragged.constant([[1], [2, 3]])).describe()
    assert capture([[1, 2]] * 80 + [[1]]).describe() == "a list of 81"


def test_a_generator_is_not_used_up():
    answer = generator()
    capture(answer)
    assert next(answer) == 1


def doubled(times):
    answer = [1]
    for _ in range(times):
        answer = [answer, answer]
    return answer


def in_itself():
    answer = {}
    answer["me"] = [answer] * 3
    return answer


def wide(levels):
    answer = 1
    for _ in range(levels):
        answer = [answer] * 60
    return answer


@pytest.mark.parametrize(
    "make",
    [
        lambda: list(range(1_000_000)),
        lambda: range(10**18),
        lambda: ["text"] * 1_000_000,
        lambda: [object()] * 200_000,
        lambda: doubled(60),
        in_itself,
        lambda: wide(5),
        lambda: {str(n): n for n in range(200_000)},
        lambda: [np.zeros(10)] * 5_000,
    ],
)
def test_comes_to_an_end(make):
    assert capture(make()).describe()


@pytest.mark.parametrize(
    ("make", "fragment"),
    [
        (lambda: [0.0, "a"] * 1_500_000, "a list that holds more than 2,000,000 values"),
        (lambda: {str(n): n for n in range(20_000)}, "a dict that holds 20,000 values"),
        (lambda: [[[[[[[1]]]]]]], "a list of 1"),
    ],
)
def test_says_what_is_too_much(make, fragment):
    assert fragment in capture(make()).describe()


@pytest.mark.parametrize(
    "view",
    [
        lambda one: np.broadcast_to(one, 10**12),
        lambda one: np.lib.stride_tricks.as_strided(one, (10**6, 10**6), (0, 0)),
        lambda one: pd.DataFrame(np.broadcast_to(one, (10**6, 10**5)), copy=False),
        lambda one: pd.RangeIndex(10**12),
        lambda one: np.broadcast_to(np.array("wide" * 1000), 10**6),
        lambda one: [np.broadcast_to(one, 10**12)] * 100,
        lambda one: ["a" * 10_000] * 100_000,
        lambda one: pd.Series(["a"] * 100_000 + ["a" * 10_000], dtype=object),
        lambda one: "a" * 1_000_000,
    ],
)
def test_what_is_too_large_is_not_copied(view):
    record = capture(view(np.array(1.0)))
    assert re.search("of shape .* too large|more than 2,000,000|[0-9]+ characters", record.what)
    assert "No answer of this course is that large" in record.advice


def test_says_what_is_too_deep():
    record = capture([[[[[[[1]]]]]]])
    for _ in range(6):
        record = record.items[0]
    assert record.describe() == "a list nested more than 6 deep"
