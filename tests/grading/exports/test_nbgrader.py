"""The nbgrader course, run by nbgrader itself in an environment of its own."""

import json
import os
import sqlite3
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

from course_utils import check
from course_utils.errors import CourseError
from course_utils.exercises.questions import find_question, question_ids
from course_utils.grading.exports.nbgrader import make_nbgrader_course
from course_utils.source.course_map import lessons, question_help, root

# nbgrader calls alembic as a program, so that one must be of nbgrader's environment.
NBGRADER = ("nbgrader==0.9.6", "rapidfuzz>=1.8", "alembic>=1.14,<2")
STEM = "01_single_neuron"


def cells_of(path):
    return json.loads(path.read_text(encoding="utf-8"))["cells"]


def about(cell):
    return cell["metadata"].get("nbgrader", {})


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """Every exercise as an nbgrader course."""
    folder = tmp_path_factory.mktemp("nbgrader_course")
    assert make_nbgrader_course(folder) == [lesson.stem for lesson in lessons()]
    return folder


@pytest.mark.parametrize("lesson", lessons(), ids=lambda lesson: lesson.stem)
def test_every_question_is_a_graded_cell_with_its_points(course, lesson):
    for edition in ("source", "release"):
        cells = cells_of(course / edition / lesson.stem / f"{lesson.stem}.ipynb")
        points = {about(c)["grade_id"]: about(c)["points"] for c in cells if "points" in about(c)}
        asked = {f"check-{id.replace('.', '-')}": id for id in question_ids(lesson.number)}
        assert points == {grade: find_question(id).points for grade, id in asked.items()}


@pytest.mark.parametrize("lesson", lessons(), ids=lambda lesson: lesson.stem)
def test_the_release_holds_no_answer_and_every_blank(course, lesson):
    name = f"{lesson.stem}/{lesson.stem}.ipynb"
    released = ["".join(cell["source"]) for cell in cells_of(course / "release" / name)]
    blanks = [text for text in released if "# your answer" in text]
    answers = [cell for cell in cells_of(course / "source" / name) if about(cell).get("solution")]
    assert len(blanks) == len(answers) >= len(lesson.questions)
    assert not any("SOLUTION" in text or "](../" in text for text in released)
    insight = question_help(lesson.questions[0].id).insight.split()[0]
    assert not any(f"**Insight.** {insight}" in text for text in released)


@pytest.mark.parametrize("lesson", lessons(), ids=lambda lesson: lesson.stem)
def test_the_cells_keep_the_course_s_own_ids(course, lesson):
    name = f"{lesson.stem}.ipynb"
    own = cells_of(root() / "notebooks" / "exercises" / name)
    released = cells_of(course / "release" / lesson.stem / name)
    assert [cell["id"] for cell in released] == [cell["id"] for cell in own]


def test_a_folder_of_another_course_is_left_alone(tmp_path):
    (tmp_path / "nbgrader_config.py").write_text("c = get_config()\n")
    with pytest.raises(CourseError, match="another course's"):
        make_nbgrader_course(tmp_path, [1])
    assert not (tmp_path / "source").exists()
    with pytest.raises(CourseError, match="found 99"):
        make_nbgrader_course(tmp_path, [99])


@pytest.fixture(scope="module")
def nbgrader(request, course, tmp_path_factory):
    """Return a function that runs nbgrader in the course and gives what it prints.

    Its environment borrows the libraries of this one, TensorFlow among them, and is kept in
    pytest's cache where there is one.
    """
    name = f"{NBGRADER[0]}-{sys.implementation.cache_tag}"
    cache = getattr(request.config, "cache", None)
    folder = Path(cache.mkdir(name)) if cache else tmp_path_factory.mktemp(name)
    program = folder / ("Scripts" if os.name == "nt" else "bin") / "nbgrader"
    if not program.exists():
        _install(folder)
    path = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"PATH": path, "TF_CPP_MIN_LOG_LEVEL": "3"}

    def run(*arguments):
        command = [str(program), *arguments]
        done = subprocess.run(
            command, cwd=course, env=environment, capture_output=True, encoding="utf-8"
        )
        assert done.returncode == 0, done.stderr
        return done.stdout + done.stderr

    return run


def _install(folder):
    venv.create(folder, with_pip=False)
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    own = sysconfig.get_path("purelib", vars={"base": str(folder), "platbase": str(folder)})
    borrowed = f"import site; site.addsitedir({sysconfig.get_path('purelib')!r})\n"
    (Path(own) / "course.pth").write_text(borrowed)
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--no-deps", "-q"]
    subprocess.run([*pip, "--ignore-installed", *NBGRADER], check=True)


@pytest.mark.process
def test_nbgrader_releases_validates_and_grades_with_partial_credit(course, nbgrader):
    released = course / "release" / STEM / f"{STEM}.ipynb"
    ours = cells_of(released)
    nbgrader("generate_assignment", STEM, "--force")
    assert cells_of(released) == ours  # checksums, metadata, blanks: as nbgrader makes them

    source = f"source/{STEM}/{STEM}.ipynb"
    assert "Success! Your notebook passes all the tests." in nbgrader("validate", source)

    _hand_in(course, released)
    nbgrader("autograde", STEM, "--student", "ada")
    half = check("1.1", 6)
    assert 0 < half.credit < 1
    expected = {"check-1-1": half.credit, "check-1-2": 0.0, "check-1-4": 2.0}
    assert _scores(course).items() >= expected.items()
    assert sum(_scores(course).values()) == pytest.approx(half.credit + 2)

    graded = cells_of(course / "autograded" / "ada" / STEM / f"{STEM}.ipynb")
    outputs = [output for cell in graded for output in cell.get("outputs", ())]
    assert not [output for output in outputs if output["output_type"] == "error"]
    shown = next(cell for cell in graded if about(cell).get("grade_id") == "check-1-1")
    assert "Question 1.1: Not yet" in "".join(shown["outputs"][0]["data"]["text/html"])


def _hand_in(course, released):
    """Ada has half of 1.1, answers 1.4 with a warning, and writes her own check of 1.2."""
    notebook = json.loads(released.read_text(encoding="utf-8"))
    loud = "import sys; print('Careful!', file=sys.stderr); return X @ w + b"
    answers = {"input_shape = ...": "input_shape = 6", "return ...": loud}
    for cell in notebook["cells"]:
        text = "".join(cell["source"])
        for blank, answer in answers.items():
            text = text.replace(f"{blank}  # your answer", answer)
        cell["source"] = "2.0" if about(cell).get("grade_id") == "check-1-2" else text
    path = course / "submitted" / "ada" / STEM / f"{STEM}.ipynb"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(notebook), encoding="utf-8")


def _scores(course):
    query = (
        "select base_cell.name, grade.auto_score from grade join base_cell on"
        " grade.cell_id = base_cell.id"
    )
    with sqlite3.connect(course / "gradebook.db") as database:
        return dict(database.execute(query).fetchall())
