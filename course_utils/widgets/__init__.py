"""Explorers: trainings to play with, every setting computed before the learner touches it.

`explore_<name>` lives in the module `<name>.py` of this folder and is found there by its name.
"""

from importlib import import_module
from importlib.util import find_spec

_PREFIX = "explore_"


def __getattr__(name):
    """Import the explorer `explore_<name>` from the module `<name>` when it is first asked for."""
    module = f"{__name__}.{name.removeprefix(_PREFIX)}"
    if not name.startswith(_PREFIX) or find_spec(module) is None:
        raise AttributeError(f"course_utils.widgets has no {name!r}.")
    return getattr(import_module(module), name)
