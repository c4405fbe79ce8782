"""A table for a spreadsheet: one row for each student and exercise, a column a question."""

import csv
import io

from course_utils.grading.exports.files import write_whole
from course_utils.grading.exports.mark import Filled
from course_utils.grading.exports.texts import cell, number, one_line, utc

COLUMNS = (
    *("Student", "Name", "Section", "Exercise", "Title"),
    *("Marks", "Points", "Handed in", "Graded at", "Comment"),
)


def write_csv(marks, results, path):
    """Write marks as CSV (RFC 4180), in UTF-8 with the mark by which Excel knows it.

    Parameters
    ----------
    marks : sequence of Mark
        One row each.
    results : sequence of Result
        Where the marks of the single questions come from; a question column stays empty
        for a mark without one.
    path : str or Path

    Returns
    -------
    Filled
    """
    questions = {(result.student, result.exercise): _by_question(result) for result in results}
    ids = sorted({id for found in questions.values() for id in found}, key=_order)
    rows = [[*COLUMNS, *(f"Question {one_line(id)}" for id in ids)]]
    for mark in marks:
        found = questions.get((mark.student, mark.exercise), {})
        rows.append([*_row(mark), *(found.get(id, "") for id in ids)])
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL).writerows(rows)
    write_whole(path, text.getvalue().encode("utf-8-sig"))
    return Filled(len(marks))


def _by_question(result):
    return {question.verdict.question: number(question.marks) for question in result.questions}


def _order(question):
    """Sort 1.10 behind 1.9."""
    return [(int(part), "") if part.isdecimal() else (0, part) for part in question.split(".")]


def _row(mark):
    texts = (mark.student, mark.name, mark.section, mark.exercise, mark.title)
    numbers = number(mark.marks), number(mark.points)
    times = (_time(mark.handed_in), _time(mark.graded_at))
    return [*(cell(one_line(text)) for text in texts), *numbers, *times, cell(mark.comment)]


def _time(moment):
    return f"{utc(moment):%Y-%m-%d %H:%M:%S}Z" if moment else ""
