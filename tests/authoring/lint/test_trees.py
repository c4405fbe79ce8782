"""Syntax trees of code cells."""

import ast
from types import SimpleNamespace

from course_utils.authoring.lint.trees import called, line_of, trees
from course_utils.source.cells import Cell


def test_cells_that_are_python():
    good = Cell("code", "x = 1\nf(x)", (), 10)
    page = SimpleNamespace(cells=[Cell("markdown", "x"), Cell("code", "x = ("), good])
    ((cell, tree),) = trees(page)
    assert cell is good
    assert line_of(cell, tree.body[1]) == 11


def test_name_of_what_is_called():
    names = [called(ast.parse(code, mode="eval").body) for code in ("f()", "a.b.c()", "f()()")]
    assert names == ["f", "c", ""]
