"""What a learner has, as arrays: NumPy, pandas, tensors, lists, dictionaries or tf.data."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np

from course_utils.exercises.capture.values import to_numpy
from course_utils.texts import one_line

# Of a pipeline so many batches and rows are looked at: it may have no end.
MOST_BATCHES = 200
MOST_ROWS = 20_000
MOST_OF_A_NAME = 60


@dataclass(frozen=True)
class GivenRows:
    """Inputs and targets.

    Attributes
    ----------
    inputs : tuple of numpy.ndarray, each of shape (n_rows, ...)
        One for each input of the model, as given: numbers of any kind, or texts.
    y : numpy.ndarray or None, shape (n_rows,) or (n_rows, n_outputs)
    columns : tuple of str
        The names of a table's columns; empty where there are none.
    names : tuple of str
        The names of several inputs.
    index : numpy.ndarray or None
        A table's index.
    """

    inputs: tuple[np.ndarray, ...] = ()
    y: np.ndarray | None = None
    columns: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    index: np.ndarray | None = None

    @property
    def n(self) -> int:
        """How many rows there are."""
        return len(self.inputs[0]) if self.inputs else len(self.y) if self.y is not None else 0

    @property
    def X(self) -> np.ndarray | None:  # noqa: N802 - the field's name for inputs
        """The first input as float64, NaN for what is missing; None where it is no numbers."""
        return floats_of(self.inputs[0]) if self.inputs else None

    def column(self, place: int) -> str:
        """Name a column as the learner knows it."""
        if place >= len(self.columns):
            return f"column {place}"
        return f"`{one_line(self.columns[place], MOST_OF_A_NAME).replace('`', chr(39))}`"


def read_rows(X: Any, y: Any = None) -> GivenRows:
    """Read inputs and targets.

    Parameters
    ----------
    X
        An array or a table of shape (n_rows, ...), a list or dictionary of those, or a
        `tf.data.Dataset` or sequence of batches that gives (inputs, targets).
    y
        Targets; not needed where `X` gives them.

    Returns
    -------
    GivenRows
        Empty where there is nothing that can be read without using it up.
    """
    if X is None:
        return GivenRows(y=_targets(y))
    if _gives_batches(X):
        return _from_batches(X)
    if isinstance(X, dict):
        inputs = tuple(_array(value) for value in X.values())
        return GivenRows(inputs, _targets(y), names=tuple(map(str, X)))
    if isinstance(X, list | tuple) and X and all(getattr(part, "ndim", 0) > 0 for part in X):
        return GivenRows(tuple(map(_array, X)), _targets(y))
    columns = tuple(map(str, getattr(X, "columns", ())))
    index = np.asarray(X.index) if hasattr(X, "index") and hasattr(X, "columns") else None
    values = _array(X)
    return GivenRows((values,), _targets(y), columns, index=index)


def floats_of(values: np.ndarray) -> np.ndarray | None:
    """Return float64 with NaN for what is missing, or None for texts."""
    if values.dtype.kind in "biuf":
        return values.astype(float)
    try:
        return values.astype(float)
    except (TypeError, ValueError):
        return None


def _array(thing):
    values = to_numpy(thing)
    return values if values.ndim else values.reshape(1)


def _targets(y):
    return None if y is None else _array(y)


def _gives_batches(X):
    if hasattr(X, "element_spec"):
        return True
    return hasattr(X, "__getitem__") and hasattr(X, "num_batches") and not hasattr(X, "shape")


def _from_batches(batches):
    """Read (inputs, targets) batch by batch; a pipeline of single rows gives one row at a time."""
    single = hasattr(batches, "element_spec") and not _is_batched(batches.element_spec)
    source = batches.batch(32) if single else batches
    if not hasattr(source, "element_spec"):
        source = [batches[place] for place in range(min(batches.num_batches, MOST_BATCHES))]
    inputs, targets, n = [], [], 0
    for batch in islice(iter(source), MOST_BATCHES):
        x, y = batch[:2] if isinstance(batch, tuple | list) else (batch, None)
        parts = x.values() if isinstance(x, dict) else x if isinstance(x, tuple | list) else [x]
        inputs.append([to_numpy(part) for part in parts])
        targets.append(None if y is None else to_numpy(y))
        n += len(inputs[-1][0])
        if n >= MOST_ROWS:
            break
    if not inputs:
        return GivenRows()
    joined = tuple(np.concatenate(parts) for parts in zip(*inputs, strict=True))
    y = None if targets[0] is None else np.concatenate(targets)
    return GivenRows(joined, y, names=tuple(map(str, x)) if isinstance(x, dict) else ())


def _is_batched(spec):
    """Whether the first axis is that of the rows: its length is open, or that of the targets."""
    import keras

    first = keras.tree.flatten(spec)[0]
    shape = tuple(first.shape)
    last = keras.tree.flatten(spec)[-1]
    return bool(shape) and (shape[0] is None or len(last.shape) > 0 and shape[0] == last.shape[0])
