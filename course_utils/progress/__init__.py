"""The learner's own record, kept on this machine: what was answered, what is due, the page of it.

`record` has verdicts, `quiz_answers` guesses, `practice_answers` what was asked again; all are
tables of one file (`database`). `schedule` says when something is about to be forgotten, `deck`
what to ask now, `page` what is done, `completion` the same to hand on.
"""

from course_utils.progress.completion import completion_html, write_completion
from course_utils.progress.database import forget_everything as reset_progress
from course_utils.progress.database import last_problem
from course_utils.progress.deck import Deck, full_deck, lesson_of, read_deck
from course_utils.progress.page import show_progress
from course_utils.progress.practice_answers import (
    read_practice_answers,
    record_practice_answer,
)
from course_utils.progress.quiz_answers import QuizAnswer, read_quiz_answers, record_quiz_answer
from course_utils.progress.record import QuestionProgress, read_progress, record_verdict

__all__ = [
    "Deck",
    "QuestionProgress",
    "QuizAnswer",
    "completion_html",
    "full_deck",
    "last_problem",
    "lesson_of",
    "read_deck",
    "read_practice_answers",
    "read_progress",
    "read_quiz_answers",
    "record_practice_answer",
    "record_quiz_answer",
    "record_verdict",
    "reset_progress",
    "show_progress",
    "write_completion",
]
