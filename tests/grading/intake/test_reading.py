"""From a class's files to submissions: all that was given is in one list or the other."""

import json
import os
import random
import resource

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from course_utils.errors import GradingError
from course_utils.grading.assembly import load_exercise
from course_utils.grading.intake import (
    Entry,
    Roster,
    collect,
    read_name,
    read_submissions,
    reading,
)
from tests.grading.intake.handed_in import FIRST, SECOND, changed, pack, published, write


def told(collected):
    """Students with their exercises, and origins with their reasons."""
    submissions = {(one.student, one.exercise): one for one in collected.submissions}
    assert len(submissions) == len(collected.submissions)
    return submissions, {one.origin: one.reason for one in collected.ignored}


LAYOUTS = {
    "flat": ["ada.ipynb", "bo.ipynb"],
    "folders": [f"ada/{FIRST}.ipynb", "bo/my work.ipynb"],
    "nbgrader": ["submitted/ada/ex1/x.ipynb", "submitted/bo/ex1/x.ipynb", "source/ex1/x.ipynb"],
    "canvas": ["ada_1_101_x.ipynb", "bo_LATE_2_102_x-1.ipynb"],
    "moodle folders": [f"{n}_assignsubmission_file_/x.ipynb" for n in ("ada_1", "bo_2")],
    "moodle files": [f"{n}_assignsubmission_file_x.ipynb" for n in ("ada_1", "bo_2")],
}


@pytest.mark.parametrize("names", LAYOUTS.values(), ids=LAYOUTS)
def test_every_layout_as_a_folder_and_as_a_zip(tmp_path, names):
    folder = write(tmp_path / "class", dict.fromkeys(names))
    path = pack(tmp_path / "class.zip", [(f"class/{name}", None) for name in names])
    for given_path in (folder, path):
        submissions, _ = told(collect([given_path]))
        assert set(submissions) == {("ada", FIRST), ("bo", FIRST)}
        assert not any(one.problem for one in submissions.values())
        assert {one.cells for one in submissions.values()} == {load_exercise(FIRST).cells}


def test_the_roster_names_the_students(tmp_path):
    folder = write(tmp_path, dict.fromkeys(["lovelaceada_1_101_x.ipynb", "bo.ipynb"]))
    roster = Roster((Entry("s7", "Ada Lovelace", line=2),))
    ada, bo = read_submissions([folder], roster)[::-1]
    assert (ada.student, bo.student) == ("s7", "bo")
    assert read_name(ada.origin).canvas_id == "1"


def test_a_name_of_two_is_a_problem_not_a_guess(tmp_path):
    folder = write(tmp_path, {"Anna.ipynb": None})
    roster = Roster((Entry("s1", "Anna", line=2), Entry("s2", "Anna", line=3)))
    (anna,) = read_submissions([folder], roster)
    assert (anna.student, anna.exercise) == ("Anna", FIRST)
    assert "`s1` (line 2) and `s2` (line 3)" in anna.problem


def test_resubmissions_of_canvas(tmp_path):
    names = [
        f"ada_LATE_1_{n}_x{suffix}.ipynb" for n, suffix in ((101, ""), (102, "-1"), (99, "-2"))
    ]
    names[2] = "ada_1_199_x-2.ipynb"
    submissions, ignored = told(collect([write(tmp_path, dict.fromkeys(names))]))
    assert submissions["ada", FIRST].origin == names[2]
    assert set(ignored) == set(names[:2])
    assert all(f"`{names[2]}` counts" in reason for reason in ignored.values())


def test_several_paths_of_equal_names(tmp_path):
    write(tmp_path, dict.fromkeys(["ada/hw.ipynb", "bo/hw.ipynb"]))
    paths = sorted(tmp_path.glob("*/hw.ipynb"))
    assert set(told(collect(paths))[0]) == {("ada", FIRST), ("bo", FIRST)}


def test_more_zips_than_files_may_be_open(tmp_path):
    paths = [
        pack(tmp_path / f"s{n}.zip", [("x.ipynb", b"{}"), (f"{FIRST}.ipynb", None)])
        for n in range(60)
    ]
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (len(os.listdir("/proc/self/fd")) + 30, hard))
    try:
        submissions = read_submissions(paths)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    able = [one.student for one in submissions if not one.problem]
    assert sorted(able) == sorted(f"s{n}" for n in range(60))


