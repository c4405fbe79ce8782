"""Numbers and sentences as the page says them, for where Python must say the same."""

import math
import re
from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Context, Decimal

import numpy as np

from course_utils.widgets.spec import Measure, Setting

_NAME = re.compile(r"\$(?:\$|([A-Za-z_]\w*)|\{([A-Za-z_]\w*)\})", re.ASCII)
_SMALL, _LARGE = Decimal("1e-4"), Decimal(1_000_000)
MINUS = "\N{MINUS SIGN}"


def number_text(value: float, digits: int = 3) -> str:
    """Say a number with a few significant digits.

    Returns
    -------
    str
        Whole numbers below a million are written as they are; what is larger, or very small, has a
        power of ten: "1.2e9". NaN is "not a number".
    """
    value = float(value)
    if math.isnan(value):
        return "not a number"
    if math.isinf(value):
        return "infinity" if value > 0 else "minus infinity"
    size = abs(value)
    whole = size < 1e6 and size == int(size)
    text = str(int(size)) if whole else _rounded(size, digits)
    return f"{MINUS}{text}" if value < 0 and text != "0" else text


def _rounded(size, digits):
    rounded = Context(prec=digits, rounding=ROUND_HALF_UP).create_decimal(Decimal(size))
    if _SMALL <= rounded < _LARGE:
        return format(rounded, "f").rstrip("0").rstrip(".") if rounded % 1 else str(int(rounded))
    mantissa, _, exponent = format(rounded.normalize(), "e").partition("e")
    return f"{mantissa}e{int(exponent)}"


def number_at(measure: Measure, at: Mapping[str, int]) -> np.ndarray:
    """Read a measure at these places of the settings.

    Returns
    -------
    numpy.ndarray or float
        Of the measure's own shape.
    """
    return measure.values[tuple(at[axis] for axis in measure.axes)]


def setting_texts(setting: Setting) -> tuple[str, ...]:
    """Return how each value of a setting is said."""
    return tuple(setting.texts) or tuple(str(value) for value in setting.values)


def names_in(template: str) -> list[str]:
    """List the names after a dollar sign."""
    return [a or b for a, b in _NAME.findall(template) if a or b]


def fill(template: str, look: Callable[[str], str]) -> str:
    """Put a text for each `$name` into a sentence, as `string.Template` does for code.

    Parameters
    ----------
    template
        With `$name` or `${name}`; `$$` is a dollar sign.
    look
        From a name to its text.
    """
    return _NAME.sub(
        lambda match: look(match[1] or match[2]) if match[1] or match[2] else "$", template
    )
