"""Numbers and sentences as the page says them, for where Python must say the same."""

import math
import re
from decimal import ROUND_HALF_UP, Context, Decimal

_NAME = re.compile(r"\$(?:\$|([A-Za-z_]\w*)|\{([A-Za-z_]\w*)\})", re.ASCII)
_SMALL, _LARGE = Decimal("1e-4"), Decimal(1_000_000)
MINUS = "\N{MINUS SIGN}"


def number_text(value, digits=3):
    """Say a number with a few significant digits.

    Parameters
    ----------
    value : float
    digits : int

    Returns
    -------
    str
        Whole numbers below a million stand as they are; what is larger, or very small, has a
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


def number_at(measure, at):
    """Read a measure where the settings stand.

    Parameters
    ----------
    measure : Measure
    at : mapping of str to int

    Returns
    -------
    numpy.ndarray or float
        Of the measure's own shape.
    """
    return measure.values[tuple(at[axis] for axis in measure.axes)]


def setting_texts(setting):
    """Return how each value of a setting is said.

    Parameters
    ----------
    setting : Setting

    Returns
    -------
    tuple of str
    """
    return tuple(setting.texts) or tuple(str(value) for value in setting.values)


def names_in(template):
    """List the names after a dollar sign.

    Parameters
    ----------
    template : str

    Returns
    -------
    list of str
    """
    return [a or b for a, b in _NAME.findall(template) if a or b]


def fill(template, look):
    """Put a text for each `$name` into a sentence, as `string.Template` does for code.

    Parameters
    ----------
    template : str
        With `$name` or `${name}`; `$$` is a dollar sign.
    look : callable
        From a name to its text.

    Returns
    -------
    str
    """
    return _NAME.sub(
        lambda match: look(match[1] or match[2]) if match[1] or match[2] else "$", template
    )
