"""A table that a school's system wrote: read, changed in a few cells, written back alike."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from course_utils.errors import GradingError
from course_utils.grading.exports.mark import SchoolMark
from course_utils.grading.school_csv import read_school_csv
from course_utils.storage import write_whole


@dataclass
class Worksheet:
    """A CSV file in memory.

    Attributes
    ----------
    rows : list of list of str
        The first is the header; every row is as long as it.
    encoding : str
        With "-sig" where the file begins with a byte order mark.
    delimiter, newline : str
        As in the file.
    """

    rows: list[list[str]]
    encoding: str = "utf-8"
    delimiter: str = ","
    newline: str = "\r\n"

    @property
    def header(self) -> list[str]:
        """The names of the columns."""
        return self.rows[0]

    def place(self, *names: str) -> int | None:
        """Return the place of the first column of one of these names, or None."""
        return next((i for i, name in enumerate(self.header) if name.strip() in names), None)

    def add_column(self, name: str) -> int:
        """Put an empty column behind the last one and return its place."""
        for row in self.rows:
            row.append("")
        self.header[-1] = name
        return len(self.header) - 1

    def write(self, path: str | Path) -> Path:
        """Write it as it was read; every cell in quotes, so that none falls in two."""
        text = io.StringIO()
        writer = csv.writer(
            text, delimiter=self.delimiter, lineterminator=self.newline, quoting=csv.QUOTE_ALL
        )
        writer.writerows(self.rows)
        return write_whole(path, text.getvalue().encode(self.encoding, "xmlcharrefreplace"))


def read_worksheet(path: str | Path, system: str, expected: Sequence[str]) -> Worksheet:
    """Read a table that was downloaded.

    Parameters
    ----------
    system : str
        How a message names the file: "a grading worksheet from Moodle".
    expected : sequence of str
        Columns without which it is another file.

    Raises
    ------
    GradingError
        It cannot be read, is no CSV file, or lacks an expected column.
    """
    # UTF-8 is what a browser downloads, the other what old Excel makes of it; it is written back
    # in the same, so that a letter taken for another one comes back as it was.
    table = read_school_csv(path, system, fallback=("cp1252",))
    header = [name.strip() for name in table.rows[0]] if table.rows else []
    if missing := [name for name in expected if name not in header]:
        raise GradingError(
            f"{path}: expected {system} with the columns {', '.join(expected)}; "
            f"found {', '.join(header)[:300] or 'an empty file'}. Missing: {', '.join(missing)}. "
            "Download it again, in English, and do not rename its columns."
        )
    # A row may be shorter than the header where its last cells are empty.
    rows = [row + [""] * (len(header) - len(row)) for row in table.rows]
    return Worksheet(rows, table.encoding, table.delimiter, table.newline)


def claim(taken: dict[tuple[int, str], str], row: list[str], mark: SchoolMark) -> None:
    """Note whose row it is, so that no mark is written over another's.

    Parameters
    ----------
    taken : dict of (int, str) to str
        What was noted before: by row and exercise, the student.

    Raises
    ------
    GradingError
        Another student had the same row for the same exercise.
    """
    other = taken.setdefault((id(row), mark.exercise), mark.student)
    if other != mark.student:
        raise GradingError(
            f"Expected one student for the row of {row[0]!r}, found {other!r} and "
            f"{mark.student!r}. Say in the roster who is who."
        )
