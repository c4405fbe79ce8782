"""What the instructor is told of an exercise: who is missing or unknown, and what did not count."""

from collections.abc import Iterator, Sequence

from course_utils.grading.gradebook import Mark
from course_utils.grading.gradebook.explaining import passed_over_because
from course_utils.grading.intake import IgnoredFile, Roster
from course_utils.grading.pages import Notice
from course_utils.grading.pages.words import counted

_UNCLEAR = ", but for a file that answers no exercise"


def class_notices(
    marks: Sequence[Mark], roster: Roster | None, away: set[str], unclear: set[str]
) -> list[Notice]:
    """Tell about the marks of one exercise.

    Parameters
    ----------
    marks : sequence of Mark
        Those that count, of one exercise.
    roster : Roster or None
        Without one, nobody is missing and nobody unknown.
    away : set of str
        Students who were taken out of the marks, and so are not missing.
    unclear : set of str
        Students with a file of which nobody knows the exercise: it may be this one.
    """
    people = _about_people(marks, roster, away, unclear)
    return [*people, *_passed_over(marks, roster), *_cold(marks)]


def left_aside_notices(files: Sequence[IgnoredFile]) -> list[Notice]:
    """Tell which files did not count, and why."""
    items = [f"{one.origin}: {one.reason}" for one in files]
    text = f"{counted(len(items), 'file')} did not count in the last run."
    return [Notice(text, items)] if items else []


def _about_people(marks, roster, away, unclear) -> Iterator[Notice]:
    if roster is None:
        return
    there = {mark.student for mark in marks if mark.result}
    missing = [
        _named(entry.student, roster) + (_UNCLEAR if entry.student in unclear else "")
        for entry in roster.entries
        if entry.student not in there | away
    ]
    if missing:
        yield Notice(
            f"{counted(len(missing), 'student')} of the roster handed in nothing.", missing
        )
    unknown = sorted(student for student in there if roster.get(student) is None)
    if unknown:
        names = counted(len(unknown), "name")
        advice = "Add them to it, or name the files by the students' ids, and grade again."
        yield Notice(f"The roster does not know {names}. {advice}", unknown)


def _named(student, roster):
    entry = roster.get(student) if roster else None
    return f"{entry.name} ({student})" if entry and entry.name else student


def _passed_over(marks, roster) -> Iterator[Notice]:
    items = [
        f"{_named(mark.student, roster)}: {one.origin}: {passed_over_because(one)}."
        for mark in marks
        for one in mark.passed_over
    ]
    if items:
        yield Notice(f"{counted(len(items), 'later file')} did not replace an earlier one.", items)


def _cold(marks) -> Iterator[Notice]:
    reasons = [mark.result.why_cold for mark in marks if mark.result and mark.result.why_cold]
    for why in sorted(set(reasons)):
        runs = counted(reasons.count(why), "notebook")
        yield Notice(f"{runs} ran in a fresh process, which takes some seconds more: {why}")
