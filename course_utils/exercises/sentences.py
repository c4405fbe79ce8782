"""One sentence from an exception: its kind, and the line that says what is wrong."""

import re

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
# Keras puts its own heading over what a layer raised.
_HEADING = "Exception encountered when calling"


def sentence_of(error):
    """Say what an exception says, in one line.

    Parameters
    ----------
    error : BaseException
        Also one that cannot be turned into text.

    Returns
    -------
    str
        "ValueError: no such column"; the kind alone where there is no text.
    """
    try:
        lines = [line.strip() for line in _COLOUR.sub("", str(error)).split("\n")]
    except Exception:
        lines = []
    said = [line for line in lines if line and not line.startswith(_HEADING)]
    kind = type(error).__name__
    return f"{kind}: {said[0][:200]}" if said else kind
