"""A class of thirty, made from a seed: what they hand in, and the marks that it should get."""

import csv
import io
import os
import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from course_utils.exercises.questions import find_question
from course_utils.exercises.verdicts import Status
from course_utils.grading.sample_class import notebooks
from course_utils.grading.sample_class.answers import (
    BREAKS_OFF,
    FORGOTTEN_INPUT,
    Answer,
    mistakes,
    right_answers,
)
from course_utils.grading.sample_class.students import STUDENTS
from course_utils.source.course_map import lessons

FIRST, SECOND = "01_single_neuron", "02_deep_networks"

# How many of each there are; a class is all thirty, in an order that the seed decides.
_KINDS = {
    "right": 7,
    "one mistake": 6,
    "some mistakes": 6,
    "half done": 5,
    "blank": 1,
    "breaks off": 1,
    "deleted check": 1,
    "moved question": 1,
    "copied check": 1,
    "broken file": 1,
}
_ALSO_SECOND = ("right", "right", "one mistake", "half done")

_OPENED = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
_BLANK = Answer("", 0)


@dataclass(frozen=True)
class ExpectedMark:
    """What grading one question of the sample class should give."""

    status: Status
    marks: float


@dataclass(frozen=True)
class SampleClass:
    """Where a sample class is, and what grading it should give.

    Attributes
    ----------
    submissions : Path
        The folder to be graded: a folder for each student.
    roster : Path
        The roster, a CSV.
    expected : mapping of (str, str) to mapping of str to ExpectedMark
        By student and exercise, then by question, each in order; empty for the notebook
        that is broken. It is the verdict of the notebook's own checks.
    """

    submissions: Path
    roster: Path
    expected: dict[tuple[str, str], dict[str, ExpectedMark]]


def make_sample_class(folder: Path | str, seed: int = 1) -> SampleClass:
    """Write the notebooks of an invented class, all thirty of exercise 1 and four of exercise 2.

    Parameters
    ----------
    folder : Path or str
        It is made where it does not exist; files of the same names are written over.
    seed : int
        The same seed gives the same files, byte by byte, and the same times.
    """
    folder, draw = Path(folder), random.Random(seed).random
    made = SampleClass(folder / "submissions", folder / "roster.csv", {})
    kinds = [kind for kind, count in _KINDS.items() for _ in range(count)]
    kinds.sort(key=lambda _: draw())
    for student, kind in zip(STUDENTS, kinds, strict=True):
        _hand_in(made, student.id, FIRST, kind, draw)
    for student, kind in zip(STUDENTS[::8], _ALSO_SECOND, strict=True):
        _hand_in(made, student.id, SECOND, kind, draw)
    made.roster.write_bytes(_roster())
    return made


def _hand_in(made, student, exercise, kind, draw):
    """Write one notebook and note what it should get."""
    answers = _answers(exercise, kind, draw)
    data = _notebook(exercise, kind, answers)
    path = made.submissions / student / f"{exercise}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    # Most come on the last of seven days, some after it.
    days = 7.3 * draw() ** 0.3
    time = (_OPENED + timedelta(days=days)).replace(microsecond=0).timestamp()
    os.utime(path, (time, time))
    broken = kind == "broken file"
    made.expected[student, exercise] = {} if broken else _expected(answers)


def _answers(exercise, kind, draw):
    """Choose an answer to each question."""
    questions = _questions(exercise)
    answers = {question: _pick(right_answers(question), draw) for question in questions}
    count = {"one mistake": 1, "some mistakes": 3, "moved question": 1}.get(kind, 0)
    able = [question for question in questions if mistakes(question)]
    for question in sorted(able, key=lambda _: draw())[:count]:
        # Some mistakes are commoner than others: the first of the list are.
        answers[question] = _pick(mistakes(question), lambda: draw() ** 2)
    if kind == "breaks off":
        answers |= {"1.2": FORGOTTEN_INPUT, "1.3": Answer(BREAKS_OFF, 0)}
    done = {"blank": 0, "half done": 2 + int(3 * draw())}.get(kind, len(questions))
    return answers | dict.fromkeys(questions[done:], _BLANK)


def _pick(choices, draw):
    return choices[int(len(choices) * draw())]


def _notebook(exercise, kind, answers):
    """Return the bytes that a student of this kind hands in."""
    notebook = notebooks.blank_notebook(exercise)
    notebooks.write_answers(
        notebook, {q: answer.code for q, answer in answers.items() if answer.code}
    )
    match kind:
        case "deleted check":
            notebooks.drop_check(notebook, "1.2")
            notebooks.drop_check(notebook, "1.6")
        case "moved question":
            notebooks.move_first(notebook, "1.4")
        case "copied check":
            notebooks.copy_check(notebook, "1.4")
            notebooks.add_scratch(notebook, "1.1")
    data = notebooks.to_bytes(notebook)
    return data[: 2 * len(data) // 3] if kind == "broken file" else data


def _expected(answers):
    return {question: _mark(question, answer) for question, answer in answers.items()}


def _mark(question, answer):
    if answer.code == BREAKS_OFF and not answer.credit:
        status = Status.CANNOT_CHECK
    elif not answer.code:
        status = Status.NOT_ATTEMPTED
    else:
        status = Status.CORRECT if answer.credit == 1 else Status.INCORRECT
    return ExpectedMark(status, answer.credit * find_question(question).points)


def _questions(exercise):
    lesson = next(lesson for lesson in lessons() if lesson.stem == exercise)
    return [question.id for question in lesson.questions]


def _roster():
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["student", "name", "email", "section", "canvas id", "moodle id"])
    for one in STUDENTS:
        writer.writerow([one.id, one.name, one.email, one.section, one.canvas_id, one.moodle_id])
    return text.getvalue().encode()
