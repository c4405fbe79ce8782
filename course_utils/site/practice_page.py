"""The page of practice: for each lesson that has drills, rounds of questions drawn beforehand."""

from random import Random

from course_utils.drills import draw_drill, drill_families
from course_utils.exercises.practice_round import PracticeQuestion
from course_utils.exercises.practising import on_page
from course_utils.site.mounts import mount
from course_utils.source.course_map import lessons, notebook_path
from course_utils.widgets.practice import Practice

_ROUNDS, _QUESTIONS = 6, 4
_AFTER = "That was all of this round."


def practice_text() -> str:
    """Return the page as MyST Markdown."""
    lines = [
        "# Practice",
        "",
        "What is not asked again is forgotten. Here are small questions for the head or a pocket",
        "calculator; a button draws other numbers. Nothing is marked and nothing is sent. In",
        "Jupyter, `practice()` also remembers what you are about to forget.",
        "",
    ]
    families = sorted(drill_families())
    for lesson in lessons():
        own = [id for id in families if id.partition(".")[0] == str(lesson.number)]
        if own:
            link = notebook_path("lesson", lesson.stem)
            lines += [f"## {lesson.number}. {lesson.title}", ""]
            lines += [_mounted(lesson, own), "", f"[Read lesson {lesson.number}]({link})", ""]
    return "\n".join(lines)


def _mounted(lesson, families):
    rounds = [_round(lesson.number, families, seed) for seed in range(_ROUNDS)]
    still = Practice(rounds[0]["questions"]).still
    return mount("practice", rounds, still, f"Practice of lesson {lesson.number}")


def _round(number, families, seed):
    """Draw a round; each family comes up before one comes up again."""
    rng = Random(f"{number} {seed}")
    start = seed * _QUESTIONS
    chosen = [families[(start + i) % len(families)] for i in range(min(_QUESTIONS, len(families)))]
    known = drill_families()
    questions = [on_page(PracticeQuestion(id, draw_drill(known[id], rng))) for id in chosen]
    return {"questions": questions, "note": "", "after": _AFTER, "title": "", "alone": False}
