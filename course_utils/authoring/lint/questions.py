"""Rules on the questions of an exercise: each can be answered, checked and looked up."""

import ast

from course_utils.authoring.lint.rules import rule
from course_utils.authoring.lint.trees import called
from course_utils.course_map import question_cells
from course_utils.errors import AuthoringError
from course_utils.marks import find_blocks


@rule("exercise")
def question_order(page):
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
def question_answer(page):
    """A question has its answer in the source."""
    for question, cells in question_cells(page.cells):
        if not any(_answers(cell) for cell in cells):
            yield (
                cells[0].line,
                f"Expected question {question.id} to hold an answer, between # BEGIN SOLUTION and "
                '# END SOLUTION or in a cell tagged "solution"; found none.',
            )


@rule("exercise")
def question_check(page):
    """A question is checked in the notebook."""
    for question, cells in question_cells(page.cells):
        if not any(_checks(cell, question.id) for cell in cells):
            yield (
                cells[0].line,
                f'Expected a cell check("{question.id}", …) in question {question.id}, found none.',
            )


@rule("exercise")
def question_hint(page):
    """A question ends with its hint and its solution, one '#' away from the learner."""
    for question, cells in question_cells(page.cells):
        expected = f'# hint("{question.id}")\n# solution("{question.id}")'
        if not any(cell.source.strip() == expected for cell in cells):
            yield (
                cells[0].line,
                f"Expected a cell with the two lines {expected!r} in question {question.id}, "
                "found none.",
            )


@rule("exercise")
def question_registered(page):
    """Behind a question stands a check."""
    from course_utils.exercises import question_ids

    known = set(question_ids())
    for question, cells in question_cells(page.cells):
        if question.id not in known:
            yield (
                cells[0].line,
                f'Expected a check with @question("{question.id}", …) in course_utils/exercises/'
                f"checks/lesson_{page.number:02}.py, found none.",
            )


@rule("exercise")
def question_tested(page):
    """The check of a question is proved with right and wrong answers."""
    test = page.root / "tests" / "exercises" / f"test_lesson_{page.number:02}.py"
    text = test.read_text(encoding="utf-8") if test.exists() else ""
    for question, cells in question_cells(page.cells):
        if f'"{question.id}"' not in text:
            yield (
                cells[0].line,
                f'Expected tests of question "{question.id}" in '
                f"{test.relative_to(page.root).as_posix()}, found none.",
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


def _checks(cell, question_id):
    """Tell whether a cell calls check with this id."""
    try:
        nodes = ast.walk(ast.parse(cell.source)) if cell.kind == "code" else ()
    except SyntaxError:
        return False
    return any(
        isinstance(node, ast.Call)
        and called(node) == "check"
        and ast.unparse(node).startswith(f"check('{question_id}'")
        for node in nodes
    )
