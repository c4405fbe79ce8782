"""The two verbs of a lesson: `guess` before a cell, `recall` of what came before."""

from course_utils import progress
from course_utils.errors import CourseError
from course_utils.exercises.asking import Note
from course_utils.source.quizzes import QuizItem, find_guess, find_recall
from course_utils.widgets.quiz import Quiz


def guess(item_id: str) -> Quiz | Note:
    """Ask what you expect, before you run the next cell. Nothing is marked.

    Parameters
    ----------
    item_id
        The guess's id, such as "3.a".

    Returns
    -------
    Quiz
        Radio buttons; once you have chosen, it says of each option why it is right or wrong, and
        notes your first choice in your progress. An unknown id gets a note with the nearest ones.
    """
    return _quiz("guess", lambda: [find_guess(item_id)])


def recall(lesson: str | int) -> Quiz | Note:
    """Ask what an earlier lesson said. Nothing is marked.

    Parameters
    ----------
    lesson
        The number of the lesson that asks, such as "3".

    Returns
    -------
    Quiz
        As for `guess`.
    """
    return _quiz("recall", lambda: find_recall(lesson))


def _quiz(kind, find):
    try:
        items = find()
    except CourseError as error:
        return Note(str(error))
    return Quiz(kind, [item.shown for item in items], answers=_committed(items), note=_note)


def _committed(items: list[QuizItem]) -> dict[str, list[int]]:
    """Return the places of the first answers on record, as far as the options are the same."""
    try:
        record = progress.read_quiz_answers()
    except CourseError:
        return {}  # what cannot be read costs only the memory of it
    places = {}
    for item in items:
        texts = [option.text for option in item.options]
        answers = [answer.chosen for answer in record.get(item.id, ()) if answer.chosen in texts]
        if answers:
            places[item.id] = [texts.index(answers[0])]
    return places


def _note(item, option):
    progress.record_quiz_answer(item["id"], option["text"], option["right"])
