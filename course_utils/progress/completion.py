"""A page of what was done, to print or to hand on: solved, foreseen, practised, and when."""

from collections.abc import Iterable
from datetime import datetime
from html import escape
from importlib.metadata import version
from importlib.resources import files
from os import PathLike
from pathlib import Path
from string import Template

from course_utils.errors import CourseError, SetupError
from course_utils.progress.database import is_recording
from course_utils.progress.deck import lesson_of
from course_utils.progress.page import LessonProgress, show_progress
from course_utils.progress.practice_answers import read_practice_answers
from course_utils.progress.quiz_answers import read_quiz_answers
from course_utils.progress.record import read_progress
from course_utils.progress.schedule import Rating
from course_utils.storage import write_whole

_ROW = (
    """<tr><th scope="row">{lesson}</th><td>{solved}</td><td>{foreseen}</td><td>{when}</td></tr>"""
)


def completion_html(name: str = "") -> str:
    """Return the page as text, from the learner's own record.

    Parameters
    ----------
    name
        Of the learner; left out where it is empty.

    Raises
    ------
    SetupError
        The record cannot be read, or recording is off.
    """
    if not is_recording():
        raise SetupError("Recording is off (COURSE_PROGRESS=off), so there is nothing to write.")
    record, guesses = read_progress(), read_quiz_answers()
    practised = [one.rating for given in read_practice_answers().values() for one in given]
    shown = show_progress()
    solved = sum(len(row.done) for row in shown.lessons)
    attempts = sum(record[question.id].attempts for row in shown.lessons for question in row.done)
    days = {
        row.lesson.number: [
            time
            for question in (*row.done, *row.retry)
            for time in (record[question.id].first, record[question.id].last)
        ]
        for row in shown.lessons
    }
    first = {
        row.lesson.number: [
            given[0].right
            for item, given in guesses.items()
            if lesson_of(item) == row.lesson.number
        ]
        for row in shown.lessons
    }
    sentences = [
        f"{_counted(solved, 'question')} solved"
        + (f", in {_counted(attempts, 'attempt')}." if solved else "."),
        _share(shown.guesses, "answers guessed in the lessons", "foreseen"),
        _share([r != Rating.Again for r in practised], "answers given in practice", "right"),
    ]
    page = files("course_utils.progress") / "completion.html"
    return Template(page.read_text(encoding="utf-8")).substitute(
        name=f"<p>{escape(name.strip())}</p>" if name.strip() else "",
        sentences="\n".join(f"<li>{sentence}</li>" for sentence in sentences if sentence),
        rows="\n".join(
            _row(row, first[row.lesson.number], days[row.lesson.number]) for row in shown.lessons
        ),
        today=f"{datetime.now():%Y-%m-%d}",
        version=version("deep-learning-course"),
    )


def write_completion(path: str | PathLike[str], name: str = "") -> Path:
    """Write the page, all of it or nothing.

    Raises
    ------
    SetupError
        As in `completion_html`.
    CourseError
        It cannot be written there.
    """
    text = completion_html(name)
    try:
        Path(path).parent.resolve(strict=True)  # or a misspelt folder would be made
        return write_whole(path, text.encode())
    except OSError as error:
        raise CourseError(
            f"Could not write {path}: {error.strerror}. Expected a file name in a folder that "
            "exists and that you may write to."
        ) from error


def _row(row: LessonProgress, guesses: list[bool], times: list[datetime]) -> str:
    asked = len(row.lesson.questions)
    return _ROW.format(
        lesson=f"{row.lesson.number}. {escape(row.lesson.title)}",
        solved=f"{len(row.done)} of {asked}" if asked else "",
        foreseen=f"{sum(guesses)} of {len(guesses)}" if guesses else "",
        when=_days(times),
    )


def _days(times: list[datetime]) -> str:
    """Say from when to when, in days of the learner's own clock."""
    days = sorted({f"{time.astimezone():%Y-%m-%d}" for time in times})
    return " to ".join(days[:1] + days[1:][-1:])


def _counted(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _share(right: Iterable[bool], of: str, word: str) -> str:
    given = list(right)
    return f"{sum(given)} of {len(given)} {of} were {word}." if given else ""
