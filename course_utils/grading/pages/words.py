"""How pages say a title, a time that passed, and marks."""

from functools import cache

from course_utils.errors import CourseError
from course_utils.source.course_map import lessons
from course_utils.texts import number, one_line


def exercise_title(stem: str) -> str:
    """Return what the course calls an exercise: "Lesson 1: A single neuron".

    Parameters
    ----------
    stem : str
        "01_single_neuron"; any text whatever. One that no lesson has is its own title.
    """
    return _titles().get(stem) or one_line(stem, 100) or "An exercise that nobody recognised"


@cache
def _titles():
    try:
        return {lesson.stem: f"Lesson {lesson.number}: {lesson.title}" for lesson in lessons()}
    except CourseError:  # installed without the clone: the stems must do
        return {}


def duration(seconds: float) -> str:
    """Return a time that passed: "0.4 s", "12 s", "3 min 20 s"."""
    if seconds < 9.95:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


def out_of(marks: float, points: float) -> str:
    """Return "7.5 of 11 points"."""
    return f"{number(marks)} of {number(points)} {'point' if points == 1 else 'points'}"


def counted(count: int, word: str) -> str:
    """Return "1 student", "2 students"."""
    return f"{count:,} {word}" if count == 1 else f"{count:,} {word}s"
