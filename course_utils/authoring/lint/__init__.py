"""The rules a notebook of the course keeps, checked on its source.

A rule is a small function in one of the modules of this package. It takes a `Page`
and yields (line, message) for whatever it finds; `rule` puts it on the list.
"""

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from course_utils.authoring.lint.rules import RULES
from course_utils.authoring.pages import find_pages
from course_utils.authoring.problems import Problem
from course_utils.errors import AuthoringError

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")


def lint_course(root: str | Path, lesson: int | None = None) -> list[Problem]:
    """Return what is wrong with the sources of the course.

    Parameters
    ----------
    root : str or Path
        The folder of the course.
    lesson : int, optional
        Look at the pages of this lesson only. 0 is the start page.

    Returns
    -------
    list of Problem
        By file and line; empty when every rule is kept. When a source of the course
        cannot be read, that is the only problem named, because pages look at each other.

    Raises
    ------
    AuthoringError
        There is no such lesson, or a source is named wrongly.
    SetupError
        There are no sources below `root`.
    """
    unreadable = [problem for page in find_pages(root) for problem in _unreadable(page)]
    pages = [] if unreadable else find_pages(root, lesson)
    return sorted(unreadable + [problem for page in pages for problem in _lint(page)])


def _unreadable(page):
    try:
        _ = page.cells
    except AuthoringError as error:
        yield Problem.from_error(error, page.path, page.name, "readable")


def _lint(page):
    for name, rule in RULES.items():
        for line, message in rule(page):
            yield Problem(page.name, line, name, message)
