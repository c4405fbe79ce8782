"""What the course itself hands to a check, taken from the course's own run, not a learner's.

Some questions get tables beside the answer: `check("6.7", repaired, X_valid, y_valid)`. A
submission could have changed them. So the blank exercise is run once, and its tables are what
every submission is judged by: a model is scored on rows that its notebook cannot choose.
"""

from course_utils.errors import CourseError
from course_utils.exercises.records import ArrayRecord
from course_utils.grading.assembly import assemble, load_exercise
from course_utils.grading.keys import course_version
from course_utils.grading.wire import decode
from course_utils.training.cache import cached_arrays


def given_arrays(stem, run):
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
        By question and place among its answers.
    """
    exercise = load_exercise(stem)

    def make():
        answers = run(assemble(exercise, exercise.cells))
        return {
            f"{question}/{place}": array
            for question, sent in answers.items()
            for place, answer in enumerate(sent)
            if (array := _array(answer)) is not None
        }

    arrays = cached_arrays(["given", stem, course_version()], make)
    return {(q, int(place)): array for (q, place), array in _split(arrays)}


def _split(arrays):
    return [(name.split("/"), array) for name, array in arrays.items()]


def _array(answer):
    """The values of an array that was sent; None for anything else, `...` among it."""
    try:
        record = decode(answer.get("record"))
    except CourseError:  # a model or function of the course's own: its call stays in the child
        return None
    return record.values if isinstance(record, ArrayRecord) else None
