"""What a function that splits rows has returned, read as row numbers."""

import numpy as np

from course_utils.exercises.acceptance import as_array
from course_utils.exercises.records import CallResult, Record, SequenceRecord


def row_sides(value: Record | None) -> list[np.ndarray] | None:
    """Read two arrays of row numbers: those to learn from and those to validate on.

    Returns
    -------
    list of two numpy.ndarray of int, or None
        None where it is something else than two arrays of whole numbers.
    """
    arrays = [as_array(item) for item in value.items] if isinstance(value, SequenceRecord) else []
    if len(arrays) != 2 or any(array is None or array.values.ndim != 1 for array in arrays):
        return None
    values = [array.values for array in arrays if array is not None]
    if any(side.dtype.kind not in "biuf" or not np.all(side == np.round(side)) for side in values):
        return None
    return [side.astype(int) for side in values]


def what_came(called: CallResult) -> str:
    """Say what came of a call: a value, an error, or nothing up to its deadline."""
    if called.timed_out:
        return "nothing: it was still running at its deadline"
    if called.error:
        return f"`{called.error}`".replace("``", "`")
    return called.value.describe() if called.value is not None else "nothing"
