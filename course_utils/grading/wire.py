"""Records as JSON: what a child may send, and nothing else.

The child that runs a submission is not trusted. What comes from it is JSON, read into the
dataclasses named here, field by field, each of the type that its annotation says. Nothing is
unpickled, imported or evaluated. A record that can be called crosses as a number; the side that
owns the function keeps it.
"""

import base64
import json
import math
import re
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any

import numpy as np

from course_utils.errors import CourseError
from course_utils.exercises import records
from course_utils.texts import storable

MOST_BYTES = 64_000_000  # one message; two million numbers in base64 are 22 MB
# How many values one message has, arrays counted once: Python takes 50 times the room of a "[],".
_MOST_VALUES = 500_000
_MOST_DIGITS = 400
_MOST_EXACT = 2**53  # a larger whole number crosses as text
_DEEPEST = 40
_KINDS = "biufU"
_DTYPE = re.compile(r"[<>|=]?([biufU])\d{1,8}")
_MOST_AXES = 32

RECORDS = {
    kind.__name__: kind
    for kind in vars(records).values()
    if isinstance(kind, type) and hasattr(kind, "__dataclass_fields__")
}


class WireError(CourseError):
    """A message is not of the form that the other side may send."""


def encode(value: Any, keep: Callable[[Callable], int] | None = None) -> Any:
    """Turn records, arrays and plain values into what JSON can hold.

    Parameters
    ----------
    keep : callable, optional
        (function) -> int, for what can be called; without it, such a value is an error.

    Returns
    -------
    object
        Of dicts, lists, texts, numbers and None.

    Raises
    ------
    WireError
        There is something that no record has.
    """
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, np.generic):
        return {"$": "scalar", "array": _encode_array(np.asarray(value))}
    if isinstance(value, int) and abs(value) > _MOST_EXACT:
        return {"$": "int", "text": hex(value)}
    if isinstance(value, int | float):
        return value
    if isinstance(value, np.ndarray):
        return _encode_array(value)
    if isinstance(value, tuple | list):
        return {"$": type(value).__name__, "items": [encode(item, keep) for item in value]}
    if isinstance(value, Mapping):
        return {"$": "dict", "items": [[encode(k), encode(v, keep)] for k, v in value.items()]}
    if type(value).__name__ in RECORDS:
        named = {f.name: encode(getattr(value, f.name), keep) for f in fields(value)}
        return {"$": type(value).__name__, "fields": named}
    if callable(value) and keep is not None:
        return {"$": "call", "number": keep(value)}
    raise WireError(f"expected a record, an array or a plain value, found {type(value).__name__}")


def decode(data: Any, calls: Mapping[str, Callable] | None = None, depth: int = 0) -> Any:
    """Read what `encode` wrote; the inverse of it.

    Parameters
    ----------
    data : object
        From JSON.
    calls : mapping of str to callable, optional
        For each field that has something to call, ("call" of a function, "ask" of a model):
        (number) -> callable.
    depth : int
        How many values are around this one.

    Raises
    ------
    WireError
        It is of another form, too deep, or a field has another type than it is declared to.
    """
    if depth > _DEEPEST:
        raise WireError(f"expected at most {_DEEPEST} values inside one another")
    if isinstance(data, str):
        return storable(data)
    if data is None or isinstance(data, bool | int | float):
        return data
    kind: Any = data.get("$") if isinstance(data, dict) else None
    try:
        if kind in RECORDS:
            return _decode_record(RECORDS[kind], data["fields"], calls, depth)
        return _DECODE[kind](data, calls, depth + 1)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        what = kind[:20] if isinstance(kind, str) else type(kind).__name__
        raise WireError(f"expected a record's {what!r}, found {error!r:.200}") from None


def dumps(message: dict) -> bytes:
    """A message as the bytes of one line."""
    return json.dumps(message).encode("ascii") + b"\n"


def loads(line: bytes) -> dict:
    """Read a message; it must be an object.

    Raises
    ------
    WireError
        The line is no JSON, has too much in it, or is another kind of value.
    """
    if sum(map(line.count, (b",", b"[", b"{"))) > _MOST_VALUES:
        raise WireError(f"expected at most {_MOST_VALUES:,} values in a message")
    try:
        message = json.loads(line, parse_int=_short_int)
    except (ValueError, RecursionError) as error:
        raise WireError(f"expected JSON, found {type(error).__name__}") from None
    if not isinstance(message, dict):
        raise WireError(f"expected an object, found {type(message).__name__}")
    return message


