"""Imports run one way, and what a notebook does not use it does not wait for."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

import course_utils

ROOT = Path(course_utils.__file__).parent.parent

# What each part of the package may import, besides itself.
MAY_IMPORT = {
    "errors": set(),
    "texts": set(),
    "networks": set(),
    "drills": set(),
    "storage": {"errors"},
    "places": {"errors"},
    "requirements": set(),
    "source": {"errors", "places"},
    "data": {"errors", "places", "storage"},
    "plotting": {"errors", "networks"},
    "training": {"errors", "networks", "storage"},
    "progress": {"errors", "drills", "source", "storage"},
    "widgets": {"errors", "data", "networks", "plotting", "storage", "training"},
    "exercises": {
        *("errors", "data", "drills", "networks", "progress", "source", "storage", "texts"),
        "widgets",
    },
    "diagnosis": {"errors", "exercises", "networks", "texts"},
    "checking": {"errors", "exercises", "diagnosis"},
    "quick_fits": set(),
    "plain_errors": set(),
    "grading": {
        *("errors", "exercises", "places", "quick_fits", "source", "storage", "texts", "widgets"),
    },
    "authoring": {"errors", "exercises", "requirements", "source", "storage"},
    "distribution": {"errors", "places", "requirements", "storage"},
    "site": {
        *("errors", "authoring", "drills", "exercises", "places", "requirements", "source"),
        *("storage", "widgets"),
    },
    "cli": {
        *("errors", "authoring", "data", "distribution", "drills", "exercises", "grading"),
        *("places", "progress", "requirements", "site", "source", "storage"),
    },
}
HEAVY = {
    *("tensorflow", "keras", "numpy", "pandas", "sklearn"),
    *("matplotlib", "ipywidgets", "anywidget", "sqlalchemy"),
}


def imported(code):
    """The full names of all modules and names that some code imports, at any depth."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        if isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def breaches(part, code):
    """The imports of a part that go the wrong way."""
    allowed = {part, *MAY_IMPORT[part]}
    names = [name for name in imported(code) if name.partition(".")[0] == "course_utils"]
    return [name for name in names if name.split(".")[1:2] and name.split(".")[1] not in allowed]


def files(part):
    path = ROOT / "course_utils" / part
    return sorted(path.rglob("*.py")) if path.is_dir() else [path.with_suffix(".py")]


PARTS = sorted(
    path.stem
    for path in (ROOT / "course_utils").iterdir()
    if path.suffix == ".py" or (path / "__init__.py").exists()
)


@pytest.mark.parametrize("part", [part for part in PARTS if part != "__init__"])
def test_imports_run_one_way(part):
    for path in files(part):
        assert breaches(part, path.read_text(encoding="utf-8")) == [], path


def test_an_import_the_wrong_way_is_found():
    assert breaches("errors", "from course_utils.data import load_dataset")
    assert breaches("plotting", "def f():\n    import course_utils.exercises.capture")
    assert breaches("data", "from course_utils import plotting")
    assert not breaches("exercises", "from course_utils import progress")


def test_nothing_imports_in_a_circle():
    placed = set()
    while left := MAY_IMPORT.keys() - placed:
        free = {part for part in left if MAY_IMPORT[part] <= placed}
        assert free, f"a circle among {sorted(left)}"
        placed |= free


def test_contributing_has_the_same_map():
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`.+`) \| ?(`.+`)? ?\|$", page.partition("| Room |")[2], re.MULTILINE)
    told = {
        room: set(re.findall(r"`(\w+)`", allowed))
        for rooms, allowed in rows
        for room in re.findall(r"`(\w+)`", rooms)
    }
    kept = {room: allowed - {"errors"} for room, allowed in MAY_IMPORT.items()}
    assert {room: kept[room] for room in told} == told
    assert kept.keys() - told.keys() == {"errors", "cli"}


def test_authoring_asks_the_exercises_for_their_ids_only():
    names = {name for path in files("authoring") for name in imported(path.read_text("utf-8"))}
    taken = {name for name in names if name.startswith("course_utils.exercises.")}
    assert taken == {"course_utils.exercises.question_ids"}


def test_keras_is_touched_by_capture_alone():
    for path in files("exercises"):
        libraries = {name.partition(".")[0] for name in imported(path.read_text("utf-8"))}
        assert not libraries & {"keras", "tensorflow"} or path.parent.name == "capture", path


def test_notebooks_import_the_top_level_alone():
    sources = sorted((ROOT / "notebooks" / "source").rglob("*.py"))
    assert sources
    for path in sources:
        names = [n for n in imported(path.read_text("utf-8")) if n.startswith("course_utils")]
        assert {name.removeprefix("course_utils.") for name in names} <= set(course_utils.__all__)


def loaded_by(code):
    """The heavy libraries that a fresh process has loaded after some code."""
    report = f"{code}\nimport sys\nprint(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", report], capture_output=True, text=True, cwd=ROOT)
    assert run.returncode == 0, run.stderr
    return HEAVY & set(run.stdout.split())


def test_the_package_loads_nothing_heavy():
    assert loaded_by("import course_utils") == set()
    assert loaded_by("import course_utils; course_utils.load_dataset") >= {"pandas"}


def test_checks_load_without_keras():
    checks = ROOT / "course_utils" / "exercises" / "checks"
    names = [path.name for path in sorted(checks.glob("lesson_*"))]
    assert names
    code = "\n".join(f"import course_utils.exercises.checks.{name}.questions" for name in names)
    assert not loaded_by(code) & {"tensorflow", "keras", "matplotlib", "pandas"}


def test_asking_loads_neither_keras_nor_pandas():
    code = "from course_utils import check, hint, solution\ncheck('1.1', (6,))"
    assert not loaded_by(code) & {"tensorflow", "keras", "matplotlib", "pandas"}


def test_a_quiz_loads_neither_keras_nor_pandas():
    code = "from course_utils import practice, recall\nassert recall('3').data and practice(3).data"
    assert not loaded_by(code) & {"tensorflow", "keras", "matplotlib", "pandas"}
