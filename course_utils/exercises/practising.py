"""The verb `practice`: what was learnt is asked again when it is about to be forgotten."""

from typing import Any

from course_utils import progress
from course_utils.drills import Drill, DrillAnswer, judged
from course_utils.errors import CourseError
from course_utils.exercises.asking import Note
from course_utils.exercises.practice_round import PracticeQuestion, next_round
from course_utils.widgets.practice import Practice


def practice(lesson: str | int | None = None, count: int = 5) -> Practice | Note:
    """Ask a few questions of lessons you have begun: first those you are about to forget.

    Numbers are fresh each time. A wrong answer comes back in ten minutes, a right one after some
    days, and later and later. Nothing is marked.

    Parameters
    ----------
    lesson
        The number of one lesson, such as 3; all that you have begun if left out.
    count
        How many questions.

    Returns
    -------
    Practice
        The questions on a page; after each answer it says why it is right or wrong. Where there
        is nothing to ask, a note that says why.
    """
    try:
        asked = next_round(lesson, count)
    except CourseError as error:
        return Note(str(error))
    if not asked.questions:
        return Note(asked.note)
    drills = {one.card_id: one.drill for one in asked.questions}

    def hear(card_id: str, said: str, unsure: bool) -> None:
        judgement = judged(drills[card_id], said)
        if judgement:
            progress.record_practice_answer(card_id, judgement.right, unsure)

    after = asked.after("run this cell again")
    return Practice(list(map(on_page, asked.questions)), asked.note, after, hear)


def on_page(question: PracticeQuestion) -> dict[str, Any]:
    """Return a question as the page takes it: plain lists and dictionaries."""
    drill = question.drill
    curves = drill.curves and {
        "title": drill.curves.title,
        "x_label": drill.curves.x_label,
        "y_label": drill.curves.y_label,
        "curves": {name: list(values) for name, values in drill.curves.curves.items()},
    }
    return {
        "id": question.card_id,
        "lesson": question.lesson,
        "question": drill.text,
        "kind": "choice" if drill.options else "number",
        "options": [_option(drill, one) for one in drill.options or (drill.right, *drill.wrong)],
        "tolerance": drill.tolerance,
        "unit": drill.unit,
        "curves": curves,
    }


def _option(drill: Drill, answer: DrillAnswer) -> dict[str, Any]:
    return {
        "text": drill.shown(answer),
        "value": answer.value,
        "reason": answer.reason,
        "right": answer == drill.right,
    }
