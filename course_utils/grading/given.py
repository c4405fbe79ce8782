"""What the course itself hands to a check, taken from the course's own run, not a learner's.

Some questions get tables beside the answer: `check("6.7", repaired, X_valid, y_valid)`. A
submission could have changed them. So the blank exercise is run once, and its tables are what
every submission is judged by: a model is scored on rows that its notebook cannot choose.
"""

from collections.abc import Callable, Mapping

import numpy as np

from course_utils.errors import CourseError
from course_utils.exercises.questions import Question, find_question
from course_utils.exercises.records import ArrayRecord
from course_utils.grading.assembly import Step, assemble, load_exercise
from course_utils.grading.keys import course_version
from course_utils.grading.wire import decode
from course_utils.source.questions import Ask
from course_utils.storage.cache import cached_arrays

_MOST_ERRORS = 5  # that the means of two samples are apart, in standard errors


def given_arrays(
    stem: str, run: Callable[[list[Step]], Mapping[str, list]]
) -> dict[tuple[str, int], np.ndarray]:
    """Collect the arrays that the blank exercise hands to its checks; kept on disk.

    Parameters
    ----------
    stem : str
        Of the exercise.
    run : callable
        (steps) -> mapping of question to the answers that a child sent. Called only where the
        arrays are not on disk.

    Returns
    -------
    dict of (str, int) to numpy.ndarray
        By question and place among its answers; where its rows are, `rows_keys` says.
    """
    exercise = load_exercise(stem)
    asked = [find_question(id) for id in exercise.titles]
    rows = [Step("", ask=Ask(_rows_of(one), one.rows)) for one in asked if one.rows]

    def make():
        answers = run([*assemble(exercise, exercise.cells), *rows])
        return {
            f"{question}/{place}": array
            for question, sent in answers.items()
            for place, answer in enumerate(sent)
            if (array := _array(answer)) is not None
        }

    arrays = cached_arrays(["given", stem, course_version()], make)
    return {(q, int(place)): array for (q, place), array in _split(arrays)}


def rows_keys(question: Question) -> list[tuple[str, int]]:
    """Return where the rows of a question are among these arrays (see `Question.rows`)."""
    return [(_rows_of(question), place) for place in range(len(question.rows))]


def _rows_of(question):
    return f"rows of {question.id}"


def could_be_another_split(own: np.ndarray, given: np.ndarray) -> bool:
    """Tell whether other rows of the same table could be these: another seed draws such.

    Each column must have about the same mean and spread, or words as often. Who makes up such
    rows learns nothing by it that the course's own rows would not have told as well.

    Parameters
    ----------
    own, given : numpy.ndarray
        Of shape (n_samples,) or (n_samples, n_features): a learner's rows, the course's.
    """
    if own.ndim != given.ndim or own.shape[1:] != given.shape[1:] or 2 * len(own) < len(given):
        return False
    if "U" in (own.dtype.kind, given.dtype.kind):
        words = np.unique(given)
        if not np.array_equal(np.unique(own), words):
            return False
        own, given = (rows[..., None] == words for rows in (own, given))
    own, given = (_columns(rows) for rows in (own, given))
    error = given.std(axis=0) * np.sqrt(1 / len(own) + 1 / len(given))
    apart = np.abs(own.mean(axis=0) - given.mean(axis=0))
    return bool(np.all(apart <= _MOST_ERRORS * error))


def _columns(rows):
    """Each column, and its squares, whose mean is about the spread."""
    columns = rows.reshape(len(rows), -1).astype(float)
    return np.hstack([columns, columns**2])


def _split(arrays):
    return [(name.split("/"), array) for name, array in arrays.items()]


def _array(answer):
    """The values of an array that was sent; None for anything else, `...` among it."""
    try:
        record = decode(answer.get("record"))
    except CourseError:  # a model or function of the course's own: its call stays in the child
        return None
    return record.values if isinstance(record, ArrayRecord) else None