def test_a_notebook_for_each_exercise(tmp_path):
    folder = write(
        tmp_path, {"ada/a.ipynb": None, "ada/b.ipynb": published(SECOND), "bo/x.ipynb": None}
    )
    assert set(told(collect([folder]))[0]) == {("ada", FIRST), ("ada", SECOND), ("bo", FIRST)}


def answered(stem=FIRST, more=()):
    """An exercise with one answer, and the cells of other notebooks behind it."""

    def answer(notebook):
        cell = next(c for c in notebook["cells"] if "# your answer" in "".join(c["source"]))
        cell["source"] = "answer = 42"
        for data in more:
            notebook["cells"] += json.loads(data)["cells"]

    return changed(answer, stem)


@pytest.mark.parametrize("copy", ["-Copy1", " final", ""])
def test_what_was_worked_on_counts_and_the_blank_one_is_named(tmp_path, copy):
    names = f"ada/{FIRST}{copy}.ipynb", f"ada/z/{FIRST}.ipynb"
    folder = write(tmp_path, {names[0]: answered(), names[1]: None, "bo/x.ipynb": None})
    submissions, ignored = told(collect([folder]))
    assert submissions["ada", FIRST].origin == names[0]
    assert f"`{names[0]}` counts: nothing was written in this one" in ignored[names[1]]


def test_two_exercises_in_one_file_are_two_submissions(tmp_path):
    both = answered(SECOND, [answered()])
    submissions, ignored = told(collect([write(tmp_path, {"ada.ipynb": both})]))
    assert set(submissions) == {("ada", FIRST), ("ada", SECOND)}
    assert not ignored and not any(one.problem for one in submissions.values())


def test_a_blank_exercise_in_another_ones_file_replaces_no_answers(tmp_path):
    files = {"ada/a.ipynb": answered(), "ada/b.ipynb": answered(SECOND, [published()])}
    submissions, ignored = told(collect([write(tmp_path, files | {"bo/x.ipynb": None})]))
    assert submissions["ada", FIRST].origin == "ada/a.ipynb"
    assert "`ada/a.ipynb` counts" in ignored["ada/b.ipynb"]


def test_a_question_of_another_exercise_is_named(tmp_path):
    stray = json.dumps({"cells": [{"cell_type": "code", "source": "check('2.1', relu)"}]})
    submissions, ignored = told(collect([write(tmp_path, {"ada.ipynb": answered(more=[stray])})]))
    assert set(submissions) == {("ada", FIRST)}
    assert ignored["ada.ipynb"].startswith(f"It asks 2.1 of `{SECOND}` too")


def test_what_cannot_be_read_is_a_submission_with_a_sentence(tmp_path):
    (tmp_path / "eve.ipynb").symlink_to("/etc/passwd")
    (tmp_path / "fay.ipynb").mkdir()
    files = {
        f"ada/{FIRST}.ipynb": published()[:999],
        "bo.ipynb": b"",
        "cy.ipynb": published(edition="solution"),
        "di.zip": b"PK",
        "gus.ipynb.txt": None,
    }
    submissions, ignored = told(collect([write(tmp_path, files)]))
    assert ignored == {}
    fragments = {
        ("ada", FIRST): "breaks off",
        ("bo", ""): "empty file",
        ("cy", FIRST): "published solutions",
        ("di", ""): "zip inside the collection",
        ("eve", ""): "symbolic link",
        ("fay", ""): "empty folder",
        ("gus", ""): "does not end in `.ipynb`",
    }
    assert set(submissions) == set(fragments)
    assert all(part in submissions[key].problem for key, part in fragments.items())


def test_what_is_nobodys_work_is_listed_with_a_reason(tmp_path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "link").symlink_to("/etc")
    files = {"roster.csv": b"x", "ada/cars.csv": b"x", "ada/x.ipynb": None, ".bo.ipynb": None}
    submissions, ignored = told(collect([write(tmp_path, files)]))
    assert set(submissions) == {("ada", FIRST)}
    assert set(ignored) == {"empty", "link", "roster.csv", "ada/cars.csv", ".bo.ipynb"}
    assert all(ignored.values())


