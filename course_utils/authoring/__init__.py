"""For authors: from a text source to notebooks, the lint, a new lesson or explorer to start from.

>>> from course_utils.authoring import build_course, lint_course, new_lesson, stale_notebooks

Each name is loaded when it is first used, because jupytext takes seconds.
"""

from importlib import import_module
from typing import Any

_HOME = {
    "PublicCourse": "colab",
    "write_colab_edition": "colab",
    "build_course": "build",
    "stale_notebooks": "build",
    "lint_course": "lint",
    "new_explorer": "scaffold_explorer",
    "new_lesson": "scaffold",
}

__all__ = sorted(_HOME)


def __getattr__(name: str) -> Any:
    """Import the module behind `name` now."""
    if name not in _HOME:
        raise AttributeError(f"{__name__} has no {name!r}. It has: {', '.join(__all__)}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return __all__
