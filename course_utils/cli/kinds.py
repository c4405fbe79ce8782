"""The kinds of values that a command takes: what its help calls them, what a wrong one is told."""

import re
from datetime import datetime
from typing import Any

import typer

TEXT = {"metavar": "TEXT"}
FILE = {"metavar": "FILE"}
FOLDER = {"metavar": "FOLDER"}


def whole_number(least: int, most: int | None = None) -> dict[str, Any]:
    """Return what makes an option or an argument take a whole number from `least` to `most`."""
    return _numbers(int, "a whole number", least, most)


def decimal(least: float | None = None, most: float | None = None) -> dict[str, Any]:
    """Return what makes an option or an argument take a number from `least` to `most`."""
    return _numbers(float, "a number", least, most)


def _numbers(kind, what, least, most):
    bounds = {(True, True): f" from {least} to {most}", (True, False): f" of {least} or more"}
    expected = what + bounds.get((least is not None, most is not None), "")

    def parse(value):
        try:
            parsed = kind(value)
        except ValueError:
            raise _unexpected(expected, value) from None
        if (least is not None and not parsed >= least) or (most is not None and not parsed <= most):
            raise _unexpected(expected, value)
        return parsed

    return {"parser": parse, "metavar": "NUMBER"}


def date(value: str) -> datetime:
    """Read a date and a time."""
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        raise _unexpected('a date and a time, such as "2026-03-02 18:00:00"', value) from None


def repository(value: str) -> str:
    """Read owner and name of a repository on GitHub."""
    if not re.fullmatch(r"[\w.-]+/[\w.-]+", value):
        raise _unexpected('OWNER/NAME, such as "school/deep-learning-course"', value)
    return value


def one_of(*names: str) -> dict[str, Any]:
    """Return what makes an option or an argument take one of some words."""

    def parse(value):
        if value not in names:
            raise _unexpected(f"{', '.join(names[:-1])} or {names[-1]}", value)
        return value

    return {"parser": parse}


def _unexpected(expected, value):
    return typer.BadParameter(f"Expected {expected}, found {str(value)!r}.")
