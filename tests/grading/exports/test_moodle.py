"""Moodle's grading worksheet, read back by the rules of Moodle's own importer."""

import csv
import html
import re
from datetime import UTC, datetime

import pytest
from dateutil import parser

from course_utils.errors import CourseError
from course_utils.grading.exports.moodle import fill_moodle, moodle_time
from tests.grading.exports.hostile import HOSTILE, is_clean

WORKSHEET = """\
Identifier,"Full name","Email address",Status,Grade,"Maximum Grade","Grade can be changed",\
"Last modified (submission)","Online text","Last modified (grade)","Feedback comments"
"Participant 11","Ada Lovelace",ada@school.edu,"Submitted for grading - ",,50.00,Yes,\
"Friday, 20 November 2026, 9:05 AM","<p>Hello, ""you""</p>",-,
"Participant 12","Zoë Ångström",zoe@school.edu,"Submitted for grading - Graded - ",30.00,50.00,\
Yes,"Friday, 20 November 2026, 9:06 AM",,"Saturday, 21 November 2026, 8:00 PM","Nice start"
"Participant 13","Bob",bob@school.edu,"No submission - ",20.00,50.00,No,-,,-,
"""


@pytest.fixture
def worksheet(tmp_path):
    path = tmp_path / "worksheet.csv"
    path.write_text(WORKSHEET, encoding="utf-8")
    return path


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def imported(path):
    """Read a worksheet like Moodle's importer: {number: (grade, seconds, feedback)}."""
    found = {}
    for row in rows_of(path):
        number = row["Identifier"][len("Participant ") :]
        grade = float(row["Grade"]) if row["Grade"] else None
        if grade is not None:
            assert 0 <= grade <= float(row["Maximum Grade"])
        time = row["Last modified (grade)"]
        seconds = 0 if time == "-" else parser.parse(time, default=datetime(1, 1, 1, tzinfo=UTC))
        found[int(number)] = (grade, seconds, row["Feedback comments"])
    return found


def test_a_downloaded_worksheet_is_filled_and_the_rest_stays(tmp_path, worksheet, mark):
    marks = [
        mark(moodle_id="Participant 11", comment="Well done.\nMind <b> & = signs."),
        mark("zoe", moodle_id="12", marks=4.0),
        mark("bob", moodle_id="13"),
        mark("eve", moodle_id="99"),
    ]
    filled = fill_moodle(marks, worksheet, tmp_path / "out.csv")
    assert (filled.written, filled.unknown, filled.locked) == (2, ("eve",), ("bob",))
    grades = imported(tmp_path / "out.csv")
    graded = datetime(2026, 11, 21, 13, 35, tzinfo=UTC)
    assert grades[11] == (37.5, graded, "Well done.<br>Mind &lt;b&gt; &amp; = signs.")
    # A grade that Moodle has keeps its time, by which Moodle sees a change since the download.
    assert grades[12] == (20, datetime(2026, 11, 21, 20, tzinfo=UTC), "Nice start")
    assert grades[13] == (20, 0, "")
    ours = {"Grade", "Last modified (grade)", "Feedback comments"}
    before, after = rows_of(worksheet), rows_of(tmp_path / "out.csv")
    assert [{k: v for k, v in row.items() if k not in ours} for row in after] == [
        {k: v for k, v in row.items() if k not in ours} for row in before
    ]


@pytest.mark.parametrize(
    "ids",
    [
        {"student": "ADA@school.edu"},
        {"sis_login_id": "ada@school.edu"},
        {"email": "ada@school.edu", "moodle_id": "4711"},  # of another assignment
    ],
)
def test_an_address_finds_a_student_without_a_number(tmp_path, worksheet, mark, ids):
    fill_moodle([mark(**({"student": "somebody"} | ids))], worksheet, tmp_path / "out.csv")
    assert imported(tmp_path / "out.csv")[11][0] == 37.5


def test_a_name_alone_finds_nobody(tmp_path, worksheet, mark):
    filled = fill_moodle([mark("Ada Lovelace")], worksheet, tmp_path / "out.csv")
    assert (filled.written, filled.unknown) == (0, ("Ada Lovelace",))


def test_two_students_do_not_share_a_row(tmp_path, worksheet, mark):
    marks = [mark("ada@school.edu"), mark("ADA@school.edu", marks=0.0)]
    with pytest.raises(CourseError, match="the row of 'Participant 11'"):
        fill_moodle(marks, worksheet, tmp_path / "out.csv")


def test_no_grade_is_above_the_maximum(tmp_path, worksheet, mark):
    fill_moodle([mark(moodle_id="11", marks=11.0)], worksheet, tmp_path / "out.csv")
    assert imported(tmp_path / "out.csv")[11][0] == 50


def test_a_hostile_comment_is_text_in_moodle_and_in_a_spreadsheet(tmp_path, worksheet, mark):
    marks = [mark(moodle_id="11", comment=HOSTILE)]
    fill_moodle(marks, worksheet, tmp_path / "out.csv")
    feedback = imported(tmp_path / "out.csv")[11][2]
    assert set(re.findall("<[^>]*>", feedback)) == {"<br>"}
    assert is_clean(feedback)
    assert not feedback.startswith("=")
    assert html.unescape(feedback).startswith('=HYPERLINK("evil")<br>+1;=2,')
    # One line of the file has it all, in quotes: it cannot fall into two cells.
    assert f'"{feedback}"' in (tmp_path / "out.csv").read_text(encoding="utf-8")


def test_times_are_written_as_moodle_writes_them():
    assert moodle_time(datetime(2026, 11, 21, 13, 5)) == "Saturday, 21 November 2026, 1:05 PM UTC"
    assert moodle_time(datetime(2026, 1, 2, 0, 30)) == "Friday, 2 January 2026, 12:30 AM UTC"


def test_a_wrong_worksheet_is_refused(tmp_path, worksheet, mark):
    out = tmp_path / "out.csv"
    with pytest.raises(CourseError, match="found 01_single_neuron, 02_deep_networks"):
        fill_moodle([mark(), mark(exercise="02_deep_networks")], worksheet, out)
    text = worksheet.read_text(encoding="utf-8")
    worksheet.write_text(text.replace("50.00", "Good"), encoding="utf-8")
    with pytest.raises(CourseError, match="found 'Good'. Grade the assignment with points"):
        fill_moodle([mark(moodle_id="11")], worksheet, out)
    worksheet.write_text(text.replace('"Maximum Grade"', "Scale"), encoding="utf-8")
    with pytest.raises(CourseError, match="from Moodle with .* Missing: Maximum Grade"):
        fill_moodle([mark()], worksheet, out)
    assert not out.exists()
