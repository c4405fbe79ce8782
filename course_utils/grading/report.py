"""From the gradebook to what people read and schools import: pages, and marks with names."""

from dataclasses import dataclass
from pathlib import Path

from course_utils.grading.exports.mark import SchoolMark
from course_utils.grading.exports.plain_csv import write_csv
from course_utils.grading.gradebook import LATEST
from course_utils.grading.intake import Entry, Roster
from course_utils.grading.pages import write_pages
from course_utils.grading.pages.words import exercise_title

MARKS = "marks.csv"


@dataclass(frozen=True)
class Report:
    """One exercise: the marks that count, and the page of the class."""

    exercise: str
    marks: list
    page: Path


def write_report(gradebook, folder, roster=None, rule=LATEST):
    """Write a page for the class and for each student, and one table of all marks.

    Parameters
    ----------
    gradebook : Gradebook
    folder : Path
        Gets `marks.csv`, and a folder for each exercise with `index.html`.
    roster : Roster, optional
    rule : str
        "latest" or "best".

    Returns
    -------
    list of Report
    """
    by_exercise = {}
    for mark in gradebook.marks(rule=rule):
        by_exercise.setdefault(mark.exercise, []).append(mark)
    reports = []
    for exercise, marks in by_exercise.items():
        handed_in = [mark for mark in marks if mark.result]
        paths = write_pages(
            [mark.result for mark in handed_in],
            folder / (exercise or "not_recognised"),
            marks={mark.student: mark.marks for mark in handed_in},
            comments={mark.student: _comment(mark) for mark in handed_in},
        )
        reports.append(Report(exercise, marks, paths[0]))
    counted = [mark for report in reports for mark in report.marks]
    results = [mark.result for mark in counted if mark.result]
    write_csv(school_marks(counted, roster), results, folder / MARKS)
    return reports


def school_marks(marks, roster=None):
    """Put names and a school's ids beside the marks that count.

    Parameters
    ----------
    marks : sequence of gradebook.Mark
    roster : Roster, optional
        Whoever is not on it keeps the id alone.

    Returns
    -------
    list of exports.mark.SchoolMark
    """
    roster = roster or Roster(())
    return [_school_mark(mark, roster.get(mark.student)) for mark in marks if mark.result]


def _school_mark(mark, entry):
    entry = entry or Entry(mark.student)
    return SchoolMark(
        student=mark.student,
        name=entry.name or mark.student,
        exercise=mark.exercise,
        title=exercise_title(mark.exercise),
        marks=mark.marks,
        points=mark.points,
        graded_at=mark.result.graded_at,
        comment=_comment(mark),
        handed_in=mark.result.handed_in,
        email=entry.email,
        canvas_id=entry.canvas_id,
        sis_user_id=entry.sis_user_id,
        sis_login_id=entry.sis_login_id,
        section=entry.section,
        moodle_identifier=entry.moodle_id,
        lti_user_id=entry.lti_user_id,
    )


def _comment(mark):
    """What the instructor wrote, then how the mark came about where that needs words."""
    said = [_said(comment) for comment in mark.comments]
    changed = mark.override or any(question.override for question in mark.questions)
    late = mark.lateness and mark.lateness.late
    return "\n".join([*said, *(mark.how if changed or late else ())])


def _said(comment):
    return f"Question {comment.question}: {comment.text}" if comment.question else comment.text
