"""One sentence from an exception: its kind, and the line that says what is wrong."""

from course_utils.texts import showable

# Keras puts its own heading over what a layer raised.
_HEADING = "Exception encountered when calling"


def sentence_of(error: BaseException) -> str:
    """Say what an exception says, in one line.

    Parameters
    ----------
    error
        Also one that cannot be turned into text.

    Returns
    -------
    str
        "ValueError: no such column"; the kind alone where there is no text.
    """
    try:
        lines = [line.strip() for line in showable(str(error)).split("\n")]
    except Exception:
        lines = []
    said = [line for line in lines if line and not line.startswith(_HEADING)]
    kind = type(error).__name__
    return f"{kind}: {said[0][:200]}" if said else kind
