"""What a class handed in: folders, zips and notebooks as schools' systems give them.

In the order of the work: `folder` and `archive` list files, each a `collected_file`; `layout` says
whose each is, with what `names` reads from the names that Canvas and Moodle give; `listing` adds
where it is and, by `times`, when it was handed in. `people` finds the students in the `roster`,
which `roster_file` reads. `notebook_reading` has each file read by `reading_process`, which may
die of it: there `notebook` parses it, `recognise` tells which exercise it answers, and `shares`
what was written for each. `newest` keeps one for each student and exercise. `reading` leads
through all this.
"""

from course_utils.grading.intake.names import FileName, read_name
from course_utils.grading.intake.newest import IgnoredFile
from course_utils.grading.intake.notebook import parse_notebook
from course_utils.grading.intake.reading import Intake, collect, read_submissions
from course_utils.grading.intake.roster import Entry, Roster
from course_utils.grading.intake.roster_file import read_roster

__all__ = [
    "Entry",
    "FileName",
    "IgnoredFile",
    "Intake",
    "Roster",
    "collect",
    "parse_notebook",
    "read_name",
    "read_roster",
    "read_submissions",
]
