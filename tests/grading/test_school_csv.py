"""One reader for what schools' systems and spreadsheets write."""

import csv
import io

import pytest

from course_utils.errors import GradingError
from course_utils.grading.school_csv import MAX_BYTES, read_school_csv

TEXT = 'Name,Note\r\n"Zoë, A.","two\nlines, ""quoted"""\r\n\r\nBob,\r\n'
ROWS = [["Name", "Note"], ["Zoë, A.", 'two\nlines, "quoted"'], ["Bob", ""]]


@pytest.fixture
def read(tmp_path):
    def from_bytes(data, **options):
        (tmp_path / "in.csv").write_bytes(data)
        return read_school_csv(tmp_path / "in.csv", "a list", **options)

    return from_bytes


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", ",;\t")
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_rows_and_how_they_were_written(read, encoding, delimiter, newline):
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=newline).writerows(ROWS)
    table = read(text.getvalue().encode(encoding))
    assert table.rows == ROWS
    assert (table.encoding, table.delimiter, table.newline) == (encoding, delimiter, newline)


def test_lines_are_counted_as_an_editor_does(read):
    assert read(TEXT.encode()).lines == [1, 3, 5]


def test_another_encoding_is_read_only_where_it_does_no_harm(read):
    assert read(TEXT.encode("cp1252"), fallback=["cp1252"]).rows == ROWS
    with pytest.raises(GradingError, match="in.csv:2: expected a list as text in UTF-8"):
        read(TEXT.encode("cp1252"))


@pytest.mark.parametrize("data", [b"PK\x03\x04\x00\x00", b"\xff\xfe\x00\xd8", b"\x81\x81"])
def test_what_is_no_text_is_refused(read, data):
    with pytest.raises(GradingError, match='or no text at all. Save it as "CSV UTF-8", not as .xl'):
        read(data, fallback=["cp1252"])


def test_a_line_that_is_no_csv_is_named(read):
    with pytest.raises(GradingError, match="in.csv:2: expected a line of a CSV, found one that"):
        read(b'Name,Note\n"a"b,1\n')


def test_a_file_without_end(tmp_path):
    with (tmp_path / "in.csv").open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(GradingError, match="expected a list of at most 64 MB"):
        read_school_csv(tmp_path / "in.csv", "a list")


def test_no_file(tmp_path):
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(GradingError, match="expected a list, found none that can be read: "):
            read_school_csv(path, "a list")
