"""Values that every database takes, whatever a student put into them."""

import math
from typing import Any

from course_utils.texts import storable


def finite(number: float) -> float:
    """Return a number as a float; what is none (NaN, infinity) is 0, for it earns nothing."""
    number = float(number)
    return number if math.isfinite(number) else 0.0


def json_value(value: object) -> Any:
    """Return a value as JSON has it in every database: storable texts, finite numbers."""
    if isinstance(value, dict):
        return {storable(key): json_value(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [json_value(item) for item in value]
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return value if value is None or isinstance(value, bool | int) else storable(value)