def _short_int(text):
    if len(text) > 20:
        raise ValueError("a number of so many digits")
    return int(text)


def _long_int(text):
    if len(text) > _MOST_DIGITS:
        raise ValueError("a number of so many digits")
    return int(text, 16)


def _encode_array(array):
    if array.dtype.kind not in _KINDS:
        raise WireError(f"expected an array of numbers or texts, found {array.dtype}")
    content = base64.b64encode(np.ascontiguousarray(array).tobytes()).decode("ascii")
    return {"$": "array", "dtype": array.dtype.str, "shape": list(array.shape), "data": content}


def _decode_array(data, calls, depth):
    kind = _DTYPE.fullmatch(data["dtype"])
    if not kind or len(data["shape"]) > _MOST_AXES:
        raise WireError("expected an array of numbers or texts")
    dtype = np.dtype(data["dtype"])
    shape = [int(length) for length in data["shape"]]
    content = base64.b64decode(data["data"], validate=True)
    if min(shape, default=0) < 0 or math.prod(shape) * dtype.itemsize != len(content):
        raise WireError(f"expected {shape!s:.100} values of {dtype}, found {len(content)} bytes")
    return _READ.get(kind[1], np.frombuffer)(content, dtype).reshape(shape).copy()


def _read_texts(content, dtype):
    """Texts of an array, storable as others are."""
    codes = np.frombuffer(content, dtype.str.replace(f"U{dtype.itemsize // 4}", "u4")).copy()
    codes[(codes > 0x10FFFF) | ((codes >= 0xD800) & (codes < 0xE000))] = ord(
        "\N{REPLACEMENT CHARACTER}"
    )
    return codes.view(dtype)


def _read_truths(content, dtype):
    """Bytes that are neither 0 nor 1 would count twice in a sum."""
    return np.frombuffer(content, "u1") != 0


_READ = {"U": _read_texts, "b": _read_truths}


def _decode_scalar(data, calls, depth):
    return _decode_array(data["array"], calls, depth)[()]


def _decode_dict(data, calls, depth):
    pairs = [(decode(k, None, depth), decode(v, calls, depth)) for k, v in data["items"]]
    if not all(isinstance(key, str) for key, _ in pairs):
        raise WireError("expected texts as the keys of a dictionary")
    return dict(pairs)


def _decode_record(kind, named, calls, depth):
    hints = _hints(kind)
    if set(named) != set(hints):
        raise WireError(f"expected the fields {', '.join(hints)} of {kind.__name__}")
    values = {}
    for name, hint in hints.items():
        value = named[name]
        if isinstance(value, dict) and value.get("$") == "call":
            value = _callable(calls, name, value["number"])
        else:
            value = decode(value, calls, depth + 1)
        if not _fits(value, hint):
            raise WireError(f"expected {hint} as {kind.__name__}.{name}, found {type(value)}")
        values[name] = value
    return kind(**values)


def _callable(calls, name, number):
    if not calls or name not in calls or not isinstance(number, int):
        raise WireError(f"nothing can be called as {name!r}")
    return calls[name](number)


def _hints(kind):
    hints = typing.get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}


def _fits(value, hint):
    """Whether a value is what an annotation of a record promises."""
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if hint is typing.Any:
        return True
    if origin in (typing.Union, types.UnionType):
        return any(_fits(value, one) for one in inner)
    if origin is tuple:
        return isinstance(value, tuple) and _items_fit(value, inner)
    if origin is Mapping:
        return isinstance(value, dict) and all(_fits(item, inner[1]) for item in value.values())
    if origin is Callable:
        return callable(value)
    if hint is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    if hint is int:
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, type(None) if hint is None else hint)


def _items_fit(values, inner):
    if inner[1:] == (...,):
        return all(_fits(value, inner[0]) for value in values)
    return len(values) == len(inner) and all(map(_fits, values, inner))


_DECODE = {
    "array": _decode_array,
    "scalar": _decode_scalar,
    "int": lambda data, calls, depth: _long_int(data["text"]),
    "tuple": lambda data, calls, depth: tuple(decode(v, calls, depth) for v in data["items"]),
    "list": lambda data, calls, depth: [decode(v, calls, depth) for v in data["items"]],
    "dict": _decode_dict,
}
