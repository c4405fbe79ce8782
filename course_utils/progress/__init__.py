"""The learner's own record of verdicts and guesses, kept on this machine, and the page of it."""

from course_utils.progress.database import forget_everything as reset_progress
from course_utils.progress.database import last_problem
from course_utils.progress.page import show_progress
from course_utils.progress.quiz_answers import QuizAnswer, read_quiz_answers, record_quiz_answer
from course_utils.progress.record import QuestionProgress, read_progress, record_verdict

__all__ = [
    "QuestionProgress",
    "QuizAnswer",
    "last_problem",
    "read_progress",
    "read_quiz_answers",
    "record_quiz_answer",
    "record_verdict",
    "reset_progress",
    "show_progress",
]
