"""A new lesson: what is written, what is refused, and that it is a working lesson at once."""

import os
import shutil
import subprocess
import sys

import pytest

from course_utils.authoring import new_lesson
from course_utils.errors import AuthoringError, SetupError
from course_utils.source.course_map import lessons, root

RUN_BLANK = """\
import json, sys
from pathlib import Path
from course_utils import check, hint
from course_utils.authoring import build_course, lint_course
root, number = Path(sys.argv[1]), int(sys.argv[2])
problems = [str(problem) for problem in lint_course(root, number)]
assert problems == [], problems
print(hint(f"{number}.1"), check(f"{number}.1", 1030).message)
for path in build_course(root, number).written:
    names = {}
    for cell in json.loads(path.read_bytes())["cells"]:
        if cell["cell_type"] == "code":
            exec("".join(cell["source"]), names)
    print(path.parent.name, names.get("rows", "no rows"))
"""


def files(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_files_of_a_new_lesson(course):
    paths = new_lesson(course.root, "The  Deep\nnetwörk")
    assert [path.relative_to(course.root).as_posix() for path in paths] == [
        "notebooks/source/lessons/02_deep_network.py",
        "notebooks/source/exercises/02_deep_network.py",
        "course_utils/exercises/checks/lesson_02/__init__.py",
        "course_utils/exercises/checks/lesson_02/questions.py",
        "tests/exercises/checks/lesson_02/test_questions.py",
    ]
    new = lessons(course.root)[-1]
    assert (new.number, new.title) == (2, "The Deep netwörk")
    assert [question.id for question in new.questions] == ["2.1"]


def test_it_follows_the_lesson_before(course):
    lesson, *_ = new_lesson(course.root, "Layers")
    assert "[Lesson 1: A single neuron](lesson_01_single_neuron.ipynb)" in lesson.read_text()


def test_the_tables_of_lessons_get_a_row(course):
    start, readme = course.source("", "00_start_here"), course.root / "README.md"
    rows = (
        start.read_text()
        + "# | [1. A single neuron](lessons/lesson_01_single_neuron.ipynb) |\n# end\n"
    )
    start.write_text(rows)
    readme.write_text("| [1. A](notebooks/lessons/lesson_01_a.ipynb) |\n\nMore.\n")
    new_lesson(course.root, "Layers")
    lesson, exercise = "[2. Layers](lessons/lesson_02_layers.ipynb)", "(exercises/02_layers.ipynb)"
    row = f"# | {lesson} | 20 minutes | [Exercise 2]{exercise} |\n"
    assert start.read_text() == rows.replace("# end", f"{row}# end")
    first, second, *others = readme.read_text().split("\n")
    assert first.startswith("| [1. A]") and others == ["", "More.", ""]
    assert second.startswith("| [2. Layers](notebooks/lessons/lesson_02_layers.ipynb) | ")


def test_the_first_lesson_follows_the_start_page(course):
    course.source("lessons").unlink()
    course.source("exercises").unlink()
    (course.root / "tests/exercises/checks/lesson_01/test_questions.py").unlink()
    lesson, *_ = new_lesson(course.root, "Neurons")
    assert lesson.name == "01_neurons.py"
    assert "**Before you start:** [Start here](../00_start_here.ipynb)" in lesson.read_text()


def test_it_fills_a_gap_before_a_later_lesson(course):
    for kind in ("lessons", "exercises"):
        source = course.source(kind)
        text = source.read_text()
        for word in ("Lesson", "Exercise"):
            text = text.replace(f"{word} 1:", f"{word} 3:")
        source.with_name(source.name.replace("01_", "03_")).write_text(text)
    readme = course.root / "README.md"
    rows = [f"| [{n}. A](notebooks/lessons/lesson_0{n}_a.ipynb) |" for n in (1, 3)]
    readme.write_text("\n".join(rows))
    lesson, *_ = new_lesson(course.root, "Layers")
    assert lesson.name == "02_layers.py"
    assert "[Lesson 1: A single neuron](lesson_01_single_neuron.ipynb)" in lesson.read_text()
    first, second, third = readme.read_text().split("\n")
    assert [first, third] == rows and second.startswith("| [2. Layers]")


@pytest.mark.parametrize("title", ["", "?", "The"])
def test_a_title_that_names_nothing(course, title):
    before = files(course.root)
    with pytest.raises(AuthoringError, match="Expected a title with a few words"):
        new_lesson(course.root, title)
    assert files(course.root) == before


def test_nothing_is_written_when_one_file_is_in_the_way(course):
    in_the_way = course.root / "tests/exercises/checks/lesson_02/test_questions.py"
    in_the_way.parent.mkdir(parents=True)
    in_the_way.write_text("# somebody's work\n")
    before = files(course.root)
    with pytest.raises(
        AuthoringError, match="at tests/exercises/checks/lesson_02/test_questions.py: nothing was"
    ):
        new_lesson(course.root, "Layers")
    assert files(course.root) == before
    assert in_the_way.read_text() == "# somebody's work\n"


def test_no_course(tmp_path):
    with pytest.raises(SetupError, match="found no such folder"):
        new_lesson(tmp_path, "Layers")


@pytest.fixture
def clone(tmp_path):
    """Return a copy of the real course, and a function that runs Python on it."""
    clone = tmp_path / "clone"
    skipped = shutil.ignore_patterns("__pycache__", ".*", "*.ipynb")
    for folder in ("course_utils", "notebooks", "tests", "datasets"):
        shutil.copytree(root() / folder, clone / folder, ignore=skipped)
    shutil.copy(root() / "pyproject.toml", clone)
    env = os.environ | {"PYTHONPATH": str(clone), "COURSE_HOME": str(tmp_path / "home")}

    def run(*arguments):
        command = [sys.executable, *map(str, arguments)]
        done = subprocess.run(command, cwd=clone, env=env, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    return clone, run


@pytest.mark.process
def test_a_new_lesson_works_at_once(clone):
    folder, run = clone
    paths = new_lesson(folder, "What comes after")
    number = int(paths[0].name[:2])
    assert run("-c", RUN_BLANK, folder, number).splitlines() == [
        f"**Hint 1 of 3 for question {number}.1.** Each row of the table is one mixture. "
        "How many rows are there? A table has one row for each example.",
        "1030 rows",
        "lessons no rows",
        "exercises Ellipsis",
        "solutions 1030",
    ]
    run("-m", "pytest", "-q", "-p", "no:cacheprovider", paths[-1])
    run("-m", "ruff", "check", *paths)
    run("-m", "ruff", "format", "--check", *paths)
