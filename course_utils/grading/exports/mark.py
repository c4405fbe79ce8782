"""What an exporter is given: one student's mark for one exercise, and what it hands back."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class SchoolMark:
    """One student's mark for one exercise.

    Attributes
    ----------
    student : str
        The student's id in this course.
    name : str
        As the roster has it. Any text whatever, like `comment`.
    exercise : str
        The stem of the exercise: "01_single_neuron".
    title : str
        What a school calls it: "A single neuron".
    marks, points : float
        What counts for the student, and what could be earned.
    graded_at : datetime
    comment : str
        What the student is told besides the number.
    handed_in : datetime or None
        Both in UTC, with or without a zone.
    email : str
        Empty where unknown, like all below.
    canvas_id, sis_user_id, sis_login_id, section : str
        As in Canvas' gradebook.
    moodle_identifier : str
        "Participant 1234", or its number alone. Moodle gives a new one for each assignment.
    lti_user_id : str
        The platform's `sub` of this user.
    """

    student: str
    name: str
    exercise: str
    title: str
    marks: float
    points: float
    graded_at: datetime
    comment: str = ""
    handed_in: datetime | None = None
    email: str = ""
    canvas_id: str = ""
    sis_user_id: str = ""
    sis_login_id: str = ""
    section: str = ""
    moodle_identifier: str = ""
    lti_user_id: str = ""

    def out_of(self, maximum):
        """Scale the marks to another maximum; nothing can be earned where there are no points."""
        return self.marks / self.points * maximum if self.points else 0.0


@dataclass(frozen=True)
class Filled:
    """What became of the marks.

    Attributes
    ----------
    written : int
        How many are in the file.
    unknown : tuple of str
        Ids of students that the school's file does not have, or that it cannot name.
    locked : tuple of str
        Ids of students whose grade may not be changed.
    added : tuple of str
        Columns that the school's file did not have.
    """

    written: int
    unknown: tuple[str, ...] = ()
    locked: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
