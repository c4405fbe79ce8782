"""Numbers, texts, arrays, tables and containers as records."""

import math
import os
from collections.abc import Callable
from itertools import islice
from numbers import Integral, Number
from typing import Any

import numpy as np

from course_utils.exercises.records import (
    ArrayRecord,
    MappingRecord,
    NumberRecord,
    Record,
    SequenceRecord,
    TextRecord,
    UnknownRecord,
    a_or_an,
)

# Longer lists are read as one array; deeper, fuller or larger ones are nobody's answer.
LONG = 64
DEEPEST = 6
MOST_ITEMS = 10_000
MOST_NUMBERS = 2_000_000
MOST_CHARACTERS = 10_000
# NumPy gives each text of an array the width of the widest.
_MOST_WIDTHS = 20_000_000

_CONTAINERS = (dict, list, tuple, set, frozenset, range)
_UNORDERED = (dict, set, frozenset)


class TooLargeError(Exception):
    """There is more of it than anybody's answer has; the message says what it is."""


def refuse_large(thing: Any) -> None:
    """Look at the shape before anything is copied: a view of a billion numbers takes no room.

    Raises
    ------
    TooLargeError
        It has more than `MOST_NUMBERS` numbers, or as many bytes as these would have.
    """
    shape = tuple(getattr(thing, "shape", ()))
    lengths = [int(length) for length in shape if length is not None]
    heavy = isinstance(thing, np.ndarray) and thing.nbytes > 16 * MOST_NUMBERS
    if heavy or math.prod(lengths) > MOST_NUMBERS:
        raise TooLargeError(
            f"{a_or_an(_container_name(thing))} of shape {shape}, too large to read"
        )


def capture_value(
    answer: Any, capture: Callable[[Any, int], Record], depth: int = 0
) -> Record | None:
    """Write down a plain value.

    Parameters
    ----------
    capture
        (item, depth) -> Record, for what is inside a list or a dictionary.
    depth
        How many containers are around this one.

    Returns
    -------
    Record or None
        None where the answer is no plain value.

    Raises
    ------
    TooLargeError
        Before anything of it is copied.
    """
    if isinstance(answer, str | bytes | os.PathLike):
        return _text(os.fsdecode(answer))
    if isinstance(answer, Number | np.bool_):
        return None if isinstance(answer, complex) else _number(answer)
    if type(answer).__name__ == "TensorShape":
        answer = tuple(answer)
    if isinstance(answer, _CONTAINERS):
        return _container(answer, capture, depth)
    if hasattr(answer, "__array__"):
        return _array(answer)
    return None


def _text(text):
    if len(text) > MOST_CHARACTERS:
        raise TooLargeError(f"a text of {len(text):,} characters")
    return TextRecord(text)


def _number(answer):
    return NumberRecord(_as_float(answer), isinstance(answer, Integral | np.bool_))


def _as_float(number):
    try:
        return float(number)
    except OverflowError:
        return float("inf") if number > 0 else float("-inf")


def _container(answer, capture, depth) -> Record:
    kind = type(answer).__name__
    if depth >= DEEPEST:
        return UnknownRecord(f"a {kind} nested more than {DEEPEST} deep")
    # Counted once, from outside: what is inside can only be smaller.
    size, widest = _measure(answer) if depth == 0 else (0, 0)
    if size > MOST_NUMBERS:
        raise TooLargeError(f"a {kind} that holds more than {MOST_NUMBERS:,} values")
    if size * widest > _MOST_WIDTHS:
        raise TooLargeError(f"a {kind} with a text of {widest:,} characters")
    if size > MOST_ITEMS or len(answer) > LONG:
        array = None if isinstance(answer, _UNORDERED) else _as_array(list(answer), kind)
        if array is not None:
            return array
    if size > MOST_ITEMS:
        return UnknownRecord(f"a {kind} that holds {size:,} values of different kinds")
    if isinstance(answer, dict):
        return MappingRecord({str(k): capture(value, depth + 1) for k, value in answer.items()})
    return SequenceRecord(tuple(capture(item, depth + 1) for item in answer), kind)


def _measure(answer):
    """How many values are inside, as deep as they are read, and the length of the longest text.

    Too many are not counted on.
    """
    size, widest, waiting = 0, 0, [(answer, 1)]
    while waiting and size <= MOST_NUMBERS:
        inside, depth = waiting.pop()
        inside = inside.values() if isinstance(inside, dict) else inside
        for item in islice(inside, MOST_NUMBERS + 1):
            size += 1
            if isinstance(item, str):
                widest = max(widest, len(item))
            elif isinstance(item, np.ndarray):
                size += item.size
            elif depth < DEEPEST and isinstance(item, _CONTAINERS):
                waiting.append((item, depth + 1))
    return size, widest


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
    refuse_large(answer)
    container = _container_name(answer)
    columns = tuple(map(str, answer.columns)) if hasattr(answer, "columns") else ()
    given = to_numpy(answer)
    values, whole = _numbers_or_text(given), given.dtype.kind in "biu"
    if values.ndim == 0:
        is_number = values.dtype.kind == "f"
        return NumberRecord(float(values), whole) if is_number else TextRecord(str(values))
    return ArrayRecord(values, container, columns, whole)


def _container_name(thing):
    name = type(thing).__name__
    return {"EagerTensor": "tensor", "ResourceVariable": "variable"}.get(name, name)


def to_numpy(thing: Any) -> np.ndarray:
    """Copy anything that holds numbers, Keras variables and tensors included."""
    if isinstance(thing, np.ma.MaskedArray):
        return np.ma.filled(thing.astype(float), np.nan)
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
    return _as_texts(values)


def _as_texts(values):
    widest = max((len(item) for item in values.flat if isinstance(item, str)), default=0)
    if values.size * widest > _MOST_WIDTHS:
        raise TooLargeError(f"an array with a text of {widest:,} characters")
    return values.astype(str)
