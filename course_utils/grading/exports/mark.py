"""What an exporter is given: a mark with what the school knows; and what it tells afterwards."""

from dataclasses import dataclass
from datetime import datetime
from typing import cast

from course_utils.grading.gradebook.counting import Mark
from course_utils.grading.intake.roster import Entry
from course_utils.grading.result import Result


@dataclass(frozen=True)
class SchoolMark(Mark):
    """A mark that counts, of somebody who handed in, beside what the school knows of them.

    Attributes
    ----------
    result : Result
        Never None, as it may be in a mark of the gradebook.
    entry : Entry
        The student's line in the roster; with the id alone for one who is not on it.
    title : str
        What a school calls the exercise: "A single neuron".
    comment : str
        What the student is told besides the number. Any text whatever, like the name.
    """

    result: Result
    entry: Entry
    title: str
    comment: str = ""

    @property
    def name(self) -> str:
        """As the roster has it, or the student's id."""
        return self.entry.name or self.student

    @property
    def graded_at(self) -> datetime:
        """When the result that counts was graded; in UTC, with or without a zone."""
        return cast(datetime, self.result.graded_at)  # the grader always notes it

    @property
    def handed_in(self) -> datetime | None:
        """When it was handed in, as far as anybody knows; in UTC, with or without a zone."""
        return self.result.handed_in

    def out_of(self, maximum: float) -> float:
        """Scale the marks to another maximum; nothing can be earned where there are no points."""
        return self.marks / self.points * maximum if self.points else 0.0


@dataclass(frozen=True)
class ExportSummary:
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
