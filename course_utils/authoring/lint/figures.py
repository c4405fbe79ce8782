"""Rules on figures and images: who cannot see one reads its text instead."""

import ast
import re

from course_utils.authoring.lint.rules import Breaches, rule
from course_utils.authoring.lint.trees import called, line_of, trees
from course_utils.authoring.pages import Page
from course_utils.source.cells import prose_lines

_SHORTEST_ALT = 20
_IMAGE = re.compile(r"!\[(?P<alt>[^\]]*)\]\(|<img\b(?:[^>]*?\balt=\"(?P<html>[^\"]*)\")?")


@rule()
def figure_alt(page: Page) -> Breaches:
    """Every figure is shown with a text that says what is to be seen."""
    for cell, tree in trees(page):
        for node in _calls(tree):
            if called(node) == "show_figure":
                alt = next((word.value for word in node.keywords if word.arg == "alt"), None)
                if len(_literal(alt)) < _SHORTEST_ALT:
                    yield line_of(cell, node), _alt_message(f"alt={_literal(alt)!r}")


@rule()
def image_alt(page: Page) -> Breaches:
    """Every image in the text has a text that says what is to be seen."""
    for cell in page.cells:
        for line, text in prose_lines(cell) if cell.kind == "markdown" else ():
            for image in _IMAGE.finditer(re.sub(r"`[^`]*`", "", text)):
                alt = image["alt"] or image["html"] or ""
                if len(alt) < _SHORTEST_ALT:
                    yield line, _alt_message(repr(alt))


@rule()
def figure_shown(page: Page) -> Breaches:
    """What a cell draws, it shows with show_figure: the only way a figure keeps its text."""
    for cell, tree in trees(page):
        shown = [node for node in _calls(tree) if called(node) == "show_figure"]
        inside = {id(node) for call in shown for node in ast.walk(call)}
        names = {name for call in shown for name in _names(call)}
        for statement in _statements(tree):
            for node in _calls(statement):
                if ast.unparse(node.func) == "plt.show" or (
                    _draws(node) and id(node) not in inside and not names & _axes(statement, node)
                ):
                    yield (
                        line_of(cell, node),
                        f"Expected the figure of {called(node)}() to be shown in its cell, "
                        'by show_figure(ax, alt="…"). Pass the Axes on.',
                    )


def _draws(call):
    return called(call).startswith("plot_") or called(call) in {"plot", "subplots", "figure"}


def _axes(statement, call):
    """Return the names that may hold the Axes a call draws on."""
    targets = getattr(statement, "targets", [])
    on = [word.value for word in call.keywords if word.arg in {"ax", "axes"}]
    owner = [call.func.value] if isinstance(call.func, ast.Attribute) else []
    return {name for node in [*targets, *on, *owner] for name in _names(node)}


def _statements(tree):
    """Yield the simple statements of a cell; a function drawn in is judged where it is called."""
    for node in getattr(tree, "body", []) + getattr(tree, "orelse", []):
        if hasattr(node, "body"):
            if not isinstance(node, ast.FunctionDef | ast.ClassDef):
                yield from _statements(node)
        else:
            yield node


def _calls(tree):
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call)]


def _names(tree):
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


def _literal(node):
    """Return the text of a string or f-string as far as the source has it."""
    if isinstance(node, ast.JoinedStr):
        return "".join(_literal(part) for part in node.values)
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value.strip()
    return ""


def _alt_message(found):
    return (
        f"Expected a text of at least {_SHORTEST_ALT} characters for who cannot see the image, "
        f"found {found}. Say what it shows and what to notice."
    )
