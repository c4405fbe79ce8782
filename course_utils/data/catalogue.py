"""Which data sets there are, and where their files are."""

import os
import reprlib
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path

import pandas as pd

from course_utils.data.cards import DataCard, parse_cards
from course_utils.errors import DatasetError
from course_utils.places import how_to_restore, root


def datasets_folder() -> Path:
    """The folder of the bundled files.

    Returns
    -------
    pathlib.Path
        The environment variable COURSE_DATASETS if it is set, else `datasets/` of the
        course: beside the package in a clone, inside it where a wheel was installed.
    """
    return Path(os.environ.get("COURSE_DATASETS") or root() / "datasets")


def all_cards() -> dict[str, DataCard]:
    """Every data card, by name.

    Returns
    -------
    dict of str to DataCard
        In the order of the README of `datasets_folder()`.

    Raises
    ------
    DatasetError
        The README is missing or a card cannot be read.
    """
    return _cards_in(datasets_folder())


@lru_cache
def _cards_in(folder):
    """The cards of one folder; read once, for they are text that an author edits."""
    readme = folder / "README.md"
    try:
        return parse_cards(readme.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise DatasetError(
            f"The data cards cannot be read. Expected: {readme}. Found: {error}. "
            f"{how_to_restore('datasets/README.md')}"
        ) from error


def find_card(name: str) -> DataCard:
    """The card of one data set.

    Parameters
    ----------
    name
        A name of `list_datasets()`, spelt exactly.

    Raises
    ------
    DatasetError
        There is no such data set: the message offers near names, then all names.
    """
    cards = all_cards()
    is_text = isinstance(name, str)
    if is_text and name in cards:
        return cards[name]
    near = get_close_matches(name.lower(), cards) if is_text else []
    hint = f"Did you mean {' or '.join(map(repr, near))}? " if near else ""
    raise DatasetError(
        f"There is no data set {reprlib.repr(name)}. {hint}The data sets are: {', '.join(cards)}."
    )


def list_datasets() -> pd.DataFrame:
    """Every data set of the course, one a row.

    Returns
    -------
    pandas.DataFrame
        Columns name, rows, columns, size (on disk, or "by download"), used_for, licence.
    """
    return pd.DataFrame(
        {
            "name": card.name,
            "rows": card.shape[0],
            "columns": card.shape[1],
            "size": _size(card),
            "used_for": card.used_for,
            "licence": card.licence,
        }
        for card in all_cards().values()
    )


def _size(card):
    """The size of a card's file in words."""
    if not card.file:
        return "by download"
    path = datasets_folder() / card.file
    return f"{path.stat().st_size / 1000:,.0f} kB" if path.exists() else "file missing"
