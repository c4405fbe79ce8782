"""What crosses comes back the same; whatever else is sent is refused in one way."""

import json
import string

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from course_utils.exercises import records as r
from course_utils.grading import wire
from course_utils.grading.wire import WireError, decode, dumps, encode, loads

quick = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8)
places = st.tuples(st.integers(-5, 50))
dtypes = st.sampled_from(["<f8", "<f4", ">f8", "<i8", "|u1", "|b1"])
tables = arrays.arrays(dtypes, arrays.array_shapes(min_dims=0, min_side=0, max_side=4))
words = arrays.arrays(
    "<U5", st.integers(0, 4), elements=st.text(string.ascii_letters + "é🎉", max_size=5)
)
plain = st.none() | st.booleans() | st.integers() | st.floats() | texts | tables
settings_ = st.dictionaries(texts, plain | st.lists(plain, max_size=2), max_size=3)
shapes = st.lists(st.none() | st.integers(1, 9), max_size=3).map(tuple)
named = st.builds(r.NamedRecord, texts, texts, settings_)
operations = st.builds(
    r.Operation,
    *(texts, settings_, st.dictionaries(texts, tables, max_size=2), places),
    *(st.integers(1, 9), texts, st.none() | shapes, st.booleans()),
)
compiled = st.builds(
    r.CompileRecord, st.none() | named, st.none() | named, st.lists(named, max_size=2).map(tuple)
)
simple = st.one_of(
    st.builds(r.UnansweredRecord),
    st.builds(r.NoneRecord),
    st.builds(r.UnknownRecord, texts),
    st.builds(r.ClassRecord, texts),
    st.builds(r.NumberRecord, st.floats() | st.integers()),
    st.builds(r.TextRecord, texts),
    st.builds(r.ArrayRecord, tables | words, texts, st.lists(texts, max_size=3).map(tuple)),
    st.builds(r.HistoryRecord, st.dictionaries(texts, tables, max_size=2), settings_),
    named,
    st.builds(
        r.ModelRecord,
        st.lists(operations, max_size=3).map(tuple),
        *(places, st.lists(shapes, max_size=2).map(tuple), st.booleans()),
        *(st.integers(0, 9), st.integers(0, 9), st.none() | compiled),
    ),
    st.builds(
        r.ExplorerRecord,
        texts,
        *[st.dictionaries(texts, st.lists(texts, max_size=2).map(tuple), max_size=2)] * 3,
        st.dictionaries(texts, tables, max_size=2),
        *[texts] * 3,
    ),
)
inside = st.lists(simple, max_size=3)
found = st.one_of(
    simple,
    st.builds(r.SequenceRecord, inside.map(tuple), texts),
    st.builds(r.MappingRecord, st.dictionaries(texts, simple, max_size=2)),
    st.builds(r.CallResult, st.none() | simple, texts, st.booleans(), places),
)


def crossed(value, keep=None, calls=None):
    return decode(loads(dumps({"x": encode(value, keep)}))["x"], calls)


def written(value):
    """All of a value as text: NaN is then equal to NaN, and an array to its like."""
    if isinstance(value, np.ndarray | np.generic):
        return f"{value.dtype.str}{value.shape}{value.tolist()!r}"
    if isinstance(value, dict):
        return repr({key: written(item) for key, item in value.items()})
    if isinstance(value, list | tuple):
        return repr((type(value).__name__, [written(item) for item in value]))
    if hasattr(value, "__dataclass_fields__"):
        return f"{type(value).__name__}{written(vars(value))}"
    return repr(value)


@quick
@given(found)
def test_every_record_comes_back_the_same(record):
    again = crossed(record)
    assert type(again) is type(record) and written(again) == written(record)


def test_all_kinds_of_record_are_tried():
    tried = set()

    @settings(max_examples=400, deadline=None, database=None, derandomize=True)
    @given(found)
    def collect(record):
        tried.add(type(record).__name__)

    collect()
    others = {"Record", "FunctionRecord", "Operation", "CompileRecord"}
    assert tried | others == set(wire.RECORDS)


