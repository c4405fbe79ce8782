"""What a data card says, read from the text of `datasets/README.md`."""

import re
from dataclasses import dataclass
from fnmatch import fnmatchcase

from course_utils.errors import DatasetError

_FIELDS = (
    "File",
    "Origin",
    "Citation",
    "Licence",
    "Rows and columns",
    "Target",
    "Used for",
    "What is odd",
)


@dataclass(frozen=True)
class Column:
    """One column of a data set.

    Parameters
    ----------
    name
        Its name, or a pattern such as "pixel_*" for many columns of one meaning.
    kind
        "int", "float", "date", "text", "category", "category: a < b < c" when its values
        have an order, or "index" when it labels the rows.
    unit
        Its unit, "" if it has none.
    missing
        How many values are missing.
    meaning
        What it says, in words.
    """

    name: str
    kind: str
    unit: str
    missing: int
    meaning: str

    @property
    def levels(self) -> tuple[str, ...]:
        """The ordered categories, lowest first; empty if the column has no order."""
        _, _, levels = self.kind.partition(": ")
        return tuple(levels.split(" < ")) if levels else ()


@dataclass(frozen=True, repr=False)
class DataCard:
    """Where a data set comes from, what it means and what is odd in it.

    A notebook shows a card as a page, `print` as text. A card never changes, so copies of
    a table share it.

    Parameters
    ----------
    name
        What `load_dataset` or `fetch_dataset` calls it.
    file
        The file in `datasets/`, "" for a data set by download.
    origin, citation, licence, target, used_for
        As in the card; `target` is the column that the lessons predict.
    shape
        (n_rows, n_columns) of the table.
    oddities
        What to know before training on it.
    columns
        The columns, left to right, a pattern for many.
    text
        The card as it is written, in Markdown.
    """

    name: str
    file: str
    origin: str
    citation: str
    licence: str
    shape: tuple[int, int]
    target: str
    used_for: str
    oddities: tuple[str, ...]
    columns: tuple[Column, ...]
    text: str

    def column(self, name: str) -> Column:
        """The `Column` that describes the column `name`; KeyError if there is none."""
        for column in self.columns:
            if fnmatchcase(name, column.name):
                return column
        raise KeyError(name)

    def __str__(self):
        return self.text

    def __repr__(self):
        return f"<DataCard {self.name}: {self.shape[0]:,} × {self.shape[1]}>"

    def _repr_markdown_(self):
        return self.text

    def __deepcopy__(self, memo):
        # pandas copies a table's attrs deeply at every step; nothing here can change.
        return self


def parse_cards(text: str) -> dict[str, DataCard]:
    """Read every card of a text.

    Parameters
    ----------
    text
        Markdown in the form of `datasets/README.md`: a heading `## name`, one line
        `- **Field:** value` a field, a line `  - …` for each odd thing, and a table of
        the columns.

    Returns
    -------
    dict of str to DataCard
        In the order of the text.

    Raises
    ------
    DatasetError
        A card lacks a field or has a line that cannot be read; the message names both.
    """
    sections = re.split(r"^## ", text, flags=re.MULTILINE)[1:]
    cards = [_parse_card(section) for section in sections]
    return {card.name: card for card in cards}


def _parse_card(section):
    """One card, from the text that follows '## '."""
    name = section.partition("\n")[0].strip()
    fields = dict(re.findall(r"^- \*\*(.+?):\*\* ?(.*)$", section, flags=re.MULTILINE))
    missing = [field for field in _FIELDS if field not in fields]
    if missing:
        raise DatasetError(
            f"The card of {name!r} in datasets/README.md lacks: {', '.join(missing)}. "
            "Add a line `- **Field:** value` for each."
        )
    return DataCard(
        name=name,
        file="" if fields["File"] == "by download" else fields["File"].strip("`"),
        origin=fields["Origin"],
        citation=fields["Citation"],
        licence=fields["Licence"],
        shape=_parse_shape(name, fields["Rows and columns"]),
        target=fields["Target"].strip("`"),
        used_for=fields["Used for"],
        oddities=tuple(re.findall(r"^  - (.*)$", section, flags=re.MULTILINE)),
        columns=tuple(
            _parse_column(name, line) for line in section.splitlines() if line.startswith("| `")
        ),
        text=f"## {section.strip()}\n",
    )


def _parse_shape(name, value):
    """(1030, 9) from '1,030 × 9'."""
    numbers = re.fullmatch(r"([\d,]+) × (\d+)", value)
    if not numbers:
        raise DatasetError(
            f"The card of {name!r} in datasets/README.md gives its rows and columns as "
            f"{value!r}. Expected a form like '1,030 × 9'."
        )
    return int(numbers[1].replace(",", "")), int(numbers[2])


def _parse_column(name, line):
    """A Column from '| `age` | int | days | 0 | age when tested |'."""
    cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
    if len(cells) != 5 or not cells[3].isdigit():
        raise DatasetError(
            f"The card of {name!r} in datasets/README.md has a line that cannot be read: "
            f"{line!r}. Expected: | `column` | type | unit | missing | meaning |"
        )
    column, kind, unit, missing, meaning = cells
    return Column(column.strip("`"), kind, unit, int(missing), meaning)
