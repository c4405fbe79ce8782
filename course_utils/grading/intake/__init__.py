"""What a class handed in: folders, zips and notebooks as schools' systems give them."""

from course_utils.grading.intake.names import FileName, read_name
from course_utils.grading.intake.newest import Ignored
from course_utils.grading.intake.notebook import parse_notebook
from course_utils.grading.intake.reading import Collected, collect, read_submissions
from course_utils.grading.intake.roster import Entry, Roster
from course_utils.grading.intake.roster_file import read_roster

__all__ = [
    "Collected",
    "Entry",
    "FileName",
    "Ignored",
    "Roster",
    "collect",
    "parse_notebook",
    "read_name",
    "read_roster",
    "read_submissions",
]
