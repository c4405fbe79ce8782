"""The learner's own record of verdicts, kept on this machine, and the page that shows it."""

from course_utils.progress.page import show_progress
from course_utils.progress.record import (
    QuestionProgress,
    last_problem,
    read_progress,
    record_verdict,
    reset_progress,
)

__all__ = [
    "QuestionProgress",
    "last_problem",
    "read_progress",
    "record_verdict",
    "reset_progress",
    "show_progress",
]
