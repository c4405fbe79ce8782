"""The table for a spreadsheet, read back."""

import csv
from datetime import datetime, timedelta, timezone

import pandas as pd

from course_utils.grading.exports.plain_csv import write_csv
from tests.grading.exports.hostile import HOSTILE, is_clean


def rows_of(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_a_row_a_mark_and_a_column_a_question(tmp_path, mark, result):
    east = timezone(timedelta(hours=2))
    handed_in = datetime(2026, 11, 20, 1, 30, tzinfo=east)
    marks = [mark(handed_in=handed_in), mark("bob", name="Bob", marks=0.0)]
    assert write_csv(marks, [result], tmp_path / "marks.csv").written == 2
    ada, bob = rows_of(tmp_path / "marks.csv")
    assert (ada["Student"], ada["Marks"], ada["Points"]) == ("ada", "7.5", "10")
    assert ada["Handed in"] == "2026-11-19 23:30:00Z"
    assert ada["Graded at"] == "2026-11-21 13:35:07Z"
    assert list(ada)[-3:] == ["Question 1.1", "Question 1.2", "Question 1.10"]
    assert [ada[f"Question {id}"] for id in ("1.1", "1.2", "1.10")] == ["1", "1.5", "0"]
    assert bob["Question 1.1"] == ""


def test_pandas_reads_numbers_as_numbers(tmp_path, mark, result):
    write_csv([mark()], [result], tmp_path / "marks.csv")
    table = pd.read_csv(tmp_path / "marks.csv")
    assert table.loc[0, ["Marks", "Points", "Question 1.2"]].tolist() == [7.5, 10, 1.5]


def test_hostile_texts_stay_texts_in_their_cells(tmp_path, mark):
    texts = {"name": HOSTILE, "section": HOSTILE, "title": HOSTILE, "comment": HOSTILE}
    write_csv([mark(HOSTILE, **texts)], [], tmp_path / "marks.csv")
    (row,) = rows_of(tmp_path / "marks.csv")
    assert None not in row
    for name in ("Student", "Name", "Section", "Title", "Comment"):
        assert row[name].startswith("'=HYPERLINK")
        assert is_clean(row[name])
    assert "\n" not in row["Name"]
    assert "\n" in row["Comment"]
