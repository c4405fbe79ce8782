"""What others may call says what it takes and what it gives."""

import ast

import pytest

from tests.test_imports import PARTS, ROOT, files


def public_functions(body):
    """The functions and methods without a leading underscore, those inside functions left out."""
    for node in body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield from public_functions(node.body)
        is_function = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        if is_function and not node.name.startswith("_"):
            yield node


def unannotated(code):
    """The public functions of some code that leave a parameter or the result without a type."""
    for function in public_functions(ast.parse(code).body):
        asked = function.args
        parameters = [*asked.posonlyargs, *asked.args, *asked.kwonlyargs]
        named = [one for one in parameters if one.arg not in ("self", "cls")]
        if function.returns is None or any(one.annotation is None for one in named):
            yield f"{function.name}, line {function.lineno}"


@pytest.mark.parametrize("part", [part for part in PARTS if part != "__init__"])
def test_the_public_surface_is_annotated(part):
    missing = {
        str(path.relative_to(ROOT)): names
        for path in files(part)
        if (names := list(unannotated(path.read_text(encoding="utf-8"))))
    }
    assert missing == {}


def test_a_missing_annotation_is_found():
    assert list(unannotated("def f(x) -> int: ...")) == ["f, line 1"]
    assert list(unannotated("class A:\n    def f(self, x: int): ...")) == ["f, line 2"]
    assert not list(unannotated("def f(x: int, *rest, **more) -> int: ...\ndef _g(x): ..."))
    assert not list(unannotated("class _A:\n    def f(self, x): ..."))
