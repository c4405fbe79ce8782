"""A table that a school's system wrote: read, changed in a few cells, written back alike."""

import codecs
import csv
import io
from dataclasses import dataclass
from pathlib import Path

from course_utils.errors import CourseError
from course_utils.grading.exports.files import write_whole

_LARGEST_CELL = 2**24  # a worksheet may hold the online texts of the students


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
    def header(self):
        """The names of the columns."""
        return self.rows[0]

    def place(self, *names):
        """Return the place of the first column of one of these names, or None."""
        return next((i for i, name in enumerate(self.header) if name.strip() in names), None)

    def add_column(self, name):
        """Put an empty column behind the last one and return its place."""
        for row in self.rows:
            row.append("")
        self.header[-1] = name
        return len(self.header) - 1

    def write(self, path):
        """Write it as it was read; every cell in quotes, so that none falls in two."""
        text = io.StringIO()
        writer = csv.writer(
            text, delimiter=self.delimiter, lineterminator=self.newline, quoting=csv.QUOTE_ALL
        )
        writer.writerows(self.rows)
        return write_whole(path, text.getvalue().encode(self.encoding, "xmlcharrefreplace"))


def read_worksheet(path, system, expected):
    """Read a table that was downloaded.

    Parameters
    ----------
    path : str or Path
    system : str
        How a message names the file: "Moodle's grading worksheet".
    expected : sequence of str
        Columns without which it is another file.

    Returns
    -------
    Worksheet

    Raises
    ------
    CourseError
        It cannot be read, is no CSV file, or lacks an expected column.
    """
    text, encoding = _decoded(path, system)
    delimiter = max(",;\t", key=lambda mark: text.partition("\n")[0].count(mark))
    csv.field_size_limit(_LARGEST_CELL)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise CourseError(f"{_wanted(path, system)}, found text that is no CSV: {error}.") from None
    header = [name.strip() for name in rows[0]] if rows else []
    if missing := [name for name in expected if name not in header]:
        raise CourseError(
            f"{_wanted(path, system)} with the columns {', '.join(expected)}; "
            f"found {', '.join(header)[:300] or 'an empty file'}. Missing: {', '.join(missing)}. "
            "Download it again, in English, and do not rename its columns."
        )
    newline = "\r\n" if "\r\n" in text else "\n"
    # A row may be shorter than the header where its last cells are empty.
    rows = [row + [""] * (len(rows[0]) - len(row)) for row in rows if row]
    return Worksheet(rows, encoding, delimiter, newline)


def claim(taken, row, mark):
    """Note whose row it is, so that no mark is written over another's.

    Parameters
    ----------
    taken : dict
        What was noted before.
    row : list of str
    mark : Mark

    Raises
    ------
    CourseError
        Another student had the same row for the same exercise.
    """
    other = taken.setdefault((id(row), mark.exercise), mark.student)
    if other != mark.student:
        raise CourseError(
            f"Expected one student for the row of {row[0]!r}, found {other!r} and "
            f"{mark.student!r}. Say in the roster who is who."
        )


def _decoded(path, system):
    """Return the text of a file and its encoding."""
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise CourseError(f"{_wanted(path, system)}, but: {error.strerror}.") from None
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    elif data.startswith(codecs.BOM_UTF8):
        encodings = ["utf-8-sig"]
    else:
        encodings = ["utf-8", "cp1252"]  # what a browser downloads; what old Excel makes of it
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text, encoding
    raise CourseError(f"{_wanted(path, system)}, found no text. Save it as CSV, not as .xlsx.")


def _wanted(path, system):
    return f"{Path(path).name}: expected {system}"
