"""A setting of an explorer as a line of text: `learning_rate rate=0.1 epoch=40`.

The first word names the explorer, then comes one `name=value` for each setting. A token is made
for reading, copying and typing; the page reads and writes the same form.
"""

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches

from course_utils.errors import CourseError
from course_utils.widgets.spec import Setting

_MOST_SHOWN = 12


class TokenError(CourseError):
    """A token cannot be read, or does not belong to this explorer."""


def token_words(settings: Sequence[Setting]) -> dict[str, tuple[str, ...]]:
    """Return how the values of each setting are written in a token.

    Returns
    -------
    dict of str to tuple of str
        Without blanks: "with dropout" is written `with_dropout`.
    """
    return {setting.name: tuple(map(_word, setting.values)) for setting in settings}


def _word(value):
    return re.sub(r"\s+", "_", str(value).strip())


def write_token(name: str, words: Mapping[str, Sequence[str]], at: Mapping[str, int]) -> str:
    """Write down at which value each setting is.

    Parameters
    ----------
    name
        The explorer's.
    words
        As from `token_words`.
    at
        Place of the value of each setting.

    Returns
    -------
    str
        Such as `learning_rate rate=0.1 batch_size=32 epoch=40`.
    """
    return " ".join([name, *(f"{key}={values[at[key]]}" for key, values in words.items())])


def read_token(name: str, words: Mapping[str, Sequence[str]], token: str) -> dict[str, int]:
    """Find the setting that a token names.

    Parameters
    ----------
    name
        The explorer's.
    words
        As from `token_words`.

    Returns
    -------
    dict of str to int
        Place of the value of each setting. Numbers count by what they are worth: 0.10 is 0.1.

    Raises
    ------
    TokenError
        When it belongs to another explorer, leaves a setting out or names one twice, or asks
        for a value that is not on the slider. The sentence says what could be there.
    """
    first, *rest = token.split() or [""]
    if not first or "=" in first:
        raise TokenError(
            f"Expected a token that begins with the explorer's name, `{name}`, found "
            f"{_quoted(token)}. Copy it with the button “Copy token”."
        )
    if first != name:
        raise TokenError(
            f"This token belongs to another explorer: expected one that begins with `{name}`, "
            f"found `{first}`. Copy it from the explorer of this question."
        )
    pairs = _pairs(rest, list(words))
    missing = [key for key in words if key not in pairs]
    if missing:
        raise TokenError(
            f"Expected a value for {_listed(missing)}, found none. Copy the whole token again."
        )
    return {key: _place(key, values, pairs[key]) for key, values in words.items()}


def _pairs(parts, names):
    """Split each `name=value`; every name must be a setting's, and be there once."""
    pairs = {}
    for part in parts:
        key, equals, value = part.partition("=")
        if not equals:
            raise TokenError(f"Expected `setting=value`, found `{part}`. Copy the token again.")
        if key not in names:
            raise TokenError(
                f"There is no setting `{key}` here. Expected one of: {', '.join(names)}."
                + _near(key, names)
            )
        if key in pairs:
            raise TokenError(f"`{key}` stands there twice: expected one value. Delete the other.")
        pairs[key] = value
    return pairs


def _near(word, names):
    near = get_close_matches(word, names, n=1)
    return f" Did you mean `{near[0]}`?" if near else ""


def _place(key, values, word):
    if word in values:
        return values.index(word)
    number = _number(word)
    for place, other in enumerate(values):
        if number is not None and number == _number(other):
            return place
    found = f"`{word}`" if word else "nothing"
    raise TokenError(f"`{key}` never stands at {found}. Expected one of: {listed_values(values)}.")


def listed_values(words: Sequence[str]) -> str:
    """List values, the ends alone where there are many.

    Returns
    -------
    str
        Such as "0.01, 0.1, 1" or "0, 1, 2 … 60".
    """
    if len(words) > _MOST_SHOWN:
        return f"{', '.join(words[:3])} … {words[-1]}"
    return ", ".join(words)


def _number(word):
    try:
        return float(word)
    except ValueError:
        return None


def _quoted(token):
    return f"`{token.strip()[:60]}`" if token.strip() else "nothing"


def _listed(names):
    return " and ".join(f"`{name}`" for name in names)