def test_a_hand_in_that_is_no_notebook(tmp_path):
    name = "ada_1_101_report.pdf"
    submissions, _ = told(collect([write(tmp_path / "a", {name: b"%PDF"})]))
    assert "does not end in `.ipynb`" in submissions["ada", ""].problem
    both = write(tmp_path / "b", {name: b"%PDF", "ada_1_102_x.ipynb": None})
    submissions, ignored = told(collect([both]))
    assert set(submissions) == {("ada", FIRST)}
    assert set(ignored) == {name}


def test_hostile_names_are_only_names(tmp_path):
    names = [
        '<img src=x onerror="alert(1)">.ipynb',
        "=cmd().ipynb",
        "\x1b]0;x\x07.ipynb",
        "👩‍🔬.ipynb",
    ]
    path = pack(tmp_path / "class.zip", [(name, None) for name in names])
    pairs = {one.student for one in read_submissions([path])}
    assert pairs == {'<img src=x onerror="alert(1)">', "=cmd()", r"\x1b]0;x\x07", "👩‍🔬"}


def test_names_that_lead_outside_write_and_read_nothing(tmp_path):
    path = pack(tmp_path / "class.zip", [("../../ada.ipynb", None), ("/bo.ipynb", None)])
    before = sorted(tmp_path.rglob("*"))
    collected = collect([path])
    assert all("leads out" in one.problem for one in collected.submissions)
    assert {one.cells for one in collected.submissions} == {()}
    assert sorted(tmp_path.rglob("*")) == before


def test_a_notebook_of_50_mb_is_read(tmp_path):
    def paint(notebook):
        output = {"output_type": "display_data", "data": {"image/png": "A" * 50_000_000}}
        notebook["cells"][2]["outputs"] = [output]

    (ada,) = read_submissions([write(tmp_path, {"ada.ipynb": changed(paint)})])
    assert (ada.exercise, ada.problem) == (FIRST, "")


def test_more_than_fits_in_memory(tmp_path, monkeypatch):
    text = sum(len(cell.source) for cell in load_exercise(FIRST).cells)
    monkeypatch.setattr(reading, "MAX_KEPT", text + 10)
    first, second = read_submissions([write(tmp_path, dict.fromkeys(["ada.ipynb", "bo.ipynb"]))])
    assert first.problem == ""
    assert "in one run" in second.problem


def test_one_student_does_not_fill_the_memory_for_the_others(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "MAX_OF_STUDENT", 2 * len(published()))
    names = [*(f"ada/{n}.ipynb" for n in range(9)), "bo/x.ipynb"]
    submissions, ignored = told(collect([write(tmp_path, dict.fromkeys(names))]))
    assert not any(one.problem for one in submissions.values())
    assert sum("from one student" in reason for reason in ignored.values()) == 7


def test_a_path_that_does_not_exist_stops_everything(tmp_path):
    with pytest.raises(GradingError, match="found nothing at"):
        collect([write(tmp_path, {"ada.ipynb": None}), tmp_path / "nowhere"])


def test_nothing_handed_in(tmp_path):
    assert collect([]).submissions == collect([tmp_path]).submissions == []


PARTS = st.sampled_from(["ada", "bo", "submitted", "ex1", FIRST, "<b>", "é", "a\nb"])
PATHS = st.sets(
    st.builds(
        lambda folders, name, ending: "/".join([*folders, name + ending]),
        st.lists(PARTS, max_size=3),
        PARTS | st.sampled_from(["ada_1_101_x", "Ada_7_assignsubmission_file_x"]),
        st.sampled_from([".ipynb", "-1.ipynb", ".zip", ".txt", ""]),
    ),
    max_size=6,
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(PATHS, st.sampled_from([b"{}", None]))
def test_nothing_vanishes_whatever_the_names(tmp_path, paths, data):
    path = pack(tmp_path / "class.zip", [(name, data) for name in sorted(paths)])
    collected = collect([path])
    origins = [one.origin for one in collected.submissions + collected.ignored]
    assert len(origins) == len(set(origins)) == len(paths)
    shuffled = random.sample(sorted(paths), len(paths))
    pack(path, [(name, data) for name in shuffled])
    assert collect([path]) == collected
