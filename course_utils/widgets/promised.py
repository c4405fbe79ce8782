"""A run of an explorer, trained for real: the cell that does it, and the curves it should give."""

import re
from importlib import import_module
from importlib.util import find_spec

import numpy as np

from course_utils.errors import CourseError
from course_utils.widgets.spec import Spec
from course_utils.widgets.token import read_token, token_words

_FIT = re.compile(r"^history = model\.fit\((\s*)(.*?),\s*verbose=0,?\s*\)$.*", re.M | re.S)


def live_code(code: str) -> str:
    """Return the code with a live training in place of its `fit`, or nothing where it has none.

    Parameters
    ----------
    code
        Of an explorer, with `$name` for its settings and `history = model.fit(..., verbose=0)`.
        What comes after needs a finished training: it is left out.

    Returns
    -------
    str
        With `{token}` where the token of the run belongs.
    """
    found = _FIT.search(code)
    if found is None:
        return ""
    gap, given = found.groups()
    gap = gap or "\n    "
    call = f'LiveTraining({gap}model,{gap}{given},{gap}promised="{{token}}",\n)\n'
    return _importing(code[: found.start()]) + call


def _importing(code):
    """The code with the name that it needs now, among its imports."""
    ours, name = "from course_utils import ", "LiveTraining"
    if ours in code:
        return code.replace(ours, f"{ours}{name}, ", 1)
    return code.replace("\n\n", f"\n\n{ours}{name}\n\n", 1)


def promised_curves(token: str) -> dict[str, list[float | None]]:
    """Look up the losses that an explorer shows for a run.

    Parameters
    ----------
    token
        As the button "Copy token" gives it.

    Returns
    -------
    dict of str to list
        "epochs", and by the names of Keras' history the losses after them; None where there is
        no finite one.

    Raises
    ------
    CourseError
        When the token cannot be read, or its explorer shows no losses that `fit` reports.
    """
    spec = _spec(token)
    at = read_token(spec.name, token_words(spec.settings), token)
    time = next(setting for setting in spec.settings if setting.kind == "time")
    curves = {"epochs": np.array(time.values)}
    for name, key in spec.history.items():
        measure = spec.measures[key]
        place = [slice(None) if axis == time.name else at[axis] for axis in measure.axes]
        curves[name] = measure.values[tuple(place)]
    return {name: [_finite(value) for value in values] for name, values in curves.items()}


def _spec(token: str) -> Spec:
    """The explorer that the first word of a token names."""
    name = next(iter(token.split()), "")
    module = f"course_utils.widgets.explorers.{name}"
    spec = import_module(module).spec() if name.isidentifier() and find_spec(module) else None
    if spec is None or not spec.history:
        raise CourseError(
            "LiveTraining: expected `promised` to be the token of an explorer that shows losses "
            f"by epoch, found {token!r}. Take the cell as “Run this for real” wrote it."
        )
    return spec


def _finite(value):
    return float(value) if np.isfinite(value) else None
