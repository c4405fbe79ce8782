"""All measures of a spec as one run of bytes, small enough to be sent at once.

Each measure goes in the smallest form that loses nothing a learner could see:

- `uint8` for whole numbers from 0 to 255: counts, masks, yes and no;
- `float16` for lines and tables, which are drawn, where that keeps every number to one part in
  a thousand (a third of a pixel) or to a millionth of the largest. A measure that already is
  float16 stays so;
- `float32` for single numbers, which are read out with digits, and for all others.

inf and NaN go as they are. Every measure begins at a multiple of four bytes.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np

from course_utils.errors import CourseError
from course_utils.widgets.spec import Measure

MOST_BYTES = 1_000_000
_CLOSE, _SMALL = 1e-3, 1e-6
_ALIGNED = 4


def pack(name: str, measures: Mapping[str, Measure]) -> tuple[list[dict[str, Any]], bytes]:
    """Write all measures one behind the other.

    Parameters
    ----------
    name
        The explorer's, for the error.

    Returns
    -------
    header : list of dict
        For each measure its `name`, `axes`, own `shape`, `type` and `offset` in bytes.
    content : bytes
        At most 1 MB.

    Raises
    ------
    CourseError
        When it is more; the sentence names the largest measures.
    """
    header, parts, offset = [], [], 0
    for key, measure in measures.items():
        values = compact(measure)
        content = values.tobytes()
        content += bytes(-len(content) % _ALIGNED)
        header.append(_entry(key, measure, values, offset))
        parts.append(content)
        offset += len(content)
    if offset > MOST_BYTES:
        raise CourseError(_too_large(name, header, parts, offset))
    return header, b"".join(parts)


def compact(measure: Measure) -> np.ndarray:
    """Return a measure's values in the smallest form that shows the same.

    Returns
    -------
    numpy.ndarray
        Of type uint8, float16 or float32, in C order and little-endian.
    """
    values = np.asarray(measure.values)
    if values.dtype == np.float16:
        return np.ascontiguousarray(values, "<f2")
    values = values.astype("<f4")
    if _are_small_and_whole(values):
        return np.ascontiguousarray(values, "u1")
    drawn = values.ndim > len(measure.axes)
    half = _as_half(values) if drawn else None
    return np.ascontiguousarray(values if half is None else half)


def _are_small_and_whole(values):
    with np.errstate(invalid="ignore"):
        return bool(np.all((values >= 0) & (values <= 255) & (values == np.round(values))))


def _as_half(values):
    """The values as float16, or None where one of them would be off."""
    with np.errstate(over="ignore"):
        half = values.astype("<f2")
    largest = np.max(np.abs(values), where=np.isfinite(values), initial=0.0)
    again = half.astype("<f4")
    close = np.isclose(again, values, rtol=_CLOSE, atol=_SMALL * largest, equal_nan=True)
    return half if close.all() else None


def _entry(key, measure, values, offset):
    return {
        "name": key,
        "axes": list(measure.axes),
        "shape": list(values.shape[len(measure.axes) :]),
        "type": values.dtype.name,
        "offset": offset,
    }


def _too_large(name, header, parts, offset):
    sizes = {entry["name"]: len(part) for entry, part in zip(header, parts, strict=True)}
    largest = sorted(sizes, key=sizes.get, reverse=True)[:3]
    listed = ", ".join(f"{key} {sizes[key] / 1000:,.0f} KB" for key in largest)
    return (
        f"explorer {name}: expected at most {MOST_BYTES / 1000:,.0f} KB of measures, found "
        f"{offset / 1000:,.0f} KB. The largest: {listed}. Use fewer values on a slider, fewer "
        "points on a line, or keep the time out of what is not shown along it."
    )
