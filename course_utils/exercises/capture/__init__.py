"""From a live answer to a record: the only place that touches Keras' names and attributes."""

import sys
import warnings
from typing import Any

from course_utils.exercises.capture.functions import capture_function
from course_utils.exercises.capture.values import TooLargeError, capture_value
from course_utils.exercises.records import (
    ClassRecord,
    NoneRecord,
    Record,
    UnansweredRecord,
    UnknownRecord,
)

_SMALLER = (
    "No answer of this course is that large. Look at the line that makes it, and print its "
    "`shape` or its `len`."
)


def capture(answer: Any, depth: int = 0) -> Record:
    """Write down any answer.

    Parameters
    ----------
    answer
        Whatever was in the learner's variable.
    depth
        How many containers are around it.

    Returns
    -------
    Record
        `UnknownRecord` for what no question asks for, or cannot be read; never an error.
    """
    try:
        # Keras warns of what it is asked here, not of what the learner did.
        with warnings.catch_warnings(action="ignore"):
            return _capture(answer, depth)
    except TooLargeError as error:
        return UnknownRecord(str(error), advice=_SMALLER)
    except (Exception, SystemExit) as error:
        return UnknownRecord(f"an object that could not be read ({type(error).__name__})")


def _capture(answer, depth):
    if _is_open(answer):
        return UnansweredRecord()
    if answer is None:
        return NoneRecord()
    if isinstance(answer, type):
        return ClassRecord(answer.__name__)
    record = _capture_keras(answer) or _capture_explorer(answer)
    record = record or capture_value(answer, capture, depth)
    if record is not None:
        return record
    if callable(answer):
        return capture_function(answer, capture)
    name = type(answer).__name__
    module = name == "module"
    return UnknownRecord(f"the module `{answer.__name__}`" if module else f"a `{name}` object")


def _is_open(answer):
    """A blank is `...`, or several of them where the form is given: `[..., ...]`."""
    parts = answer if type(answer) in (list, tuple) else [answer]
    return any(part is ... for part in parts)


def _capture_explorer(answer):
    """Likewise: without the widget's module there is no explorer yet."""
    module = sys.modules.get("course_utils.widgets.explorer")
    if module is None or not isinstance(answer, module.Explorer):
        return None
    from course_utils.exercises.capture.explorers import capture_explorer

    return capture_explorer(answer)


def _capture_keras(answer):
    """Ask Keras only where it is imported: nothing can be Keras' own before that."""
    keras = sys.modules.get("keras")
    if keras is None or not hasattr(keras, "Model"):
        return None
    from course_utils.exercises.capture.keras_objects import capture_keras
    from course_utils.exercises.capture.models import capture_model

    if isinstance(answer, keras.Model):
        return capture_model(answer)
    return capture_keras(answer, keras)
