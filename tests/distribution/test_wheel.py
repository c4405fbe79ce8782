"""The wheel, installed: the course without its checkout."""

import json
import re
import subprocess
import zipfile
from pathlib import Path

import pytest

from course_utils.places import root
from course_utils.source.course_map import notebook_path, source_files

pytestmark = [pytest.mark.process, pytest.mark.xdist_group("wheel")]
START = "00_start_here.ipynb"


@pytest.fixture
def course(installed, learner, tmp_path):
    """Return a function that runs `course` of the wheel in a learner's own folder."""

    def run(*words, **more):
        return subprocess.run(
            [installed.parent / "course", *words],
            env={**learner, "COLUMNS": "100"} | more,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
        )

    return run


def test_it_carries_every_notebook_source_and_table_and_nothing_else(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    carried = {n.partition("course/")[2] for n in names if n.startswith("course_utils/course/")}
    stems = [path.stem for path in source_files(root(), "lessons")]
    made = {notebook_path(edition, s) for s in stems for edition in ("lesson", "exercise")}
    made |= {notebook_path("solution", stem) for stem in stems} | {START}
    sources = {f"source/{kind}/{stem}.py" for kind in ("lessons", "exercises") for stem in stems}
    sources.add("source/00_start_here.py")
    pages = {f"notebooks/{name}" for name in made | sources}
    tables = {f"datasets/{path.name}" for path in (root() / "datasets").glob("*.csv*")}
    texts = {"datasets/README.md", "datasets/SHA256SUMS", "requirements.txt"}
    assert carried == pages | tables | texts
    others = {name.partition("/")[0] for name in names} - {"course_utils"}
    assert all(name.startswith("deep_learning_course-") for name in others)


def test_lab_copies_the_notebooks_and_keeps_an_answer(course, learner):
    folder = Path(learner["HOME"], "deep-learning-course")
    first = course("lab", "--copy-only")
    assert first.stdout.splitlines()[0] == f"Your notebooks are in {folder}.", first.stderr
    exercise = folder / "exercises" / "01_single_neuron.ipynb"
    blank = exercise.read_text(encoding="utf-8")
    exercise.write_text(blank.replace("input_shape = ...", "input_shape = (6,)"), encoding="utf-8")
    assert exercise.read_text(encoding="utf-8") != blank
    answered = exercise.read_bytes()
    assert course("lab", "--copy-only").stdout == f"Your notebooks are in {folder}.\n"
    assert exercise.read_bytes() == answered


def test_links_hold_in_the_copy(course, tmp_path):
    assert course("lab", "--copy-only", "--folder", tmp_path / "dl").returncode == 0
    notebooks = sorted((tmp_path / "dl").rglob("*.ipynb"))
    assert len(notebooks) == len(list((root() / "notebooks").rglob("*.ipynb")))
    links = 0
    for path in notebooks:
        for cell in json.loads(path.read_bytes())["cells"]:
            text = "".join(cell["source"]) if cell["cell_type"] == "markdown" else ""
            for target in re.findall(r"\]\(([^)#:]+\.\w+)(?:#[^)]*)?\)", text):
                assert (path.parent / target).exists(), (path, target)
                links += 1
    assert links > 2 * len(notebooks)


def test_what_a_notebook_asks_for_is_there(installed, learner, tmp_path):
    code = """
import course_utils
from course_utils import check, glossary, guess, hint, list_datasets, load_dataset, recall, solution
print(course_utils.__file__)
print(check("1.1", (6,)).status, check("1.1", 6).status)
print("row" in str(hint("1.1")), "(6,)" in str(solution("1.1")), bool(recall("3").data))
print(load_dataset("concrete").shape, len(list_datasets()), bool(guess("3.a").data))
glossary("batch size")
"""
    python = [installed, "-c", code]
    done = subprocess.run(python, env=learner, cwd=tmp_path, capture_output=True, text=True)
    place, *told = done.stdout.splitlines()
    assert Path(place).is_relative_to(installed.parents[1]), done.stderr
    assert told[:2] == ["correct incorrect", "True True True"], done.stderr
    assert told[2].startswith("(1030, 9) ")


def test_the_learners_commands_work(course):
    assert "1. A single neuron" in course("progress").stdout
    assert "(lesson 3)" in course("glossary", "batch size").stdout
    assert "There is nothing to practise yet" in course("practice").stdout
    assert course("data").returncode == 0


def test_this_machine_is_judged_by_what_the_wheel_asks_for(course):
    report = json.loads(course("check", "--json").stdout)
    found = {one["name"]: one["status"] for one in report["findings"]}
    assert found.pop("memory") in ("ok", "advice")
    assert set(found.values()) == {"ok"}, report


def test_an_authors_command_asks_for_a_checkout(installed, learner, tmp_path):
    code = """
import sys
from course_utils.cli import main
for words in ("build", "lint", "new-lesson One", "new-explorer one", "bundle stick"):
    sys.argv = ["course", *words.split()]
    try:
        main()
    except SystemExit as end:
        print(words.split()[0], end.code)
"""
    python = [installed, "-c", code]
    done = subprocess.run(python, env=learner, cwd=tmp_path, capture_output=True, text=True)
    commands = [line.split()[0] for line in done.stdout.splitlines()]
    assert done.stdout == "".join(f"{command} 1\n" for command in commands), done.stderr
    told = done.stderr.splitlines()
    assert len(told) == len(commands) == 5, done.stderr
    for command, sentence in zip(commands, told, strict=True):
        assert sentence.startswith(f"`course {command}` works on a checkout of the course")
    assert list(tmp_path.glob("stick")) == []


def test_a_damaged_table_says_how_it_comes_back(course, installed, tmp_path):
    table = next(installed.parents[1].rglob("course_utils/course/datasets/cereals.csv"))
    whole = table.read_bytes()
    table.write_bytes(whole[:-1])
    done = course("data", "--verify")
    table.write_bytes(whole)
    told = " ".join(done.stdout.split())
    assert "pip install --force-reinstall --no-deps deep_learning_course" in told
    assert "git checkout" not in told


def test_the_zip_for_gradescope_has_no_answers(installed, learner, tmp_path):
    command = [installed.parent / "course", "gradescope", "autograder.zip"]
    subprocess.run(command, env=learner, cwd=tmp_path, check=True, capture_output=True)
    with zipfile.ZipFile(tmp_path / "autograder.zip") as archive:
        names = archive.namelist()
        source = archive.read("notebooks/source/exercises/01_single_neuron.py").decode()
    assert not [name for name in names if "solutions/" in name or "/course/" in name]
    assert "course_utils/places.py" in names
    assert "datasets/ames.csv.gz" in names
    assert "SOLUTION" not in source


def test_a_submission_is_graded(course, tmp_path):
    path = root() / "notebooks" / notebook_path("solution", "01_single_neuron")
    text = path.read_text(encoding="utf-8")
    notebook = json.loads(text.replace('"edition": "solution"', '"edition": "exercise"'))
    texts = ["".join(cell["source"]) for cell in notebook["cells"]]
    upto = next(n for n, text in enumerate(texts) if 'check("1.2"' in text)
    notebook["cells"] = notebook["cells"][: upto + 1]  # nothing is trained
    folder = tmp_path / "class" / "ada"
    folder.mkdir(parents=True)
    (folder / "01_single_neuron.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    done = course("grade", "class")
    assert done.returncode == 0, done.stderr
    assert re.search(r"ada +│ 3 of 11", done.stdout), done.stdout
