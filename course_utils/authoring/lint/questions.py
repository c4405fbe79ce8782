"""Rules on the questions of an exercise: each can be answered, checked and looked up."""

from course_utils.authoring.lint.rules import Breaches, rule
from course_utils.authoring.pages import Page
from course_utils.authoring.problems import Problem
from course_utils.errors import AuthoringError
from course_utils.source.hints import HELP, read_help
from course_utils.source.questions import find_ask, question_cells
from course_utils.source.solution_marks import find_blocks

_FEWEST_HINTS = 3


@rule("exercise")
def question_order(page: Page) -> Breaches:
    """Questions are numbered 1.1, 1.2, … in the order they are asked, and there is one."""
    asked = [question.id for question, _ in question_cells(page.cells)]
    expected = [f"{page.number}.{n}" for n in range(1, max(len(asked), 1) + 1)]
    if asked != expected:
        yield (
            1,
            f"Expected the questions {', '.join(expected)} as headings '## Question "
            f"{page.number}.1: Title', found {', '.join(asked) or 'none'}.",
        )


@rule("exercise")
def question_answer(page: Page) -> Breaches:
    """A question has its answer in the source."""
    for question, cells in question_cells(page.cells):
        if not any(_answers(cell) for cell in cells):
            yield (
                cells[0].line,
                f"Expected question {question.id} to hold an answer, between # BEGIN SOLUTION and "
                '# END SOLUTION or in a cell tagged "solution"; found none.',
            )


@rule("exercise")
def question_check(page: Page) -> Breaches:
    """A question is checked by a cell that does nothing else: the grader asks in its place."""
    for question, cells in question_cells(page.cells):
        asks = [find_ask(cell.kind, cell.source) for cell in cells]
        if question.id not in {ask.question for ask in asks if ask}:
            yield (
                cells[0].line,
                f'Expected a cell with check("{question.id}", …) alone in question {question.id}, '
                "found none.",
            )


@rule("exercise")
def question_hint(page: Page) -> Breaches:
    """A question ends with its hint and its solution, one '#' away from the learner."""
    for question, cells in question_cells(page.cells):
        expected = _offer(question.id)
        if not any(cell.source.strip() == expected for cell in cells):
            yield (
                cells[0].line,
                f"Expected a cell with the two lines {expected!r} in question {question.id}, "
                "found none.",
            )


@rule("exercise")
def help_cell(page: Page) -> Breaches:
    """Behind the cell that offers them, a question has three hints or more and an insight."""
    for question, cells in question_cells(page.cells):
        written = [n for n, cell in enumerate(cells) if HELP in cell.tags]
        if len(written) != 1 or cells[written[0] - 1].source.strip() != _offer(question.id):
            line = cells[written[0] if written else 0].line
            yield (
                line,
                f"Expected one cell '# %% [markdown] tags=[\"help\"]' right behind the cell "
                f'# hint("{question.id}"); found {_places(len(written))} in question '
                f"{question.id}. Write its hints and its insight there.",
            )
        else:
            yield from _incomplete(cells[written[0]], page)


@rule()
def help_place(page: Page) -> Breaches:
    """A help cell belongs to a question: nobody would read another one."""
    asked = question_cells(page.cells) if page.kind == "exercise" else []
    own = {cell.line for _, cells in asked for cell in cells}
    for cell in page.cells:
        if HELP in cell.tags and cell.line not in own:
            yield (
                cell.line,
                "Expected help in the section of a question, found it elsewhere, where nobody "
                "reads it. Move the cell, or remove its tag.",
            )


@rule("exercise")
def question_registered(page: Page) -> Breaches:
    """A question has a check."""
    from course_utils.exercises import question_ids

    known = set(question_ids())
    for question, cells in question_cells(page.cells):
        if question.id not in known:
            yield (
                cells[0].line,
                f'Expected a check with @question("{question.id}", …) in course_utils/exercises/'
                f"checks/lesson_{page.number:02}/questions.py, found none.",
            )


@rule("exercise")
def question_tested(page: Page) -> Breaches:
    """The check of a question is proved with right and wrong answers."""
    test = page.root / "tests/exercises/checks" / f"lesson_{page.number:02}/test_questions.py"
    text = test.read_text(encoding="utf-8") if test.exists() else ""
    for question, cells in question_cells(page.cells):
        if f'"{question.id}"' not in text:
            yield (
                cells[0].line,
                f'Expected tests of question "{question.id}" in '
                f"{test.relative_to(page.root).as_posix()}, found none.",
            )


def _offer(question_id):
    """Return the cell that offers help to the learner."""
    return f'# hint("{question_id}")\n# solution("{question_id}")'


def _places(count):
    return "it elsewhere" if count == 1 else f"{count or 'none'}"


def _incomplete(cell, page):
    """Yield what a help cell lacks."""
    try:
        written = read_help(cell, page.name)
    except AuthoringError as error:
        problem = Problem.from_error(error, page.name, page.name, "help_cell")
        yield problem.line, problem.message
        return
    if len(written.hints) < _FEWEST_HINTS or not written.insight:
        yield (
            cell.line,
            f"Expected {_FEWEST_HINTS} hints or more and an insight, found {len(written.hints)} "
            f"hints and {'an' if written.insight else 'no'} insight. Write '1. …' from a nudge to "
            "nearly the answer, then '**Insight.** …'.",
        )


def _answers(cell):
    """Tell whether a cell holds at least one line of an answer."""
    if cell.kind == "markdown":
        return False
    try:
        blocks = find_blocks(cell.source, "", cell.line)
    except AuthoringError:
        return True  # there is one, and the rule `marks` says what is wrong with it
    return "solution" in cell.tags or any(block.end > block.begin + 1 for block in blocks)
