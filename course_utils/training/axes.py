"""Settings that are sequences become axes; their product is the list of runs."""

import itertools
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from course_utils.errors import CourseError

# Name of each axis, in the order of the axes: kind of number, what it must be, in words.
_RULES = {
    "learning_rate": (float, lambda v: v > 0, "a number above 0"),
    "batch_size": (int, lambda v: v >= 1, "a whole number from 1 up"),
    "width": (int, lambda v: v >= 1, "a whole number from 1 up"),
    "l2": (float, lambda v: v >= 0, "a number from 0 up"),
    "dropout": (float, lambda v: 0 <= v < 1, "a share from 0 up to, not including, 1"),
    "seed": (int, lambda v: 0 <= v < 2**32, "a whole number from 0 up"),
    "n_examples": (int, lambda v: v >= 1, "a whole number from 1 up"),
    "targets": (float, lambda v: True, "a number"),
}


@dataclass(frozen=True)
class Axes:
    """All settings of a grid.

    Attributes
    ----------
    values : dict of str to tuple
        The values of every setting, one value for those that are no axis.
    names : tuple of str
        Those that are axes, in order.
    """

    values: dict
    names: tuple

    @property
    def shape(self) -> tuple[int, ...]:
        """Lengths of the axes; () for a single run."""
        return tuple(len(self.values[name]) for name in self.names)

    @property
    def n_runs(self) -> int:
        """How many models the grid trains."""
        return math.prod(self.shape)

    def runs(self, name: str) -> list:
        """One setting of every run, in the order of the flattened grid: a list of n_runs."""
        place = list(self.values).index(name)
        return [run[place] for run in itertools.product(*self.values.values())]


def find_axes(**settings: float | Sequence[float] | None) -> Axes:
    """Tell axes from fixed settings.

    Parameters
    ----------
    **settings
        A number, a sequence of numbers, or None, for each setting by name.

    Raises
    ------
    CourseError
        A sequence is empty, or a value is not one the setting can have.
    """
    names = tuple(name for name, value in settings.items() if _is_sequence(value))
    values = {name: _checked(name, value) for name, value in settings.items()}
    return Axes(values, names)


def _is_sequence(value):
    return isinstance(value, Iterable) and np.ndim(value) == 1


def _checked(name, value):
    if value is None:
        return (None,)
    kind, allowed, words = _RULES[name]
    found = tuple(value) if _is_sequence(value) else (value,)
    if not found:
        raise CourseError(
            f"Expected at least one value of {name}, found an empty sequence. "
            f"Give {name} as a number, or as a list of numbers."
        )
    for one in found:
        if not _is_number(one, kind) or not allowed(one):
            raise CourseError(
                f"Expected {name} to be {words}, found {one!r}. "
                f"Give {name} as such a number, or as a list of them."
            )
    return tuple(kind(one) for one in found)


def _is_number(value, kind):
    if isinstance(value, (bool, np.bool_)) or not isinstance(value, (int, float, np.number)):
        return False
    return math.isfinite(value) and kind(value) == value