def test_a_function_crosses_as_a_number_and_its_owner_keeps_it():
    kept = []

    def keep(function):
        kept.append(function)
        return len(kept) - 1

    record = r.FunctionRecord("neuron", ("X", "w"), len)
    again = crossed(record, keep, {"call": lambda number: kept[number]})
    assert again.parameters == ("X", "w") and again.call is len
    with pytest.raises(WireError, match="nothing can be called"):
        crossed(record, keep)
    with pytest.raises(WireError, match="found builtin_function_or_method"):
        encode(record)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=8,
)
kinds = st.sampled_from([*wire.RECORDS, "array", "scalar", "int", "tuple", "list", "dict", "call"])
tagged = st.fixed_dictionaries(
    {"$": kinds | values},
    optional={
        "fields": values,
        "items": values | st.lists(st.lists(values, max_size=3)),
        "dtype": st.sampled_from(["<f8", "<U2", "|b1", "|O", "<U0", "f3", "U99999999"]) | values,
        "shape": st.lists(st.integers(-2, 2**70)) | values,
        "data": st.sampled_from(["", "AAAAAAAAAAA="]) | values,
        "array": values,
        "text": st.text("0123456789abcdefx-_", max_size=30) | values,
    },
)
fields_of = st.sampled_from([*wire.RECORDS]).flatmap(
    lambda name: st.fixed_dictionaries(
        {
            "$": st.just(name),
            "fields": st.fixed_dictionaries(
                dict.fromkeys(wire.RECORDS[name].__dataclass_fields__, tagged | values)
            ),
        }
    )
)


@quick
@given(values | tagged | fields_of)
def test_what_is_forged_is_read_as_plain_data_or_refused(data):
    with_calls = {"call": lambda number: print, "ask": lambda number: print}
    try:
        decode(data, with_calls)
    except WireError as error:
        assert len(str(error)) < 1000


@quick
@given(st.binary(max_size=60) | values.map(lambda value: json.dumps(value).encode()))
def test_a_line_is_an_object_or_refused(line):
    try:
        assert isinstance(loads(line), dict)
    except WireError as error:
        assert "expected" in str(error)


@pytest.mark.parametrize(
    "line",
    [
        b'{"a": ' + b"[" * 100_000,
        b'{"a": [' + b"[]," * 600_000 + b"1]}",
        b'{"a": ' + b"1" * 5000 + b"}",
        b"[1]",
        b"\xff",
    ],
)
def test_lines_that_cost_more_than_they_say_are_refused(line):
    with pytest.raises(WireError):
        loads(line)


@pytest.mark.parametrize(
    "data",
    [
        {"$": "int", "text": "f" * 1000},
        {"$": "array", "dtype": "<f8", "shape": [10**9, 10**9], "data": "AAAAAAAAAAA="},
        {"$": "array", "dtype": "<f8", "shape": [1] * 40, "data": "AAAAAAAAAAA="},
        {"$": "array", "dtype": "|O", "shape": [1], "data": "AAAAAAAAAAA="},
        {"$": "array", "dtype": "(2,)<f4", "shape": [1], "data": "AAAAAAAAAAA="},
        {"$": "NumberRecord", "fields": {"value": True}},
        {"$": "NumberRecord", "fields": {"value": 1.0, "more": 2}},
        {"$": "SequenceRecord", "fields": {"items": {"$": "tuple", "items": [1]}, "container": ""}},
        {"$": "Verdict", "fields": {}},
        {"$": ["NumberRecord"]},
        {"$": "x" * 1_000_000},
    ],
)
def test_these_are_refused_with_a_short_sentence(data):
    with pytest.raises(WireError) as refused:
        decode(data)
    assert len(str(refused.value)) < 400


def test_too_deep_is_refused():
    data = 1
    for _ in range(60):
        data = {"$": "list", "items": [data]}
    with pytest.raises(WireError, match="inside one another"):
        decode(data)


def test_texts_that_no_page_takes_are_replaced():
    assert decode("a\ud800b\0c") == "a\ufffdb\ufffdc"
    assert decode({"$": "TextRecord", "fields": {"value": "\udfff"}}).value == "\ufffd"
    broken = np.array([0xD800, 0x110000, 65], "<u4")
    data = encode(np.array(["abc"])) | {"data": encode(broken)["data"]}
    assert decode(data).tolist() == ["\ufffd\ufffdA"]


def test_a_truth_is_0_or_1():
    data = encode(np.array([True, False])) | {"data": encode(np.array([7, 0], "u1"))["data"]}
    assert decode(data).view("u1").tolist() == [1, 0]
