"""From a cell with quiz items to what a notebook shows of it: the question, never the answer."""

from collections.abc import Sequence

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell

from course_utils.authoring.pages import Page
from course_utils.source.quizzes import QuizCell, quiz_kind, read_quiz_cell

_FOLDED = "<details><summary>The questions as text</summary>\n\n{}\n\n</details>"
_ASKS = "Choose an answer to each question, and the cell says why it is right or wrong."


def with_quiz_cells(cells: Sequence[NotebookNode], page: Page) -> list[NotebookNode]:
    """Return the cells of a notebook, quiz cells replaced by a question and the call that asks it.

    Parameters
    ----------
    cells
        As jupytext reads them from the source of `page`.

    Raises
    ------
    AuthoringError
        An item is wrong, with file and line.
    """
    quizzes = {
        cell.source: read_quiz_cell(cell, page.name) for cell in page.cells if quiz_kind(cell)
    }
    replaced = []
    for cell in cells:
        quiz = quizzes.get(cell["source"].rstrip())
        replaced += _two_cells(quiz) if quiz else [cell]
    return replaced


def _two_cells(quiz: QuizCell) -> list[NotebookNode]:
    """Return the markdown that reads well where no page can run, and the code that asks."""
    text, code = (_guess if quiz.kind == "guess" else _recall)(quiz)
    return [
        new_markdown_cell(f"{quiz.lead}\n\n{text}".strip()),
        new_code_cell(code, metadata={"tags": [quiz.kind]}),
    ]


def _guess(quiz: QuizCell) -> tuple[str, str]:
    item = quiz.items[0]
    return f"**Guess before you run:** {item.question}", f'guess("{item.id}")'


def _recall(quiz: QuizCell) -> tuple[str, str]:
    """A recall comes before the lesson's imports, so it brings its own."""
    questions = "\n".join(f"{n}. {item.question}" for n, item in enumerate(quiz.items, start=1))
    lesson = quiz.items[0].id.partition(".")[0]
    code = f'from course_utils import recall\n\nrecall("{lesson}")'
    return f"{_ASKS}\n\n{_FOLDED.format(questions)}", code
