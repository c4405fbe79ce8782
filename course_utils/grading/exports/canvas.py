"""Canvas' gradebook as CSV: fill the downloaded one, or make one.

The columns are those that Canvas exports and imports (Canvas Instructor Guide, "How do I
import grades in the Gradebook?"; canvas-lms, `lib/gradebook_exporter.rb` and
`lib/gradebook_importer.rb`): what tells who a student is up to `Section`, then one column
an assignment, named `Title (id)`. A row that begins with `Points Possible` has the maxima.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from course_utils.errors import CourseError
from course_utils.grading.exports.mark import ExportSummary, SchoolMark
from course_utils.grading.exports.spreadsheet import cell_text
from course_utils.grading.exports.worksheet import Worksheet, claim, read_worksheet
from course_utils.texts import number, one_line, read_number

COLUMNS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
POINTS = "Points Possible"

# What Canvas writes for a student who is excused, or to whom it is not assigned.
_NO_GRADE = {"ex", "n/a"}

_TITLE_AND_ID = re.compile(r"(.*\S) \((\d+)\)")


def fill_canvas(
    marks: Sequence[SchoolMark],
    worksheet: str | Path,
    path: str | Path,
    assignments: Mapping[str, str] | None = None,
) -> ExportSummary:
    """Write marks into a gradebook that was downloaded from Canvas.

    Its rows, columns, other assignments and encoding stay. Marks are scaled to the points
    that Canvas has for the assignment.

    Parameters
    ----------
    marks : sequence of SchoolMark
        Of one exercise or many.
    worksheet : str or Path
        The download.
    path : str or Path
        Where the filled one goes.
    assignments : mapping of str to str, optional
        For the stem of an exercise, the assignment's id in Canvas or its title; by default
        the exercise's own title. Where Canvas has no such column one is added, and Canvas
        asks at the import before it makes an assignment of it.

    Returns
    -------
    ExportSummary
        With the students who have no row, those whom Canvas has excused or not assigned, and
        the columns that were added.

    Raises
    ------
    CourseError
        The file is no gradebook; a title fits two columns or one that is read only; two
        exercises have one column, or two students one row.
    """
    expected = ("ID", "SIS Login ID", "Section")
    sheet = read_worksheet(worksheet, "a gradebook exported from Canvas", expected)
    return _write(sheet, marks, _finder(sheet), assignments or {}, path)


def write_canvas(
    marks: Sequence[SchoolMark],
    path: str | Path,
    assignments: Mapping[str, str] | None = None,
) -> ExportSummary:
    """Make a gradebook that Canvas can import, without a downloaded one.

    Parameters
    ----------
    assignments : mapping of str to str, optional
        As in `fill_canvas`.

    Returns
    -------
    ExportSummary
        `unknown` are those without any id of Canvas: it can look for their name only.
    """
    rows = {mark.student: [cell_text(one_line(text)) for text in _identity(mark)] for mark in marks}
    sheet = Worksheet([[*COLUMNS], [f"    {POINTS}", "", "", "", ""], *rows.values()])
    summary = _write(sheet, marks, lambda mark: rows[mark.student], assignments or {}, path)
    nameless = [mark.student for mark in marks if not any(_ids(mark).values())]
    return replace(summary, unknown=tuple(dict.fromkeys(nameless)))


def _identity(mark):
    return (mark.name, *_ids(mark).values(), mark.entry.section)


def _ids(mark):
    return {
        "ID": mark.entry.canvas_id,
        "SIS User ID": mark.entry.sis_user_id,
        "SIS Login ID": mark.entry.sis_login_id,
    }


def _finder(sheet):
    """Return a function from a mark to its row: by the ids of Canvas, then by the student's own."""
    columns, rows = COLUMNS[1:4], {}
    for column in columns:
        place = sheet.place(column)
        for row in sheet.rows[1:] if place is not None else ():
            if text := row[place].strip().casefold():
                rows.setdefault((column, text), row)

    def find(mark):
        ids = [(column, id) for column, id in _ids(mark).items() if id]
        ids = ids or [(column, mark.student) for column in reversed(columns)]
        matches = (rows.get((column, id.strip().casefold())) for column, id in ids)
        return next((row for row in matches if row is not None), None)

    return find


def _write(sheet, marks, find, assignments, path):
    exercises = {mark.exercise: mark for mark in marks}
    width = len(sheet.header)
    places = _places(sheet, exercises, assignments)
    maxima = {stem: _maximum(sheet, places[stem], mark) for stem, mark in exercises.items()}
    taken, unknown, locked = {}, [], []
    for mark in marks:
        row, place = find(mark), places[mark.exercise]
        if row is None:
            unknown.append(mark.student)
        elif row[place].strip().casefold() in _NO_GRADE:
            locked.append(mark.student)
        else:
            claim(taken, row, mark)
            row[place] = number(mark.out_of(maxima[mark.exercise]))
    sheet.write(path)
    written, added = len(marks) - len(unknown) - len(locked), tuple(sheet.header[width:])
    return ExportSummary(written, tuple(unknown), tuple(locked), added)


def _places(sheet, exercises, assignments):
    """Return {exercise: place of its column}."""
    places = {
        stem: _place(sheet, mark.title, assignments.get(stem)) for stem, mark in exercises.items()
    }
    if len(set(places.values())) < len(places):
        raise CourseError(
            f"Expected an assignment of Canvas for each of {', '.join(places)}, found the same "
            "for two of them. Name the assignments by their numbers."
        )
    return places


def _place(sheet, title, assignment):
    """Return the place of an assignment's column; a new one where there is none."""
    wanted = assignment or one_line(title)
    first = sheet.place("Section") + 1
    fitting = [i for i, name in enumerate(sheet.header) if i >= first and wanted in _names(name)]
    if len(fitting) > 1:
        names = " and ".join(sheet.header[i] for i in fitting)
        raise CourseError(
            f"Expected one column of Canvas' gradebook for {wanted!r}, found {names}. "
            "Name the assignment by its number, the one in parentheses."
        )
    if fitting:
        return fitting[0]
    name = f"{one_line(title)} ({assignment})" if (assignment or "").isdecimal() else wanted
    return sheet.add_column(cell_text(name))


def _names(header):
    """Return what an assignment's column answers to: all of it, its title, its id."""
    match = _TITLE_AND_ID.fullmatch(header.strip())
    return {header.strip(), *(match.groups() if match else ())}


def _maximum(sheet, place, mark):
    """Return the points that Canvas has for a column; write the course's where it has none."""
    row = next((row for row in sheet.rows[1:] if POINTS in row[0]), None)
    if row is None:
        row = [POINTS, *[""] * (len(sheet.header) - 1)]
        sheet.rows.insert(1, row)
    if "read only" in row[place].lower():
        raise CourseError(
            f"Expected an assignment of Canvas that can be graded for {mark.title!r}, found the "
            f"column {sheet.header[place]!r}, which is read only. Name another assignment."
        )
    try:
        possible = read_number(row[place])
    except ValueError:
        possible = 0.0
    if possible <= 0:
        possible, row[place] = mark.points, number(mark.points)
    return possible
