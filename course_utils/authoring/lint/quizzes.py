"""Rules on quiz items: each can be asked, teaches with every option, and is asked in time."""

import ast
import re

from course_utils.authoring.lint.rules import Breaches, rule
from course_utils.authoring.lint.trees import trees
from course_utils.authoring.pages import Page
from course_utils.authoring.problems import Problem
from course_utils.errors import AuthoringError
from course_utils.source.quizzes import AGAIN, quiz_kind, read_quiz_cell

# What the page of a quiz would show as it is written (a regular expression), and its name.
_UNSHOWN = {
    r"\$": "math; write it in words, with `code` or with signs such as × and ²",
    r"\*\*": "bold text; write *emphasis*",
    r"\]\(": "a link; leave it to the text",
    r"</?\w": "HTML; leave it out",
}


@rule()
def quiz_form(page: Page) -> Breaches:
    """A quiz cell is in a lesson and can be read: options, a sentence for each, one right."""
    for cell in _quiz_cells(page):
        if page.kind != "lesson":
            yield cell.line, "Expected guesses and recall in lessons only. Remove the cell's tag."
        try:
            read_quiz_cell(cell, page.name)
        except AuthoringError as error:
            problem = Problem.from_error(error, page.name, page.name, "quiz_form")
            yield problem.line, problem.message


@rule()
def asked_again(page: Page) -> Breaches:
    """Only a guess is tagged `again`; recall is asked again anyway."""
    for cell in page.cells:
        if AGAIN in cell.tags and quiz_kind(cell) != "guess":
            yield cell.line, f"Expected the tag {AGAIN!r} on a guess only. Remove it."


@rule("lesson")
def quiz_ids(page: Page) -> Breaches:
    """The id of an item is its own, and begins with the lesson's number."""
    seen = set()
    for item in _items(page):
        if item.id in seen:
            yield item.line, f"Expected an id of its own, found {item.id} again. Take the next one."
        if item.id.partition(".")[0] != str(page.number):
            yield item.line, f"Expected an id that begins with {page.number}., found {item.id}."
        seen.add(item.id)


@rule("lesson")
def quiz_text(page: Page) -> Breaches:
    """Questions, options and sentences are plain text with `code` and *emphasis*."""
    for item in _items(page):
        texts = [text for option in item.options for text in (option.text, option.reason)]
        prose = re.sub(r"`[^`]*`", "", "\n".join([item.question, *texts]))
        for pattern, found in _UNSHOWN.items():
            if re.search(pattern, prose):
                yield item.line, f"Expected plain text in {item.id}, found {found}."


@rule("lesson")
def guess_before_code(page: Page) -> Breaches:
    """A guess is right above the code cell it is about, so that no text tells the answer."""
    for place, cell in enumerate(page.cells):
        after = [other for other in page.cells[place + 1 :] if quiz_kind(other) != "guess"]
        if quiz_kind(cell) == "guess" and not (after and after[0].kind == "code"):
            yield (
                cell.line,
                "Expected the code cell that shows the answer right below the guess, found "
                f"{'text' if after else 'the end'}. Move the guess, or write that cell.",
            )


@rule("lesson")
def guess_imported(page: Page) -> Breaches:
    """`guess` is imported above the first guess."""
    lines = [cell.line for cell in page.cells if quiz_kind(cell) == "guess"]
    imported = [cell.line for cell, tree in trees(page) if _imports(tree, "guess")]
    if lines and min(imported, default=lines[0]) >= lines[0]:
        yield (
            lines[0],
            "Expected `from course_utils import guess` above the first guess, found none.",
        )


@rule("lesson")
def one_recall(page: Page) -> Breaches:
    """A lesson recalls once: `recall("3")` asks all of its questions."""
    for cell in [cell for cell in page.cells if quiz_kind(cell) == "recall"][1:]:
        yield cell.line, "Expected one recall cell in a lesson, found a second. Put them together."


def _quiz_cells(page):
    return [cell for cell in page.cells if quiz_kind(cell)]


def _items(page):
    """Yield the items of the cells that can be read; the rule `quiz_form` names the others."""
    for cell in _quiz_cells(page):
        try:
            yield from read_quiz_cell(cell, page.name).items
        except AuthoringError:
            continue


def _imports(tree, name):
    return any(
        isinstance(node, ast.ImportFrom)
        and node.module == "course_utils"
        and name in {alias.name for alias in node.names}
        for node in ast.walk(tree)
    )
