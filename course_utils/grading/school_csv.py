"""The one reader of the CSV files that schools' systems and spreadsheets write."""

import codecs
import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from course_utils.errors import GradingError

MAX_BYTES = 64 * 2**20

_LARGEST_CELL = 2**24  # a worksheet may hold the online texts of the students


@dataclass(frozen=True)
class SchoolCsv:
    """A CSV file as it is, and how it was written.

    Attributes
    ----------
    rows : list of list of str
        Without empty lines.
    lines : list of int
        For each row the number of the line on which it ends, as an editor counts.
    encoding : str
        With "-sig" where the file begins with a byte order mark.
    delimiter, newline : str
    """

    rows: list[list[str]]
    lines: list[int]
    encoding: str
    delimiter: str
    newline: str


def read_school_csv(path: str | Path, what: str, fallback: Sequence[str] = ()) -> SchoolCsv:
    """Read a CSV in UTF-8 or UTF-16, separated by commas, semicolons or tabs.

    Parameters
    ----------
    what : str
        How a message names the file: "a grading worksheet from Moodle".
    fallback : sequence of str
        Encodings to try where it is in neither, and a wrong letter does no harm.

    Raises
    ------
    GradingError
        It cannot be read, is too large, is no text, or has a line that is no CSV.
    """
    text, encoding = _decoded(path, what, _bytes(path, what), fallback)
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    csv.field_size_limit(_LARGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        numbered = [(reader.line_num, row) for row in reader if row]
    except csv.Error as error:
        raise GradingError(
            f"{path}:{reader.line_num}: expected a line of a CSV, found one that cannot be read "
            f"({error}). Mend the line and run again."
        ) from None
    lines, rows = [line for line, _ in numbered], [row for _, row in numbered]
    return SchoolCsv(rows, lines, encoding, delimiter, "\r\n" if "\r\n" in text else "\n")


def _bytes(path, what):
    try:
        with Path(path).open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise GradingError(
            f"{path}: expected {what}, found none that can be read: {error.strerror}."
        ) from None
    if len(data) > MAX_BYTES:
        raise GradingError(f"{path}: expected {what} of at most {MAX_BYTES // 2**20} MB.")
    return data


def _decoded(path, what, data, fallback):
    """Return the text of a file and its encoding."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    elif data.startswith(codecs.BOM_UTF8):
        encodings = ["utf-8-sig"]
    else:
        encodings = ["utf-8", *fallback]
    wrong = 0
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError as error:
            wrong = wrong or error.start
            continue
        if "\0" not in text:
            return text, encoding
        wrong = data.find(b"\0")
    line = data[:wrong].count(b"\n") + 1
    raise GradingError(
        f"{path}:{line}: expected {what} as text in UTF-8, found another encoding, or no text at "
        'all. Save it as "CSV UTF-8", not as .xlsx, and run again.'
    )
