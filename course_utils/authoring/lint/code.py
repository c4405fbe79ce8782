"""Rules on code cells: Python only, short, with known tags, and nothing that hangs."""

import ast
import re

from course_utils.authoring.lint.rules import Breaches, rule
from course_utils.authoring.lint.trees import line_of, trees
from course_utils.authoring.pages import Page
from course_utils.authoring.problems import Problem
from course_utils.errors import AuthoringError
from course_utils.source import quizzes
from course_utils.source.solution_marks import blanked, find_blocks, solved

_TAGS = {"solution", "help", "raises-exception", *quizzes.TAGS, quizzes.AGAIN}
_LONGEST = 25
# Also behind '# ', where jupytext keeps a magic asleep until the file is opened as a notebook.
_MAGIC = re.compile(r"\s*(?:# )?(?:%%?[A-Za-z]\w*|![A-Za-z]\w*)|.*\bget_ipython\(")
# They make nbclient hang at random, and a cell with Output collapses while it is redrawn.
_HANGING = {"interact", "interact_manual", "interactive", "interactive_output", "Output"}


@rule()
def marks(page: Page) -> Breaches:
    """Solution marks are balanced and spelt right, and are in exercises only."""
    try:
        blocks = find_blocks(page.path.read_text(encoding="utf-8"), page.name)
    except AuthoringError as error:
        problem = Problem.from_error(error, page.name, page.name, "marks")
        yield problem.line, problem.message
        return
    if blocks and page.kind != "exercise":
        yield blocks[0].begin + 1, "Expected solution marks in exercises only. Remove them here."


@rule()
def python(page: Page) -> Breaches:
    """A code cell is Python, with its answers and with its blanks."""
    for cell in _code(page):
        for edition in _editions(cell):
            try:
                ast.parse(edition)
            except SyntaxError as error:
                yield cell.line, f"Expected Python, found {error.msg}: {(error.text or '').strip()}"
                break


@rule()
def magics(page: Page) -> Breaches:
    """No line magics, cell magics or shell commands: a cell is the same Python everywhere."""
    for cell in _code(page):
        for line, text in enumerate(cell.source.split("\n"), start=cell.line):
            if _MAGIC.match(text):
                yield line, f"Expected Python, found a magic: {text.strip()!r}. Write it in Python."


@rule()
def cell_length(page: Page) -> Breaches:
    """A code cell fits in the eye."""
    for cell in _code(page):
        length = max(edition.count("\n") + 1 for edition in [*_editions(cell), ""])
        if length > _LONGEST:
            yield (
                cell.line,
                f"Expected at most {_LONGEST} lines in a cell, found {length}. Part it.",
            )


@rule()
def tags(page: Page) -> Breaches:
    """Only tags that something reads."""
    for cell in page.cells:
        for tag in set(cell.tags) - _TAGS:
            known = ", ".join(sorted(_TAGS))
            yield cell.line, f"Expected a tag of {known}; found {tag!r}. Remove or rename it."


@rule()
def hanging_widgets(page: Page) -> Breaches:
    """No interact and no Output widget: they make a notebook hang at random when it is run."""
    for cell, tree in trees(page):
        for node in ast.walk(tree):
            for name in _HANGING & {getattr(node, field, None) for field in ("id", "attr", "name")}:
                line = cell.line
                if isinstance(node, ast.stmt | ast.expr):
                    line = line_of(cell, node)
                yield (
                    line,
                    f"Expected no {name}: it hangs at random. Use an explorer of the course.",
                )


def _code(page):
    return [cell for cell in page.cells if cell.kind == "code"]


def _editions(cell):
    """Return the cell's text with answers and with blanks; nothing if its marks are wrong."""
    try:
        return [edition(cell.source, "", cell.line) for edition in (solved, blanked)]
    except AuthoringError:
        return []
