"""From the names that files go by to the ids of students."""

from collections.abc import Iterable

from course_utils.errors import GradingError
from course_utils.grading.intake.names import FileName
from course_utils.grading.intake.roster import Roster


def find_students(owners: Iterable[FileName], roster: Roster) -> dict[FileName, tuple[str, str]]:
    """Find the student's id for every owner of a file.

    Returns
    -------
    dict of FileName to (str, str)
        The id, and a sentence where the roster cannot tell who is meant. Whoever is not in
        the roster keeps the name that the file goes by; where two are of that name, the
        numbers of Canvas or Moodle tell them apart.
    """
    entries = {owner: _find(owner, roster) for owner in owners}
    numbers: dict[str, set[str]] = {}
    for owner, (entry, _) in entries.items():
        if not entry:
            numbers.setdefault(owner.student, set()).add(_number(owner))
    return {
        owner: (entry.student if entry else _label(owner, numbers, roster), problem)
        for owner, (entry, problem) in entries.items()
    }


def _find(owner, roster):
    try:
        return roster.find(owner.student, owner.canvas_id, owner.moodle_id), ""
    except GradingError as error:
        return None, str(error)


def _label(owner, numbers, roster):
    # "Participant" is what Moodle writes for everybody where names are hidden.
    anonymous = owner.student.casefold() == "participant"
    shared = len(numbers[owner.student]) > 1 or roster.get(owner.student)
    number = _number(owner)
    return f"{owner.student} {number}" if number and (shared or anonymous) else owner.student


def _number(owner):
    return owner.canvas_id or owner.moodle_id
