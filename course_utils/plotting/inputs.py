"""What a plot function accepts, and the sentence it says when it gets something else."""

import numpy as np
from numpy.typing import ArrayLike

from course_utils.errors import CourseError


def as_numbers(values: ArrayLike, name: str) -> np.ndarray:
    """Return `values` as an array of finite floats, whatever its shape.

    Raises
    ------
    CourseError
        When there is nothing in it, something that is no number, or NaN or infinity.
    """
    try:
        array = np.asarray(values)
    except (TypeError, ValueError) as error:
        raise CourseError(f"{name}: expected numbers, found rows of different lengths.") from error
    if array.dtype.kind not in "biuf":
        raise CourseError(
            f"{name}: expected numbers, found {_example(array)}. "
            "Pass a column of numbers, or convert it first."
        )
    if array.size == 0:
        raise CourseError(f"{name}: expected at least one number, found none (shape {array.shape})")
    bad = int(np.sum(~np.isfinite(array)))
    if bad:
        raise CourseError(
            f"{name}: expected finite numbers, found {bad} of {array.size} that are NaN or "
            "infinite. Drop or fill these rows first."
        )
    return array.astype(float)


def as_vector(values: ArrayLike, name: str) -> np.ndarray:
    """Return `values` of shape (n,), (n, 1) or (1, n) as floats of shape (n,)."""
    array = as_numbers(values, name)
    if array.size != max(array.shape, default=1):
        raise CourseError(
            f"{name}: expected one column of numbers, found an array of shape {array.shape}."
        )
    return array.ravel()


def as_number(value: ArrayLike, name: str) -> float:
    """Return a number, or the only number in an array such as Keras' (1, 1) kernel."""
    array = as_numbers(value, name)
    if array.size != 1:
        raise CourseError(f"{name}: expected one number, found {array.size}.")
    return array.item()


def same_length(**columns: np.ndarray) -> None:
    """Raise a CourseError unless all the named columns are equally long."""
    if len({len(column) for column in columns.values()}) > 1:
        found = ", ".join(f"{name} with {len(column)}" for name, column in columns.items())
        raise CourseError(
            f"Expected {' and '.join(columns)} of the same length, found {found}. "
            "Take both from the same rows."
        )


def _example(array):
    """Name the first thing that is no number."""
    odd = [value for value in array.ravel().tolist() if not isinstance(value, (int, float))]
    return repr(odd[0]) if odd else f"values of type {array.dtype}"
