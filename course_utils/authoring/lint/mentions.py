"""Rules on the course map: what is named is there, and what is there is named."""

import re
from collections.abc import Iterator

from course_utils.authoring.lint.rules import Breaches, rule
from course_utils.authoring.pages import Page, find_pages
from course_utils.source.course_map import notebook_path

# "lesson 3", "Exercise 2", "lessons 4 and 5", also over the end of a line.
_MENTION = re.compile(
    r"\b(?:lesson|exercise)(?:\s+(\d+)|s\s+(\d+)(?:\s*(?:to|and|or|,|–)\s*(\d+))?)", re.I
)


@rule("start")
def course_map(page: Page) -> Breaches:
    """The start page links every lesson and every exercise, so that nobody needs to run it."""
    text = "\n".join(cell.source for cell in page.cells if cell.kind == "markdown")
    for other in find_pages(page.root):
        link = notebook_path(other.kind, other.path.stem)
        if other.kind != "start" and f"]({link})" not in text:
            yield 1, f"Expected the start page to link to {link}. Add it to the lessons' list."


@rule()
def mentions(page: Page) -> Breaches:
    """A lesson or exercise that is mentioned is on the course map."""
    written = {other.number for other in find_pages(page.root) if other.kind == "lesson"}
    for cell in page.cells:
        for line, number in mentioned(cell.source):
            if number not in written:
                yield (
                    cell.line + line,
                    f"Expected one of the lessons {', '.join(map(str, sorted(written)))}, found a "
                    f"mention of lesson {number}. Say it without a number until that lesson is "
                    "written.",
                )


def mentioned(text: str) -> Iterator[tuple[int, int]]:
    """Yield (line counted from 0, number of a lesson) for each lesson that a text names."""
    for match in _MENTION.finditer(text):
        for number in filter(None, match.groups()):
            yield text.count("\n", 0, match.start()), int(number)
