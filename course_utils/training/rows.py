"""The rows a grid learns from, checked before anything is built."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from course_utils.errors import CourseError

if TYPE_CHECKING:
    import keras

_NAMES = ("X_train", "y_train", "X_valid", "y_valid")


@dataclass(frozen=True)
class Rows:
    """Inputs and targets as arrays of float32.

    Attributes
    ----------
    x, y : numpy.ndarray
        Training rows: shapes (n_rows, ...) and (n_rows, n_outputs). Where there are several
        targets for the same inputs, y holds all of them, one after the other.
    x_valid, y_valid : numpy.ndarray or None
        Validation rows, shaped likewise.
    probe : numpy.ndarray or None
        Inputs whose predictions are recorded.
    """

    x: np.ndarray
    y: np.ndarray
    x_valid: np.ndarray | None
    y_valid: np.ndarray | None
    probe: np.ndarray | None


def check_rows(
    data: Sequence[npt.ArrayLike],
    probe: npt.ArrayLike | None = None,
    targets: Mapping[float, npt.ArrayLike] | None = None,
) -> Rows:
    """Return the data as `Rows`; `targets`, a dict of arrays, are taken in place of y_train.

    Raises
    ------
    CourseError
        There are not two or four arrays, their shapes do not fit, or a number is missing.
    """
    if not isinstance(data, (tuple, list)) or len(data) not in (2, 4):
        raise CourseError(
            "Expected data to be (X_train, y_train) or (X_train, y_train, X_valid, y_valid), "
            f"found {_described(data)}. Put the arrays in round brackets, in this order."
        )
    arrays = [_numbers(name, array) for name, array in zip(_NAMES, data, strict=False)]
    for first in range(0, len(arrays), 2):
        _check_pair(arrays, first)
    rows = [*arrays, None, None][:4]
    for place in (1, 3):
        if rows[place] is not None and rows[place].ndim == 1:
            rows[place] = rows[place][:, np.newaxis]
    probe = None if probe is None else _numbers("probe", probe)
    for name, other in (("X_valid", rows[2]), ("probe", probe)):
        if other is not None and other.shape[1:] != rows[0].shape[1:]:
            raise CourseError(
                f"Expected {name} to have rows of shape {rows[0].shape[1:]} like X_train, found "
                f"{other.shape[1:]}. Give it the same columns as X_train."
            )
    if targets is not None:
        rows[1] = np.concatenate([_target(name, y, rows[1].shape) for name, y in targets.items()])
    x, y, x_valid, y_valid = rows
    return Rows(x, y, x_valid, y_valid, probe)


def _target(name, y, shape):
    """One of several targets, a number a row and output like y_train."""
    y = _numbers(f"targets[{name}]", y)
    if y.size != np.prod(shape):
        raise CourseError(
            f"Expected targets[{name}] to be like y_train, of shape {shape}, found {y.shape}. "
            "Give a target for each row of X_train."
        )
    return y.reshape(shape)


def _described(data):
    if isinstance(data, (tuple, list)):
        return f"{len(data)} parts"
    return f"a single {type(data).__name__}"


def _numbers(name, array):
    """The array as numbers, without a gap."""
    try:
        numbers = np.asarray(array, dtype="float32")
    except (TypeError, ValueError) as error:
        raise CourseError(
            f"Expected {name} to hold numbers, found something else ({error}). Turn texts and "
            "categories into numbers first."
        ) from None
    if numbers.ndim == 0 or len(numbers) == 0:
        raise CourseError(
            f"Expected {name} to have at least one row, found shape {numbers.shape}. Give it an "
            "array with a row for each example."
        )
    missing = int((~np.isfinite(numbers)).sum())
    if missing:
        raise CourseError(
            f"Expected {name} to hold finite numbers, found {missing} NaN or infinite. Fill or "
            "drop these first: one of them is enough to make every weight NaN."
        )
    return numbers


def _check_pair(arrays, first):
    x, y = arrays[first : first + 2]
    names = _NAMES[first : first + 2]
    if x.ndim < 2:
        raise CourseError(
            f"Expected {names[0]} to be of shape (n_rows, n_features), found {x.shape}. A single "
            "feature is a column: X.reshape(-1, 1)."
        )
    if y.ndim > 2:
        raise CourseError(
            f"Expected {names[1]} to be of shape (n_rows,) or (n_rows, n_outputs), found {y.shape}."
            " Give one row of targets for each row of inputs."
        )
    if len(x) != len(y):
        raise CourseError(
            f"Expected as many rows in {names[0]} as in {names[1]}, found {len(x)} and {len(y)}. "
            "Take both from the same table, in the same order."
        )


def check_fits(rows: Rows, model: "keras.Model", is_class_number: bool) -> None:
    """Check that a model takes these inputs and gives outputs like these targets.

    Parameters
    ----------
    is_class_number
        Whether a target is the number of a class, among as many as the model has outputs.

    Raises
    ------
    CourseError
        It does not.
    """
    takes, gives = tuple(model.input_shape[1:]), tuple(model.output_shape[1:])
    if takes != rows.x.shape[1:]:
        raise CourseError(
            f"Expected X_train to have rows of shape {takes}, as the model's keras.Input says, "
            f"found {rows.x.shape[1:]}. Make the two equal."
        )
    wanted = (1,) if is_class_number else gives
    if wanted != rows.y.shape[1:]:
        raise CourseError(
            f"Expected y_train to have rows of shape {wanted}, because the model's output is of "
            f"shape {gives}; found {rows.y.shape[1:]}. Change the last layer's units, or y_train."
        )
    numbers = rows.y if rows.y_valid is None else np.concatenate([rows.y, rows.y_valid])
    if is_class_number and not np.isin(numbers, np.arange(gives[-1])).all():
        raise CourseError(
            f"Expected class numbers from 0 to {gives[-1] - 1}, one for each of the model's "
            f"outputs, found {numbers.min():g} to {numbers.max():g}. Number the classes from 0, "
            "or give the last layer more units."
        )
