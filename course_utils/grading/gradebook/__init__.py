"""The gradebook: every run kept in a database, and the marks that count with their reasons.

In the order of the work: `engine` connects to a file or a server, `schema` makes the `tables` by
the `migrations`, and `store` opens transactions, whose `failures` are sentences. `runs` keeps what
the grader writes, as `rows` of `values` that every database takes; `instructor` what is added,
`removals` what is taken away. `counting` chooses the result that counts, `late` takes off what
being late costs, `explaining` says how the mark came about. `book` is all of it together, and
`history` what happened to it.

>>> from course_utils.grading.gradebook import open_gradebook
>>> gradebook = open_gradebook("grades/gradebook.sqlite")
"""

from course_utils.grading.gradebook.book import Gradebook, open_gradebook
from course_utils.grading.gradebook.counting import BEST, LATEST, Mark, QuestionMark
from course_utils.grading.gradebook.explaining import explain
from course_utils.grading.gradebook.instructor import Comment, Override
from course_utils.grading.gradebook.late import Deadline, Lateness, LatePolicy
from course_utils.grading.gradebook.removals import Removal, away
from course_utils.grading.gradebook.runs import Run

__all__ = [
    "BEST",
    "LATEST",
    "Comment",
    "Deadline",
    "Gradebook",
    "LatePolicy",
    "Lateness",
    "Mark",
    "Override",
    "QuestionMark",
    "Removal",
    "Run",
    "away",
    "explain",
    "open_gradebook",
]
