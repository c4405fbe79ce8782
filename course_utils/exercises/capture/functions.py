"""A function answer as a record that can be called with arrays."""

import copy
import inspect
import os
import warnings
from collections.abc import Callable
from contextlib import redirect_stdout
from dataclasses import replace
from typing import Any

import numpy as np

from course_utils.exercises.deadline import SECONDS, DeadlineError, call_with_deadline
from course_utils.exercises.records import CallResult, FunctionRecord, Record
from course_utils.exercises.sentences import sentence_of


def capture_function(function: Callable, capture: Callable[[Any], Record]) -> FunctionRecord:
    """Write down a function: its name, its parameters, and a safe way to call it.

    Parameters
    ----------
    capture
        (value) -> Record, for what the function returns.

    Returns
    -------
    FunctionRecord
        Its `call` copies the arguments first, notices when they are changed, stops at the
        deadline and turns whatever is raised into a sentence. What the function prints is
        dropped: a check calls it often, and a loop could print forever. What it warns of is
        kept for the verdict: a warning on the page would name a line of no file.
    """

    def call(*arguments, seconds=None):
        given = copy.deepcopy(arguments)
        result = _call(function, given, seconds or SECONDS, capture)
        return replace(result, changed=_changed(arguments, given))

    name = str(getattr(function, "__name__", type(function).__name__))
    return FunctionRecord(name, _parameters(function), call)


def _call(function, arguments, seconds, capture):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("default")  # once for each line, however often it is run
        try:
            with open(os.devnull, "w") as nowhere, redirect_stdout(nowhere):
                value = call_with_deadline(function, *arguments, seconds=seconds)
        except DeadlineError:
            return CallResult(timed_out=True)
        except BaseException as error:  # noqa: B036 - an answer may raise anything
            return CallResult(error=sentence_of(error))
    said = dict.fromkeys(str(warning.message).strip()[:200] for warning in caught)
    return CallResult(value=capture(value), warned=tuple(said)[:3])


def _parameters(function):
    try:
        return tuple(inspect.signature(function).parameters)
    except (TypeError, ValueError):
        return ()


def _changed(arguments, given):
    pairs = enumerate(zip(arguments, given, strict=True))
    return tuple(place for place, (before, after) in pairs if not _same(before, after))


def _same(before, after):
    """Whether an argument, an array, a table or a list, is as it was; others are not looked at."""
    try:
        before, after = np.asarray(before), np.asarray(after)
    except Exception:
        return True
    return before.dtype.kind == "O" or np.array_equal(
        before, after, equal_nan=before.dtype.kind == "f"
    )
