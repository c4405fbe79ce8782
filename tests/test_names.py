"""One meaning a name: no two classes share one, and no two rooms share a function's."""

import ast
from collections import defaultdict
from pathlib import Path

import course_utils

PACKAGE = Path(course_utils.__file__).parent

# Functions that may share a name, and why.
SHARED_FUNCTIONS = {
    "main": "where a process begins",
    "load_ipython_extension": "what IPython calls",
    "check": "the command, what a notebook calls, and what a notebook of nbgrader calls instead",
    "glossary": "the command, and what it looks up",
    "practice": "the command, and what a notebook calls",
    "new_lesson": "the command, and what it does",
    "new_explorer": "the command, and what it does",
}


def public_names(code):
    """The public classes and CamelCase aliases of a module, and its public functions."""
    classes, functions = set(), set()
    for node in ast.parse(code).body:
        match node:
            case ast.ClassDef(name=name):
                classes.add(name)
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
                functions.add(name)
            case ast.Assign(targets=[ast.Name(id=name)]):
                classes |= {name} if name[:1].isupper() and not name.isupper() else set()
    return tuple({n for n in names if not n.startswith("_")} for names in (classes, functions))


def shared_names(modules):
    """The names of classes that two modules share, and of functions that two rooms share.

    `modules` gives the code of each module by its path: "grading/wire.py".
    """
    classes, functions = defaultdict(set), defaultdict(set)
    for path, code in modules.items():
        of_classes, of_functions = public_names(code)
        for name in of_classes:
            classes[name].add(path)
        for name in of_functions:
            functions[name].add(path.partition("/")[0])
    return tuple({n for n, homes in of.items() if len(homes) > 1} for of in (classes, functions))


def test_a_name_has_one_meaning():
    modules = {
        path.relative_to(PACKAGE).as_posix(): path.read_text(encoding="utf-8")
        for path in PACKAGE.rglob("*.py")
    }
    classes, functions = shared_names(modules)
    assert classes | functions == {*SHARED_FUNCTIONS}


def test_two_meanings_are_seen():
    modules = {
        "one/a.py": "class Cell: ...\ndef clean(): ...\ndef spec(): ...",
        "one/b.py": "def spec(): ...\nclass _Cell: ...\ndef _clean(): ...\nMOST = 1",
        "two/c.py": "Cell = str\ndef clean(): ...\nMOST = 2",
    }
    assert shared_names(modules) == ({"Cell"}, {"clean"})
