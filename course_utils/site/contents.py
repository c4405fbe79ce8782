"""The table of contents: the parts of the course with their lessons, as README lists them."""

import re
from dataclasses import dataclass

from course_utils.errors import AuthoringError
from course_utils.places import root
from course_utils.site.repository_links import section
from course_utils.source.course_map import Lesson, lessons, notebook_path

_PART = re.compile(r"\| \*\*(?P<title>[^|]+)\*\* \| *\| *\|")
_ROW = re.compile(r"\| \[(?P<number>\d+)\. [^|]*\| (?P<learn>[^|]+) \|[^|]*\|")


@dataclass(frozen=True)
class ListedLesson:
    """A lesson in the table of contents: the lesson, and what one learns in it."""

    lesson: Lesson
    learn: str


@dataclass(frozen=True)
class CoursePart:
    """A part of the course, such as "The heart", with its lessons in order."""

    title: str
    lessons: tuple[ListedLesson, ...]


def course_parts() -> list[CoursePart]:
    """Return the parts of the course, from the table "Lessons" in README.

    Raises
    ------
    AuthoringError
        The table has not each lesson once, in order.
    """
    known = {lesson.number: lesson for lesson in lessons()}
    parts: list[tuple[str, list[ListedLesson]]] = []
    for line in section((root() / "README.md").read_text("utf-8"), "Lessons").splitlines():
        if part := _PART.fullmatch(line):
            parts.append((part["title"], []))
        elif row := _ROW.fullmatch(line):
            parts[-1][1].append(ListedLesson(known[int(row["number"])], row["learn"]))
    listed = [one.lesson.number for _, rows in parts for one in rows]
    if listed != sorted(known):
        raise AuthoringError(
            f"README.md: expected a row for each of the lessons {sorted(known)}, found {listed}. "
            "Put the table below '## Lessons' right."
        )
    return [CoursePart(title, tuple(rows)) for title, rows in parts]


def lessons_list() -> str:
    """Return the list of the lessons for the home page: MyST's definition lists."""
    lines = []
    for part in course_parts():
        lines += [f"### {part.title}", ""]
        for listed in part.lessons:
            lesson = listed.lesson
            link = notebook_path("lesson", lesson.stem)
            asked = len(lesson.questions)
            then = f", then [{asked} questions]({notebook_path('exercise', lesson.stem)})"
            lines.append(
                f"[{lesson.number}. {lesson.title}]({link}) "
                f"[{lesson.minutes} minutes{then if asked else ''}]{{.lesson-time}}"
            )
            lines += [f": {listed.learn}", ""]
    return "\n".join(lines)


def lesson_toctrees() -> str:
    """Return the hidden tables of contents, one for each part, that Sphinx builds its tree from."""
    trees = []
    for part in course_parts():
        lines = [
            f"{one.lesson.number}. {one.lesson.title} <{_page('lesson', one.lesson.stem)}>"
            for one in part.lessons
        ]
        trees.append(toctree(part.title, lines))
    return "\n\n".join(trees)


def toctree(caption: str, lines: list[str]) -> str:
    """Return one hidden table of contents in MyST's words."""
    return "\n".join(["```{toctree}", ":hidden:", f":caption: {caption}", "", *lines, "```"])


def _page(edition, stem):
    return notebook_path(edition, stem).removesuffix(".ipynb")
