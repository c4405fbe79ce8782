"""The explorers: one module each, trained and described; the frame beside this folder shows them.

A module `<name>.py` of this folder has a `spec()`; `explore_<name>` opens it.
"""

from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from course_utils.widgets.explorer import Explorer

_PREFIX = "explore_"


def __getattr__(name):
    """Return `explore_<name>`: the module `<name>` is imported when it is first asked for."""
    module = f"{__name__}.{name.removeprefix(_PREFIX)}"
    if not name.startswith(_PREFIX) or find_spec(module) is None:
        raise AttributeError(f"{__name__} has no {name!r}.")
    function = _opener(import_module(module))
    globals()[name] = function
    return function


def _opener(module) -> Callable[..., "Explorer"]:
    """Return the function that opens the explorer of a module."""

    def explore(show: Sequence[str] | None = None, state: str = "") -> "Explorer":
        from course_utils.widgets.explorer import Explorer

        return Explorer(module.spec(), show=show, state=state)

    explore.__name__ = explore.__qualname__ = _PREFIX + module.__name__.rpartition(".")[2]
    explore.__doc__ = f"""{module.__doc__}
    Parameters
    ----------
    show
        Names of the settings and parts that get a control; all if left out.
    state
        A token, as the button "Copy token" gives it. The explorer opens there, results shown.

    Returns
    -------
    Explorer
    """
    return explore
