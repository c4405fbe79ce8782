"""Read the data sets that ship with the course, and say so if one is damaged."""

import hashlib
from io import BytesIO

import pandas as pd

from course_utils.data.catalogue import all_cards, datasets_folder, find_card
from course_utils.errors import DatasetError
from course_utils.places import how_to_restore, is_installed

SUMS = "SHA256SUMS"


def load_dataset(name: str) -> pd.DataFrame:
    """Read a bundled data set; no network is needed.

    The file's checksum is verified each time, so a table is either right or an error.
    Categories are pandas categories (ordered where the card orders them), dates are
    datetimes, and a column is float where a value is missing.

    Parameters
    ----------
    name
        A name of `list_datasets()`.

    Returns
    -------
    pandas.DataFrame
        Shape (n_rows, n_columns) as in the card, which is in `df.attrs["card"]`.

    Raises
    ------
    DatasetError
        The name is unknown, the data set comes by download, or its file is missing or
        damaged. The message says how to restore it.

    Examples
    --------
    >>> load_dataset("concrete").shape
    (1030, 9)

    The digits are images of 8 by 8 pixels, one a row. A convolutional network wants them
    as (n_images, height, width, channels):

    >>> df = load_dataset("digits")
    >>> df.drop(columns="label").to_numpy().reshape(-1, 8, 8, 1).shape
    (1797, 8, 8, 1)
    """
    card = find_card(name)
    if not card.file:
        raise DatasetError(
            f"The data set {name!r} comes by download. Get it with: fetch_dataset({name!r})"
        )
    return _read_table(card, _verified_bytes(card))


def verify_datasets() -> list[tuple[str, bool, str]]:
    """Check every bundled file against its checksum.

    Returns
    -------
    list of tuple
        (name, ok, message) for each bundled data set; the message of a good file says
        its size, of a bad one what is wrong and how to restore it.

    Raises
    ------
    DatasetError
        The cards cannot be read.
    """
    return [_verify(card) for card in all_cards().values() if card.file]


def _verify(card):
    """(name, ok, message) of one bundled data set."""
    try:
        content = _verified_bytes(card)
    except DatasetError as error:
        return card.name, False, str(error)
    return card.name, True, f"{card.file}: {len(content):,} bytes, checksum right"


def _verified_bytes(card):
    """What a card's file holds, if its checksum is right."""
    expected = _expected_sum(card)
    path = datasets_folder() / card.file
    try:
        content = path.read_bytes()
    except OSError as error:
        raise _damaged(card, f"the file {path}", error) from error
    found = hashlib.sha256(content).hexdigest()
    if found != expected:
        raise _damaged(card, f"sha256 {expected}", f"sha256 {found} ({len(content):,} bytes)")
    return content


def _expected_sum(card):
    """The checksum that SHA256SUMS gives for a card's file."""
    path = datasets_folder() / SUMS
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise DatasetError(
            f"The checksums of the data sets cannot be read. Expected: {path}. "
            f"Found: {error}. {how_to_restore(f'datasets/{SUMS}')}"
        ) from error
    sums = {file: checksum for checksum, _, file in (line.partition("  ") for line in lines)}
    if card.file not in sums:
        raise DatasetError(
            f"{path} has no checksum for {card.file}. Expected: one line for each file. "
            f"{how_to_restore(f'datasets/{SUMS}')}"
        )
    return sums[card.file]


def _damaged(card, expected, found):
    """The error for a file that is missing or not as it was published."""
    tools = "\nor, with the author's tools: python datasets/build_datasets.py"
    return DatasetError(
        f"The file of the data set {card.name!r} is missing or damaged.\n"
        f"Expected: {expected}\n"
        f"Found: {found}\n"
        f"{how_to_restore(f'datasets/{card.file}')}{'' if is_installed() else tools}"
    )


def _read_table(card, content):
    """The table in a CSV file's bytes, with the types of its card."""
    named = {kind: [c.name for c in card.columns if c.kind == kind] for kind in ("date", "index")}
    table = pd.read_csv(
        BytesIO(content),
        compression="gzip" if card.file.endswith(".gz") else None,
        dtype={c.name: _dtype(c) for c in card.columns if c.kind.startswith(("category", "text"))},
        parse_dates=named["date"],
        index_col=named["index"] or None,
    )
    table.attrs["card"] = card
    return table


def _dtype(column):
    """The pandas type of a column of words."""
    if column.levels:
        return pd.CategoricalDtype(column.levels, ordered=True)
    return "str" if column.kind == "text" else column.kind
