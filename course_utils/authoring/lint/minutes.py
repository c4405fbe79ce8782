"""Rules on the time that a page says it takes, and on the place to stop half-way."""

import re

from course_utils.authoring.lint.rules import Breaches, rule
from course_utils.authoring.pages import Page
from course_utils.source.cells import headings
from course_utils.source.hints import HELP
from course_utils.source.questions import find_ask

# What a learner needs, in minutes.
_HUNDRED_WORDS = 1
_SHORT_CELL = 1
_EXPLORER = 5
_CHECKED_ANSWER = 1  # besides the cell that it is written in

_SHARE = 1 / 3  # so far the stated time may be from the count
_DRAFT = 10  # a page of fewer minutes is still being written
_LONG = 30  # a page of more has a place to stop
_TIME = re.compile(r"^\*\*Time:\*\* (\d+) minutes$", re.MULTILINE)
_LINK_TARGET = re.compile(r"\]\([^)]*\)")
_EXPLORES = re.compile(r"^(?:\w+ = )?(?:explore|draw)_\w+\(", re.MULTILINE)
_ONLY_COMMENTS = re.compile(r"(?:#.*\n?)+")


@rule("lesson", "exercise")
def honest_minutes(page: Page) -> Breaches:
    """The stated minutes are within a third of what a learner needs for words and cells."""
    stated, counted = _stated(page), round(_counted(page))
    if stated and counted >= _DRAFT and abs(stated - counted) > counted * _SHARE:
        yield (
            page.cells[0].line,
            f"Expected '**Time:**' to be within a third of {counted} minutes, which its words, "
            f"cells and questions take; found {stated}. Correct the time, or the page.",
        )


@rule("lesson", "exercise")
def half_way(page: Page) -> Breaches:
    """A page of more than 30 minutes says where a good place to stop is."""
    stated = _stated(page)
    texts = [heading.text for cell in page.cells for heading in headings(cell)]
    if stated > _LONG and "Half-way" not in texts:
        yield (
            page.cells[0].line,
            f"Expected a section '## Half-way' in a page of more than {_LONG} minutes, found none "
            f"in one of {stated}. Say where a learner can stop for today.",
        )


def _stated(page):
    """Return the minutes in the first cell, or 0 where it does not say them."""
    time = _TIME.search(page.cells[0].source) if page.cells else None
    return int(time[1]) if time else 0


def _counted(page):
    return sum(_minutes(cell) for cell in page.cells if not {HELP, "solution"} & {*cell.tags})


def _minutes(cell):
    if cell.kind == "markdown":
        words = len(re.findall(r"\w+(?:[’'.,-]\w+)*", _LINK_TARGET.sub("]", cell.source)))
        return words / 100 * _HUNDRED_WORDS
    if find_ask(cell.kind, cell.source):
        return _CHECKED_ANSWER
    if _ONLY_COMMENTS.fullmatch(cell.source):  # hint and solution, to be uncommented
        return 0
    return _SHORT_CELL + _EXPLORER * len(_EXPLORES.findall(cell.source))
