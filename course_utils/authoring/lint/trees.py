"""The Python of a page's code cells, as syntax trees."""

import ast
from collections.abc import Iterator

from course_utils.authoring.pages import Page
from course_utils.source.cells import Cell


def trees(page: Page) -> Iterator[tuple[Cell, ast.Module]]:
    """Yield (cell, tree) for each code cell that is Python; the rule `python` names the others."""
    for cell in page.cells:
        if cell.kind == "code":
            try:
                yield cell, ast.parse(cell.source)
            except SyntaxError:
                continue


def line_of(cell: Cell, node: ast.stmt | ast.expr) -> int:
    """Return the line of the file at which a node of the cell's tree begins."""
    return cell.line + node.lineno - 1


def called(node: ast.Call) -> str:
    """Return the name of the function a call calls: ``plot`` for ``frame.plot(...)``."""
    function = node.func
    return getattr(function, "attr", getattr(function, "id", ""))
