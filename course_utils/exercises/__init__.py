"""Exercises: an answer is written down as a record, a check judges it, a verdict says it."""

from course_utils.exercises.asking import check, hint, solution
from course_utils.exercises.questions import question_ids

__all__ = ["check", "hint", "question_ids", "solution"]
