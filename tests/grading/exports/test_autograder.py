"""The zip for Gradescope: what is in it, and its two scripts in a bare directory."""

import json
import os
import re
import subprocess
import sys
import zipfile

import pytest

from course_utils.exercises.questions import find_question, question_ids
from course_utils.grading.exports.autograder import SCRIPTS, make_autograder_zip
from course_utils.source.course_map import lessons, question_help, question_source, root

STEM = "01_single_neuron"
HELP = '# %% [markdown] tags=["help"]\n# 1. A hint.\n#\n# **Insight.** It shows.\n'


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """The zip."""
    return make_autograder_zip(tmp_path_factory.mktemp("zip") / "autograder.zip")


@pytest.fixture(scope="module")
def autograder(archive, tmp_path_factory):
    """A folder as Gradescope lays it out."""
    folder = tmp_path_factory.mktemp("autograder")
    with zipfile.ZipFile(archive) as opened:
        opened.extractall(folder / "source")
    return folder


def run(command, autograder, **settings):
    environment = {"PATH": os.environ["PATH"], "HOME": str(autograder)}
    environment |= {"AUTOGRADER_FOLDER": str(autograder)} | settings
    done = subprocess.run(
        command, cwd=autograder, env=environment, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_scripts_can_be_run_and_the_bytes_are_the_same_again(archive, tmp_path):
    with zipfile.ZipFile(archive) as opened:
        modes = {info.filename: info.external_attr >> 16 for info in opened.infolist()}
        assert opened.testzip() is None
    assert {name for name, mode in modes.items() if mode & 0o111} == set(SCRIPTS)
    assert make_autograder_zip(tmp_path / "again.zip").read_bytes() == archive.read_bytes()


def test_it_has_the_course_and_neither_solutions_nor_tests(archive):
    with zipfile.ZipFile(archive) as opened:
        names = opened.namelist()
        requirements = opened.read("requirements.txt").decode()
    assert {name.partition("/")[0] for name in names} == {
        *(*SCRIPTS, "requirements.txt", "course_utils", "datasets", "notebooks")
    }
    assert not [name for name in names if "solutions/" in name or "__pycache__" in name]
    own = {path.name for path in (root() / "notebooks" / "exercises").glob("*.ipynb")}
    assert {name.rpartition("/")[2] for name in names if name.endswith(".ipynb")} == own
    assert "tensorflow" in requirements
    assert "-e" not in requirements.split()


def test_no_answer_is_in_the_sources(archive):
    with zipfile.ZipFile(archive) as opened:
        names = [name for name in opened.namelist() if name.startswith("notebooks/source/")]
        texts = [opened.read(name).decode() for name in names]
    assert len(texts) > 2 * len(lessons())
    assert not any("SOLUTION" in text for text in texts)
    assert not any(question_source("1.2") in text for text in texts)


def test_neither_a_hint_nor_an_insight_is_in_the_zip(archive):
    with zipfile.ZipFile(archive) as opened:
        names = [name for name in opened.namelist() if re.match("notebooks/.*exercises/", name)]
        assert len(names) == 2 * len(lessons())
        text = " ".join(word for name in names for word in opened.read(name).decode().split())
    text = text.replace(" # ", " ")  # a comment may go on in the next line
    for id in question_ids():
        written = question_help(id)
        assert not any(words in text for words in (*written.hints, written.insight)), id


def test_without_them_there_is_a_sentence_and_a_right_answer_is_right(autograder):
    code = (
        "from course_utils import check, hint; print(hint('1.1'));"
        "verdict = check('1.1', (6,)); print(verdict.status, [verdict.message])"
    )
    settings = {"PYTHONPATH": str(autograder / "source"), "COURSE_HOME": str(autograder / "home")}
    assert run([sys.executable, "-c", code], autograder, **settings).splitlines() == [
        "This copy of the course has no hints for question 1.1.",
        "correct ['']",
    ]


def test_cells_of_solutions_and_of_help_are_left_out(tmp_path, monkeypatch):
    folder = tmp_path / "notebooks" / "source" / "exercises"
    folder.mkdir(parents=True)
    (tmp_path / "requirements.txt").write_text("numpy\n-e .\n")
    secret = ['# %% tags=["hide", "solution"]\nsecret = 42\n', HELP]
    cells = ["# %%\nx = 1\n", *secret, "# %%\ny = 2\n"]
    (folder / "01_one.py").write_text("\n".join(cells))
    monkeypatch.setattr("course_utils.grading.exports.autograder.root", lambda: tmp_path)
    with zipfile.ZipFile(make_autograder_zip(tmp_path / "a.zip")) as opened:
        text = opened.read("notebooks/source/exercises/01_one.py").decode()
        assert opened.read("requirements.txt") == b"numpy\n"
    assert text == "# %%\nx = 1\n\n# %%\ny = 2\n"


def test_the_course_stands_on_its_own_there(autograder):
    code = (
        "import course_utils; from course_utils.source.course_map import lessons;"
        "from course_utils.exercises.questions import question_ids;"
        "print(course_utils.__file__);"
        "print([question.title for lesson in lessons() for question in lesson.questions]);"
        "print(course_utils.load_dataset('fuel_economy').shape, len(question_ids()))"
    )
    found = run([sys.executable, "-c", code], autograder, PYTHONPATH=str(autograder / "source"))
    module, titles, rest = found.splitlines()
    assert module.startswith(str(autograder))
    questions = [question for lesson in lessons() for question in lesson.questions]
    assert titles == str([question.title for question in questions])
    assert rest == f"(392, 9) {len(questions)}"


@pytest.mark.process
def test_setup_makes_an_environment(autograder, tmp_path):
    (tmp_path / "requirements.txt").write_text("# Nothing: what is needed may be large.\n")
    setup = ["bash", str(autograder / "source" / "setup.sh")]
    settings = {"AUTOGRADER_SOURCE": str(tmp_path), "AUTOGRADER_PYTHON": sys.executable}
    run(setup, autograder, **settings)
    python = str(autograder / "environment" / "bin" / "python")
    assert run([python, "-c", "import sys; print(sys.prefix)"], autograder).strip() == str(
        autograder / "environment"
    )


def test_run_autograder_calls_the_course_for_the_submission(autograder, tmp_path):
    python = tmp_path / "python"
    python.write_text('#!/bin/sh\necho "$PYTHONPATH"\nprintf "%s\\n" "$@"\n')
    python.chmod(0o755)
    script = str(autograder / "source" / "run_autograder")
    printed = run(["bash", script], autograder, AUTOGRADER_PYTHON=str(python)).splitlines()
    results = autograder / "results"
    assert printed == [
        str(autograder / "source"),
        *("-m", "course_utils.cli", "gradescope-results"),
        str(autograder / "submission"),
        str(results / "results.json"),
    ]
    assert results.is_dir()


@pytest.mark.process
def test_run_autograder_grades_a_submission(autograder):
    solved = (root() / "notebooks" / "solutions" / f"solution_{STEM}.ipynb").read_text(
        encoding="utf-8"
    )
    answered = solved.replace('"edition": "solution"', '"edition": "exercise"')
    answered = answered.replace("input_shape = (6,)", "input_shape = 6")
    submission = autograder / "submission" / "my work.ipynb"
    submission.parent.mkdir()
    submission.write_text(answered, encoding="utf-8")
    script = str(autograder / "source" / "run_autograder")
    run(["bash", script], autograder, AUTOGRADER_PYTHON=sys.executable)
    results = json.loads((autograder / "results" / "results.json").read_text(encoding="utf-8"))
    points = sum(find_question(id).points for id in question_ids(1))
    assert [test["number"] for test in results["tests"]] == question_ids(1)
    assert [test["status"] for test in results["tests"]] == ["failed"] + ["passed"] * 6
    assert results["score"] == pytest.approx(points - 1 / 2)  # a wrong answer earns at most half
