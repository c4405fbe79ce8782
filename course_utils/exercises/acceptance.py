"""Is this answer of the kind that was asked for? If it is near enough, make it so."""

import numpy as np

from course_utils.exercises.records import (
    ArrayRecord,
    ClassRecord,
    FunctionRecord,
    HistoryRecord,
    MappingRecord,
    ModelRecord,
    NamedRecord,
    NoneRecord,
    NumberRecord,
    Record,
    SequenceRecord,
    UnknownRecord,
    a_or_an,
)
from course_utils.exercises.verdicts import Finding


def accept(name: str, record: Record, kinds: tuple[type[Record], ...]) -> Record | Finding:
    """Let a record through to a check, or say why it cannot be checked.

    Parameters
    ----------
    name
        The answer's name in the notebook.
    kinds
        The kinds of record the check takes.

    Returns
    -------
    Record or Finding
        The record, turned into one of the kinds where that loses nothing: a list of
        numbers is an array, an array of one number is a number, a dictionary of curves is a
        history. Otherwise a finding that says expected, found and what to do.
    """
    if isinstance(record, kinds):
        return record
    for kind in kinds:
        turned = _TURN[kind](record) if kind in _TURN else None
        if turned is not None:
            return turned
    wanted = " or ".join(dict.fromkeys(kind.label for kind in kinds))
    return Finding(False, f"`{name}`", wanted, _describe(record), _advice(record, kinds))


def as_array(record: Record) -> ArrayRecord | None:
    """Read a record as an array of numbers; None where it is none.

    Returns
    -------
    ArrayRecord or None
        Nested lists must be rectangular.
    """
    if isinstance(record, ArrayRecord):
        return record
    if isinstance(record, NumberRecord):
        return ArrayRecord(np.array(record.value), "number")
    if not isinstance(record, SequenceRecord) or record.container in {"set", "frozenset"}:
        return None
    parts = [part.values for item in record.items if (part := as_array(item)) is not None]
    if len(parts) < len(record.items) or len({part.shape for part in parts}) > 1:
        return None
    return ArrayRecord(np.array(parts), record.container)


def _as_number(record):
    array = record if isinstance(record, ArrayRecord) else None
    if array is None or array.values.size != 1 or array.values.dtype.kind != "f":
        return None
    return NumberRecord(float(array.values.item()))


def _as_history(record):
    """Read the curves from `history.history`, or from a table of it."""
    if isinstance(record, ArrayRecord) and record.columns and record.values.ndim == 2:
        return HistoryRecord(dict(zip(record.columns, record.values.T, strict=True)))
    if not isinstance(record, MappingRecord) or not record.items:
        return None
    curves = {name: as_array(value) for name, value in record.items.items()}
    if any(curve is None or curve.values.ndim != 1 for curve in curves.values()):
        return None
    return HistoryRecord({name: curve.values for name, curve in curves.items()})


_TURN = {ArrayRecord: as_array, NumberRecord: _as_number, HistoryRecord: _as_history}


def _describe(record: Record):
    if isinstance(record, SequenceRecord):
        inner = dict.fromkeys(item.describe() for item in record.items[:3])
        return f"{a_or_an(record.container)} of {len(record.items)}: {', '.join(inner)}"
    return record.describe()


def _advice(record, kinds):
    """What to do about an answer of the wrong kind: the usual causes first."""
    if isinstance(record, NoneRecord):
        return (
            "Look at the line that makes it. `model.compile(...)` gives back `None`, and so does "
            "a function without `return`."
        )
    if isinstance(record, ClassRecord):
        return f"Make an object from the class: write `{record.name}(...)` with parentheses."
    if isinstance(record, UnknownRecord) and record.advice:
        return record.advice
    if isinstance(record, UnknownRecord) and "symbolic" in record.what and ModelRecord in kinds:
        return "Make a model of it: `keras.Model(inputs, outputs)`."
    if isinstance(record, FunctionRecord) and FunctionRecord not in kinds:
        return f"Pass what the function returns, not the function: `{record.name}(...)`."
    if ModelRecord in kinds and isinstance(record, SequenceRecord):
        return "Put the layers into a model: `keras.Sequential([...])`."
    if FunctionRecord in kinds and isinstance(record, NamedRecord | ModelRecord):
        return "Write a function of your own that does this: `def` makes one."
    if FunctionRecord in kinds:
        return "Pass the function by its name, without calling it: `def` makes one."
    return f"Hand over {kinds[0].label}."
