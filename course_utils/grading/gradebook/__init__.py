"""The gradebook: every run kept in a database, and the marks that count with their reasons.

>>> from course_utils.grading.gradebook import open_gradebook
>>> gradebook = open_gradebook("grades/gradebook.sqlite")
"""

from course_utils.grading.gradebook.book import Gradebook, open_gradebook
from course_utils.grading.gradebook.counting import BEST, LATEST, Mark, QuestionMark
from course_utils.grading.gradebook.instructor import Comment, Override
from course_utils.grading.gradebook.late import Deadline, Lateness, LatePolicy
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
    "Run",
    "open_gradebook",
]
