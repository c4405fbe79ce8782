"""Numbers, texts, arrays, tables and containers as records."""

import os
from itertools import islice
from numbers import Number

import numpy as np

from course_utils.exercises.records import (
    ArrayRecord,
    MappingRecord,
    NumberRecord,
    Record,
    SequenceRecord,
    TextRecord,
    UnknownRecord,
)

# Longer lists are read as one array; deeper or fuller ones are nobody's answer.
LONG = 64
DEEPEST = 6
MOST_ITEMS = 10_000
MOST_NUMBERS = 2_000_000

_CONTAINERS = (dict, list, tuple, set, frozenset, range)
_UNORDERED = (dict, set, frozenset)


def capture_value(answer, capture, depth=0):
    """Write down a plain value.

    Parameters
    ----------
    answer : object
    capture : callable
        (item, depth) -> Record, for what stands inside a list or a dictionary.
    depth : int
        How many containers stand around this one.

    Returns
    -------
    Record or None
        None where the answer is no plain value.
    """
    if isinstance(answer, str | bytes | os.PathLike):
        return TextRecord(os.fsdecode(answer))
    if isinstance(answer, Number | np.bool_):
        return NumberRecord(_as_float(answer)) if not np.iscomplexobj(answer) else None
    if isinstance(answer, _CONTAINERS):
        return _container(answer, capture, depth)
    if hasattr(answer, "__array__"):
        return _array(answer)
    return None


def _as_float(number):
    try:
        return float(number)
    except OverflowError:
        return float("inf") if number > 0 else float("-inf")


def _container(answer, capture, depth) -> Record:
    kind = type(answer).__name__
    if depth >= DEEPEST:
        return UnknownRecord(f"a {kind} nested more than {DEEPEST} deep")
    # Counted once, from outside: what stands inside can only be smaller.
    size = _count(answer) if depth == 0 else 0
    if size > MOST_NUMBERS:
        return UnknownRecord(f"a {kind} that holds more than {MOST_NUMBERS:,} values")
    if size > MOST_ITEMS or len(answer) > LONG:
        array = None if isinstance(answer, _UNORDERED) else _as_array(list(answer), kind)
        if array is not None:
            return array
    if size > MOST_ITEMS:
        return UnknownRecord(f"a {kind} that holds {size:,} values of different kinds")
    if isinstance(answer, dict):
        return MappingRecord({str(k): capture(value, depth + 1) for k, value in answer.items()})
    return SequenceRecord(tuple(capture(item, depth + 1) for item in answer), kind)


def _count(answer):
    """How many values stand inside, as deep as they are read; too many are not counted on."""
    size, waiting = 0, [(answer, 1)]
    while waiting and size <= MOST_NUMBERS:
        inside, depth = waiting.pop()
        inside = inside.values() if isinstance(inside, dict) else inside
        for item in islice(inside, MOST_NUMBERS + 1):
            size += 1
            if depth < DEEPEST and isinstance(item, _CONTAINERS):
                waiting.append((item, depth + 1))
    return size


def _as_array(items, kind):
    """One array of a rectangular list of numbers, or of texts; None for any other."""
    try:
        values = _numbers_or_text(np.array(items))
    except (TypeError, ValueError, OverflowError):
        return None
    same = len({isinstance(item, str) for item in items}) == 1
    return ArrayRecord(values, kind) if same else None


def _array(answer) -> Record:
    """Read anything that NumPy can read: arrays, tables, tensors and variables."""
    container = type(answer).__name__
    container = {"EagerTensor": "tensor", "ResourceVariable": "variable"}.get(container, container)
    columns = tuple(map(str, answer.columns)) if hasattr(answer, "columns") else ()
    values = _numbers_or_text(to_numpy(answer))
    if values.ndim == 0:
        is_number = values.dtype.kind == "f"
        return NumberRecord(float(values)) if is_number else TextRecord(str(values))
    return ArrayRecord(values, container, columns)


def to_numpy(thing):
    """Copy anything that holds numbers, Keras variables and tensors included."""
    if isinstance(thing, np.ma.MaskedArray):
        return thing.astype(float).filled(np.nan)
    return np.array(thing.numpy() if hasattr(thing, "numpy") else thing)


def _numbers_or_text(values):
    """Numbers as float64, with NaN for pandas' missing values; anything else as text."""
    if values.dtype.kind in "biuf":
        return values.astype(float)
    if values.dtype.kind == "S":
        return np.char.decode(values, errors="replace")
    if values.dtype.kind == "O" and not any(isinstance(item, str) for item in values.flat):
        missing = np.array([type(item).__name__ == "NAType" for item in values.flat], dtype=bool)
        try:
            return np.where(missing.reshape(values.shape), np.nan, values).astype(float)
        except (TypeError, ValueError):
            pass
    return values.astype(str)
