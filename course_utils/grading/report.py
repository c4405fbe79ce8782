"""From the gradebook to what people read and schools import: pages, and marks with names."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from course_utils.grading.exports.mark import SchoolMark
from course_utils.grading.exports.plain_csv import write_csv
from course_utils.grading.gradebook import LATEST, Gradebook, Mark, away, explain
from course_utils.grading.intake import Entry, Roster
from course_utils.grading.notices import class_notices, left_aside_notices
from course_utils.grading.pages import Notice, write_pages
from course_utils.grading.pages.words import exercise_title

MARKS = "marks.csv"


@dataclass(frozen=True)
class Report:
    """One exercise.

    Attributes
    ----------
    exercise : str
        Its stem; empty where nobody knows.
    marks : list of Mark
        Those that count.
    page : Path
        That of the class.
    names : mapping of str to str
        By student, the roster's name.
    notices : list of Notice
        What the instructor should know; the page has besides what the last run left aside.
    """

    exercise: str
    marks: list[Mark]
    page: Path
    names: Mapping[str, str]
    notices: list[Notice]


def write_report(
    gradebook: Gradebook, folder: Path, roster: Roster | None = None, rule: str = LATEST
) -> list[Report]:
    """Write a page for the class and for each student, and one table of all marks.

    Parameters
    ----------
    folder : Path
        Gets `marks.csv`, and a folder for each exercise with `index.html`.
    rule : str
        "latest" or "best".
    """
    by_exercise: dict[str, list[Mark]] = {}
    for mark in gradebook.marks(rule=rule):
        by_exercise.setdefault(mark.exercise, []).append(mark)
    students, _ = away(gradebook.removals())
    unclear = {mark.student for mark in by_exercise.get("", ())}
    names = {entry.student: entry.name for entry in roster.entries} if roster else {}
    reports = []
    for exercise, marks in by_exercise.items():
        handed_in = [mark for mark in marks if mark.result]
        notices = class_notices(marks, roster if exercise else None, students, unclear)
        paths = write_pages(
            [mark.result for mark in marks if mark.result],
            folder / (exercise or "not_recognised"),
            marks={mark.student: mark.marks for mark in handed_in},
            comments={mark.student: _comment(mark) for mark in handed_in},
            names=names,
            notices=[*notices, *left_aside_notices(gradebook.left_aside(exercise))],
        )
        reports.append(Report(exercise, marks, paths[0], names, notices))
    counted = [mark for report in reports for mark in report.marks]
    results = [mark.result for mark in counted if mark.result]
    write_csv(school_marks(counted, roster), results, folder / MARKS)
    return reports


def school_marks(marks: Sequence[Mark], roster: Roster | None = None) -> list[SchoolMark]:
    """Put names and a school's ids beside the marks that count.

    Parameters
    ----------
    marks : sequence of Mark
        Those of who handed in nothing are left out.
    roster : Roster, optional
        Whoever is not on it keeps the id alone.
    """
    roster = roster or Roster(())
    return [
        SchoolMark(
            **vars(mark),
            entry=roster.get(mark.student) or Entry(mark.student),
            title=exercise_title(mark.exercise),
            comment=_comment(mark),
        )
        for mark in marks
        if mark.result
    ]


def _comment(mark):
    """What the instructor wrote, then how the mark came about where that needs words."""
    said = [_said(comment) for comment in mark.comments]
    changed = mark.override or any(question.override for question in mark.questions)
    late = mark.lateness and mark.lateness.late
    return "\n".join([*said, *(explain(mark) if changed or late or mark.passed_over else ())])


def _said(comment):
    return f"Question {comment.question}: {comment.text}" if comment.question else comment.text
