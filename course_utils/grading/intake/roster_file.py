"""A roster from a CSV file: one's own, a Canvas gradebook, or a Moodle worksheet."""

import re
from dataclasses import fields
from pathlib import Path

from course_utils.errors import GradingError
from course_utils.grading.intake.roster import Entry, Roster, keys
from course_utils.grading.school_csv import read_school_csv
from course_utils.texts import safe_name

# How a column may be called: capitals, accents, blanks and punctuation do not count.
_COLUMNS = {
    "student": ("student id", "id", "studentid", "student number", "matriculation number"),
    "name": ("name", "full name", "student name", "display name"),
    "first": ("first name", "firstname", "given name", "forename"),
    "last": ("last name", "lastname", "surname", "family name"),
    "email": ("email", "email address", "e mail", "mail"),
    "section": ("section", "group", "groups", "class", "sections"),
    "canvas_id": ("canvas id", "canvas user id"),
    "sis_user_id": ("sis user id", "sis id", "id number"),
    "sis_login_id": ("sis login id", "username", "user name", "login", "login id", "user"),
    "moodle_id": ("identifier", "moodle id", "participant", "participant id"),
    "lti_user_id": ("lti user id", "lti id", "sub"),
}
_FIELDS = {name.replace(" ", ""): field for field, names in _COLUMNS.items() for name in names}
_IDS = ("student", "sis_login_id", "sis_user_id", "email", "canvas_id", "moodle_id")


def read_roster(path: Path | str) -> Roster:
    """Read who is in the class.

    Parameters
    ----------
    path : Path or str
        A CSV with a header, in UTF-8, separated by commas, semicolons or tabs. A gradebook
        exported from Canvas and a grading worksheet downloaded from Moodle will do as they
        are; a file of one's own needs `student` and may have `name`, `email`, `section`,
        `canvas_id`, `sis_user_id`, `sis_login_id`, `moodle_id` and `lti_user_id`.

    Raises
    ------
    GradingError
        It cannot be read, has no column with ids, or two lines mean the same student.
    """
    table = read_school_csv(path, "a roster")
    rows = [[cell.strip() for cell in row] for row in table.rows]
    return Roster(tuple(_entries(path, list(zip(table.lines, rows, strict=True)))))


def _entries(path, rows):
    rows = [(line, row) for line, row in rows if any(row)]
    columns = _columns(path, rows[0][1] if rows else [])
    entries = [
        _entry(path, line, row, columns) for line, row in rows[1:] if not _is_note(row, columns)
    ]
    if not entries:
        raise GradingError(f"{path}: expected a line for each student, found none.")
    for field in ("student", "canvas_id", "moodle_id"):
        _refuse_twice(path, entries, field)
    return entries


def _columns(path, header):
    """Return the field of each column, None where it is of no use here."""
    names = [_key(cell) for cell in header]
    columns = [_FIELDS.get(key) for key in names]
    canvas = "sisuserid" in names or "sisloginid" in names
    if canvas and "id" in names:
        columns[names.index("id")] = "canvas_id"
    if "student" in names:
        # Beside a column of ids it has names; alone it has the ids.
        named = canvas or ("student" in columns and "name" not in columns)
        columns[names.index("student")] = "name" if named else "student"
    _check_columns(path, header, columns)
    return columns


def _key(cell):
    return min(keys(cell), key=len, default="")


def _check_columns(path, header, columns):
    present = ", ".join(f"`{cell[:40]}`" for cell in header[:30]) or "an empty file"
    if not set(_IDS).intersection(columns):
        raise GradingError(
            f"{path}:1: expected a column with ids (`student`, `student id`, `username`, `email`, "
            "`SIS Login ID`, `Identifier`) and perhaps `name`, `email`, `section`, `canvas id`; "
            f"found {present}."
        )
    for field in filter(None, columns):
        if columns.count(field) > 1:
            twice = [cell for cell, column in zip(header, columns, strict=True) if column == field]
            names = " and ".join(f"`{cell[:40]}`" for cell in twice)
            raise GradingError(
                f"{path}:1: expected one column for {field.replace('_', ' ')}, found {names}. "
                "Take one away and run again."
            )


def _is_note(row, columns):
    """Whether a line is one of those that Canvas puts above the students."""
    values = {field: cell for field, cell in zip(columns, row, strict=False) if field}
    notes = {"points possible", ""} if "canvas_id" in columns else set()
    return values.get("name", "").casefold() in notes and not any(map(values.get, _IDS))


def _entry(path, line, row, columns):
    if len(row) > len(columns):
        raise GradingError(
            f"{path}:{line}: expected {len(columns)} columns, as in line 1, found {len(row)}. "
            "Put quotation marks around a cell with a comma in it."
        )
    values = {field: cell for field, cell in zip(columns, row, strict=False) if field}
    whole = " ".join(filter(None, (values.pop("first", ""), values.pop("last", ""))))
    values["name"] = values.get("name") or whole
    if number := re.search(r"\d+", values.get("moodle_id", "")):
        values["moodle_id"] = number[0]
    student = next((values[field] for field in _IDS if values.get(field)), "")
    if not student:
        raise GradingError(f"{path}:{line}: expected the id of a student, found an empty cell.")
    known = {field.name for field in fields(Entry)}
    values = {field: value for field, value in values.items() if field in known}
    return Entry(**(values | {"student": safe_name(student), "line": line}))


def _refuse_twice(path, entries, field):
    seen = {}
    for entry in entries:
        value = getattr(entry, field)
        if value and value in seen:
            raise GradingError(
                f"{path}:{entry.line}: expected each student once, found `{value[:60]}` here and "
                f"in line {seen[value]}. Take one of them away."
            )
        seen[value] = entry.line
