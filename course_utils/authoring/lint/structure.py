"""Rules on the order of a page: its title, its header, its headings and closing sections."""

import re
from itertools import pairwise

from course_utils.authoring.lint.rules import Breaches, rule
from course_utils.authoring.pages import Page, find_pages
from course_utils.source.cells import headings
from course_utils.source.course_map import notebook_path
from course_utils.source.quizzes import quiz_kind

# The header, part by part: what is expected, and its form.
_HEADER = {
    "the title '# Lesson 1: Title' or '# Exercise 1: Title'": r"# (?:Lesson|Exercise) \d+: .+\n\n",
    "the line '**You will be able to**'": r"\*\*You will be able to\*\*\n\n",
    "a list of objectives ('- build a linear unit')": r"(?:- .+\n(?:  .+\n)*)+\n",
    "the line '**Time:** 20 minutes'": r"\*\*Time:\*\* \d+ minutes\n\n",
    "'**Before you start:**' and what to know first": r"\*\*Before you start:\*\* \S.*(?:\n.+)*",
}
_DETAILS = re.compile(r"<details>\s*<summary>[^<]+</summary>.+?</details>", re.DOTALL)
_CLOSING = ["Summary", "New words", "Where next"]
_SOURCES = "Read and watch"  # comes before the last of them, where a lesson has it


@rule()
def one_title(page: Page) -> Breaches:
    """A page has one heading of level 1, and it is the first."""
    all_headings = _headings(page)
    if not all_headings or all_headings[0].level != 1:
        line = all_headings[0].line if all_headings else 1
        yield line, "Expected the page to begin with its title ('# Title'), found none."
    for heading in [h for h in all_headings if h.level == 1][1:]:
        yield heading.line, f"Expected one title, found a second: {heading.text!r}. Use '##'."


@rule()
def heading_levels(page: Page) -> Breaches:
    """No level is skipped: who listens to a page moves by its headings."""
    for above, heading in pairwise(_headings(page)):
        if heading.level > above.level + 1:
            yield (
                heading.line,
                f"Expected a heading of level {above.level + 1} or less below {above.text!r}, "
                f"found level {heading.level}: {heading.text!r}. Use fewer '#'.",
            )


@rule("lesson", "exercise")
def header(page: Page) -> Breaches:
    """The first cell has the fixed form: title, objectives, time, what to know first."""
    first = page.cells[0] if page.cells else None
    rest = first.source if first and first.kind == "markdown" else ""
    for expected, form in _HEADER.items():
        match = re.match(form, rest)
        if not match:
            above = first.source.removesuffix(rest).count("\n") if first else 0
            line = rest.split("\n")[0]
            yield above + 2, f"Expected in the first cell {expected}, found {line!r}."
            return
        rest = rest[match.end() :]


@rule("lesson", "exercise")
def title_number(page: Page) -> Breaches:
    """The number in the title is the one in the file name, and the word fits the folder."""
    expected = f"{page.kind.capitalize()} {page.number}: "
    for heading in _headings(page)[:1]:
        if not heading.text.startswith(expected):
            yield heading.line, f"Expected a title '# {expected}…', found {heading.text!r}."


@rule("lesson")
def closing_sections(page: Page) -> Breaches:
    """A lesson ends with a summary, its new words, and where to go next."""
    sections = [heading.text for heading in _headings(page) if heading.level == 2]
    if sections[-2:-1] == [_SOURCES]:
        del sections[-2]
    if sections[-3:] != _CLOSING:
        yield (
            1,
            f"Expected the last sections to be {', '.join(_CLOSING)}, with '{_SOURCES}' before "
            f"the last where there is one; found {', '.join(sections[-3:]) or 'none'}.",
        )


@rule("lesson")
def recall_section(page: Page) -> Breaches:
    """A lesson asks two recall questions, in a recall cell or with the answers folded away."""
    if any(quiz_kind(cell) == "recall" for cell in page.cells):
        yield from _recall_cell(page)
        return
    parts = _DETAILS.split(_section(page, "Recall"))
    questions = sum(len(re.findall(r"^\d\. ", part, re.MULTILINE)) for part in parts)
    if questions != 2 or len(parts) == 1:
        yield (
            1,
            "Expected a section '## Recall' with the questions '1. …' and '2. …', answered in "
            "<details><summary>Answers</summary> … </details>; found "
            f"{questions} questions, {len(parts) - 1} folded answers.",
        )


def _recall_cell(page):
    asked = len(re.findall(r"^\*\*Recall ", _section(page, "Recall"), re.MULTILINE))
    if asked != 2:
        yield (
            1,
            "Expected two questions ('**Recall 3.r1.** Your question?') in the recall cell of the "
            f"section '## Recall', found {asked}.",
        )


@rule("lesson")
def new_words(page: Page) -> Breaches:
    """Each new term has its line in the glossary."""
    if not re.search(r"^- \*\*[^*]+\*\*: \S", _section(page, "New words"), re.MULTILINE):
        yield 1, "Expected '## New words' to hold lines '- **term**: meaning', found none."


@rule("lesson")
def where_next(page: Page) -> Breaches:
    """A lesson leads on to its exercise, and to the next lesson once that is written."""
    text = _section(page, "Where next")
    expected = [f"../{notebook_path('exercise', page.path.stem)}"]
    expected += [
        other.notebooks["lesson"].name
        for other in find_pages(page.root)
        if other.kind == "lesson" and other.number == page.number + 1
    ]
    for target in expected:
        if f"]({target})" not in text:
            yield 1, f"Expected '## Where next' to link to {target}. Add the link."


@rule("lesson", "exercise")
def pair(page: Page) -> Breaches:
    """A lesson and its exercise have the same file name and the same title."""
    other = "exercise" if page.kind == "lesson" else "lesson"
    path = page.root / "notebooks" / "source" / f"{other}s" / page.path.name
    twins = [twin for twin in find_pages(page.root) if twin.path == path]
    if not twins:
        yield 1, f"Expected the {other} of the same name, found no {path.relative_to(page.root)}."
    for twin in twins:
        here, there = _title(page), _title(twin)
        if here != there:
            yield 1, f"Expected the title of its {other}, {there!r}, found {here!r}."


def _headings(page):
    return [heading for cell in page.cells for heading in headings(cell)]


def _title(page):
    """Return the title without 'Lesson 1: '."""
    titles = [heading.text.partition(": ")[2] for heading in _headings(page)]
    return titles[0] if titles else ""


def _section(page, title):
    """Return the markdown from a heading of level 2 to the next heading."""
    text = "\n\n".join(cell.source for cell in page.cells if cell.kind == "markdown")
    match = re.search(rf"^## {title}\n(.*?)(?=^##? |\Z)", text, re.MULTILINE | re.DOTALL)
    return match[1] if match else ""
