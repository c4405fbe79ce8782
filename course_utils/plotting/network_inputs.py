"""What `plot_network` accepts, and the sentence it says when it gets something else."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from course_utils.errors import CourseError
from course_utils.plotting.functions import ACTIVATIONS
from course_utils.plotting.inputs import as_numbers
from course_utils.plotting.network_layout import MOST_ROWS


def checked_units(units: Sequence[int]) -> list[int]:
    """Return the sizes as a list, if they make a network we can draw."""
    sizes = list(units) if isinstance(units, (list, tuple, np.ndarray)) else []
    whole = all(isinstance(n, (int, np.integer)) and n >= 1 for n in sizes)
    if not (whole and len(sizes) >= 2):
        raise CourseError(
            "units: expected a list of two or more whole numbers from 1, the number of inputs "
            f"first, such as [3, 1]; found {units!r}."
        )
    return sizes


def checked_activations(activation: str | Sequence[str] | None, layers: int) -> list[str] | None:
    """Return one name for each layer after the inputs, or None."""
    if activation is None:
        return None
    names = np.atleast_1d(activation).tolist()
    if isinstance(activation, str) and layers > 1:
        names = names * (layers - 1) + ["linear"]
    unknown = [name for name in names if name not in ACTIVATIONS]
    if unknown or len(names) != layers:
        raise CourseError(
            f"activation: expected one name, or {layers} (one for each layer after the inputs), "
            f"from {', '.join(ACTIVATIONS)}; found {activation!r}."
        )
    return names


def checked_names(names: Sequence[str] | None, count: int, argument: str) -> list[str] | None:
    """Return the names as a list, if there is one for each."""
    if names is None:
        return None
    if isinstance(names, str) or len(names) != count:
        raise CourseError(f"{argument}: expected a list of {count} names, found {names!r}.")
    return [str(name) for name in names]


def checked_numbers(
    numbers: Sequence[ArrayLike] | None, units: Sequence[int], argument: str
) -> list[np.ndarray] | None:
    """Return one array for each layer, one number for each of its units, or None."""
    if numbers is None:
        return None
    arrays = [as_numbers(layer, argument).ravel() for layer in numbers]
    found = [array.size for array in arrays]
    if found != list(units):
        raise CourseError(
            f"{argument}: expected an array for each of {len(units)} layers, of {list(units)} "
            f"numbers; found {found}."
        )
    return arrays


def checked_weights(
    weights: Sequence[ArrayLike] | None, units: Sequence[int], bias: bool
) -> list[np.ndarray] | None:
    """Return one matrix for each layer, its bias as the last row, or None."""
    if weights is None:
        return None
    if max(units) > MOST_ROWS:
        raise CourseError(
            f"weights: expected layers of at most {MOST_ROWS} units, found {max(units)}. "
            "Larger layers are drawn without weights."
        )
    arrays = [as_numbers(array, "weights") for array in weights]
    pairs = list(zip(units[:-1], units[1:], strict=True))
    expected = [shape for n, m in pairs for shape in ([(n, m), (m,)] if bias else [(n, m)])]
    found = [array.shape for array in arrays]
    if found != expected:
        raise CourseError(
            f"weights: expected arrays of shapes {expected}, found {found}. "
            "Pass model.get_weights() of a model with these layers."
        )
    step = 2 if bias else 1
    return [np.vstack(arrays[i : i + step]) for i in range(0, len(arrays), step)]
