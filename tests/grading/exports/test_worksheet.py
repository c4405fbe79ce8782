"""A table of a school's system: read, changed, written back as it came."""

import codecs
import csv
import io

import pytest

from course_utils.errors import CourseError
from course_utils.grading.exports.worksheet import read_worksheet

TEXT = 'Name,Grade,Note\r\n"Zoë, A.",1,"two\nlines, ""quoted"""\r\nBob,,\r\n'


def read(path):
    return read_worksheet(path, "a list", ("Name", "Grade"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", ",;\t")
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_it_is_written_as_it_was_read(tmp_path, encoding, delimiter, newline):
    rows = list(csv.reader(io.StringIO(TEXT, newline="")))
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator=newline).writerows(rows)
    (tmp_path / "in.csv").write_bytes(text.getvalue().encode(encoding))
    sheet = read(tmp_path / "in.csv")
    assert sheet.rows == rows
    sheet.write(tmp_path / "out.csv")
    data = (tmp_path / "out.csv").read_bytes()
    written = data.decode(encoding)
    assert list(csv.reader(io.StringIO(written, newline=""), delimiter=delimiter)) == rows
    assert data.startswith(codecs.BOM_UTF8) is (encoding == "utf-8-sig")
    assert ("\r\n" in written) is (newline == "\r\n")


def test_short_rows_are_filled_and_a_column_is_added(tmp_path):
    (tmp_path / "in.csv").write_text("Name, Grade ,Note\nBob\n\nAnn,1,x\n")
    sheet = read(tmp_path / "in.csv")
    assert sheet.place("Grade") == 1
    assert sheet.place("Mark", "Note") == 2
    assert sheet.place("Mark") is None
    assert sheet.add_column("New") == 3
    assert sheet.rows[1:] == [["Bob", "", "", ""], ["Ann", "1", "x", ""]]


def test_a_letter_the_encoding_lacks_is_written_all_the_same(tmp_path):
    (tmp_path / "in.csv").write_bytes("Name,Grade\nZoë,1\n".encode("cp1252"))
    sheet = read(tmp_path / "in.csv")
    sheet.rows[1][1] = "王"
    sheet.write(tmp_path / "in.csv")
    assert (tmp_path / "in.csv").read_bytes().decode("cp1252").endswith('"&#29579;"\n')


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "found an empty file. Missing: Name, Grade"),
        (b"Nom,Grade\nx,1\n", "the columns Name, Grade; found Nom, Grade. Missing: Name"),
        (b"PK\x03\x04\x00\x00", 'no text at all. Save it as "CSV UTF-8", not as .xlsx'),
    ],
)
def test_another_file_is_named_and_what_was_expected(tmp_path, data, words):
    (tmp_path / "in.csv").write_bytes(data)
    with pytest.raises(CourseError, match="in.csv.*: expected a list") as caught:
        read(tmp_path / "in.csv")
    assert words in str(caught.value)


def test_no_file_is_an_error_of_the_course(tmp_path):
    with pytest.raises(CourseError, match="No such file"):
        read(tmp_path / "none.csv")
