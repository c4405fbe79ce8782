"""A table for a spreadsheet: one row for each student and exercise, a column a question."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from course_utils.grading.exports.mark import ExportSummary, SchoolMark
from course_utils.grading.exports.spreadsheet import cell_text
from course_utils.grading.exports.worksheet import Worksheet
from course_utils.grading.moments import in_utc
from course_utils.grading.result import Result, question_sort_key
from course_utils.texts import number, one_line

COLUMNS = (
    *("Student", "Name", "Section", "Exercise", "Title"),
    *("Marks", "Points", "Handed in", "Graded at", "Comment"),
)


def write_csv(
    marks: Sequence[SchoolMark], results: Sequence[Result], path: str | Path
) -> ExportSummary:
    """Write marks as CSV (RFC 4180), in UTF-8 with the mark by which Excel knows it.

    Parameters
    ----------
    marks : sequence of SchoolMark
        One row each.
    results : sequence of Result
        Where the marks of the single questions come from; a question column stays empty
        for a mark without one.
    """
    questions = {(result.student, result.exercise): _by_question(result) for result in results}
    ids = sorted({id for by_id in questions.values() for id in by_id}, key=question_sort_key)
    rows = [[*COLUMNS, *(f"Question {one_line(id)}" for id in ids)]]
    for mark in marks:
        by_id = questions.get((mark.student, mark.exercise), {})
        rows.append([*_row(mark), *(by_id.get(id, "") for id in ids)])
    Worksheet(rows, encoding="utf-8-sig").write(path)
    return ExportSummary(len(marks))


def _by_question(result):
    return {question.verdict.question: number(question.marks) for question in result.questions}


def _row(mark):
    texts = (mark.student, mark.name, mark.entry.section, mark.exercise, mark.title)
    numbers = number(mark.marks), number(mark.points)
    times = (_time(mark.handed_in), _time(mark.graded_at))
    cells = [cell_text(one_line(text)) for text in texts]
    return [*cells, *numbers, *times, cell_text(mark.comment)]


def _time(moment: datetime | None) -> str:
    return f"{in_utc(moment):%Y-%m-%d %H:%M:%S}Z" if moment else ""
