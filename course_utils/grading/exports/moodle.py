"""Moodle's grading worksheet: the one that an assignment offers for download, filled in.

Moodle documentation, "Offline grading worksheet"; moodle, `mod/assign/gradingtable.php`
writes it and `mod/assign/feedback/offline/importgradeslib.php` reads it. It finds a student
by the number at the end of `Identifier`, reads a grade with a decimal point in any language,
refuses one above the maximum, takes feedback as HTML, and reads `Last modified (grade)` with
PHP's strtotime: a grade that was changed in Moodle after that moment is not overwritten.
"""

import re
from collections.abc import Sequence
from datetime import datetime
from html import escape
from pathlib import Path

from course_utils.errors import CourseError
from course_utils.grading.exports.mark import ExportSummary, SchoolMark
from course_utils.grading.exports.worksheet import claim, read_worksheet
from course_utils.grading.moments import in_utc
from course_utils.texts import number, read_number, showable

COLUMNS = ("Identifier", "Grade", "Maximum Grade", "Last modified (grade)")

_CHANGEABLE = "Grade can be changed"
_FEEDBACK = "Feedback comments"
_ALSO_KNOWN_BY = ("Email address", "Username", "ID number")


def fill_moodle(
    marks: Sequence[SchoolMark], worksheet: str | Path, path: str | Path
) -> ExportSummary:
    """Write marks into a grading worksheet that was downloaded from Moodle.

    Its other columns and rows, its encoding and the grades that may not be changed stay.
    Marks are scaled to the worksheet's maximum, which is also the most that is written. The
    time of a grade that Moodle already has is left as it is: by it Moodle sees whether
    somebody changed the grade since the download.

    Parameters
    ----------
    marks : sequence of SchoolMark
        Of one exercise, as the worksheet is of one assignment.
    worksheet : str or Path
        The download.
    path : str or Path
        Where the filled one goes.

    Returns
    -------
    ExportSummary
        With the students who have no row, and those whose grade may not be changed.

    Raises
    ------
    CourseError
        The file is no such worksheet, the marks are of several exercises, or two students
        have one row.
    """
    if len(exercises := sorted({mark.exercise for mark in marks})) > 1:
        raise CourseError(
            "Expected marks of one exercise, as Moodle's worksheet is of one assignment; "
            f"found {', '.join(exercises)}. Fill one worksheet for each."
        )
    sheet = read_worksheet(worksheet, "a grading worksheet from Moodle", COLUMNS)
    taken: dict[tuple[int, str], str] = {}
    find, unknown, locked = _finder(sheet), [], []
    for mark in marks:
        row = find(mark)
        if row is None:
            unknown.append(mark.student)
        elif _is_locked(sheet, row):
            locked.append(mark.student)
        else:
            claim(taken, row, mark)
            _fill(sheet, row, mark)
    sheet.write(path)
    return ExportSummary(len(marks) - len(unknown) - len(locked), tuple(unknown), tuple(locked))


def _finder(sheet):
    """Return a function from a mark to its row: by Moodle's number, else by address or login."""
    numbers, others = {}, {}
    places = [place for name in _ALSO_KNOWN_BY if (place := sheet.place(name)) is not None]
    for row in sheet.rows[1:]:
        numbers.setdefault(_number(row[sheet.place("Identifier")]), row)
        for text in (row[place].strip().casefold() for place in places):
            others.setdefault(text, row)

    def find(mark):
        entry = mark.entry
        if entry.moodle_id and (row := numbers.get(_number(entry.moodle_id))):
            return row
        names = (entry.email, entry.sis_login_id, entry.sis_user_id, mark.student)
        matches = (others.get(name.strip().casefold()) for name in names if name.strip())
        return next((row for row in matches if row), None)

    return find


def _number(identifier):
    """Return the number in "Participant 1234"; the whole text where there is none."""
    match = re.search(r"(\d+)\s*$", identifier)
    return match[1] if match else identifier


def _is_locked(sheet, row):
    place = sheet.place(_CHANGEABLE)
    return place is not None and row[place].strip().casefold() == "no"


def _fill(sheet, row, mark):
    maximum = _maximum(row[sheet.place("Maximum Grade")])
    row[sheet.place("Grade")] = number(min(mark.out_of(maximum), maximum))
    modified, feedback = sheet.place("Last modified (grade)"), sheet.place(_FEEDBACK)
    if row[modified].strip() in ("", "-"):
        row[modified] = moodle_time(mark.graded_at)
    if feedback is not None and mark.comment.strip():
        row[feedback] = _html(mark.comment)


def _maximum(text):
    try:
        return read_number(text)
    except ValueError:
        raise CourseError(
            f"Expected a number as Maximum Grade in Moodle's worksheet, found {text!r}. "
            "Grade the assignment with points, not with a scale, and download it again."
        ) from None


def moodle_time(moment: datetime) -> str:
    """Write a moment as Moodle does, in UTC: "Saturday, 21 November 2026, 1:35 PM UTC"."""
    moment = in_utc(moment)
    hour = moment.hour % 12 or 12
    return f"{moment:%A}, {moment.day} {moment:%B %Y}, {hour}:{moment:%M %p} UTC"


def _html(comment):
    """Escape a comment; what a spreadsheet would take for a formula as well."""
    text = escape(showable(comment).replace("\t", " ").strip()).replace("\n", "<br>")
    return re.sub(r"^[=+\-@＝＋－＠]", lambda sign: f"&#{ord(sign[0])};", text)
