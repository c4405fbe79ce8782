"""`course grade` and what comes after it, as an instructor types it."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time

import psutil
import pytest

from course_utils.grading.gradebook import open_gradebook
from course_utils.source.course_map import root

STEM = "01_single_neuron"
# The tests follow one class from its first grading on.
pytestmark = pytest.mark.xdist_group("course grade")


@pytest.fixture(scope="module")
def notebook():
    """Write exercise 1 up to question 1.2, with an answer to question 1.1."""
    handed_out = json.loads((root() / "notebooks" / "exercises" / f"{STEM}.ipynb").read_bytes())
    texts = ["".join(cell["source"]) for cell in handed_out["cells"]]
    first, second = (
        next(n for n, text in enumerate(texts) if text.startswith(f'check("{question}"'))
        for question in ("1.1", "1.2")
    )

    def make(answer):
        cells = json.loads(json.dumps(handed_out["cells"][: second + 1]))
        cells[first - 1]["source"] = answer
        return json.dumps(handed_out | {"cells": cells})

    return make


@pytest.fixture(scope="module")
def grader(tmp_path_factory):
    """Run `course` in a folder, with the test run's own trained explorers."""
    folder = tmp_path_factory.mktemp("class")

    def run(*words):
        return subprocess.run(
            [sys.executable, "-m", "course_utils.cli", *words],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": str(root()), "COLUMNS": "100", "NO_COLOR": "1"},
            capture_output=True,
            text=True,
            timeout=300,
        )

    run.folder = folder
    return run


@pytest.fixture(scope="module")
def first(grader, notebook):
    """A first run over three students, one of whom handed in something else."""
    (grader.folder / "submitted" / "ada").mkdir(parents=True)
    (grader.folder / "submitted" / "ada" / f"{STEM}.ipynb").write_text(
        notebook("input_shape = (7,)")
    )
    (grader.folder / "submitted" / "bob.ipynb").write_text(notebook("input_shape = (6,)"))
    (grader.folder / "submitted" / "cleo.ipynb").write_text("{")
    (grader.folder / "submitted" / "notes.txt").write_text("from the instructor")
    (grader.folder / "roster.csv").write_text(
        "student,name\nada,Ada Lovelace\nbob,\ncleo,Cleo\neve,Eve Adams\n"
    )
    words = "--roster", "roster.csv", "--json", "--workers", "1"
    return grader("grade", "submitted", *words)


def test_marks_as_json_and_an_exit_status(first):
    assert (first.returncode, first.stderr) == (3, "")
    told = json.loads(first.stdout)
    marks = {row["student"]: row["marks"] for row in told["marks"]}
    assert marks == {"ada": 0, "bob": 1, "cleo": 0}
    ended = {run["student"]: run["ended"] for run in told["runs"]}
    assert ended == {"ada": "complete", "bob": "complete", "cleo": "unreadable"}
    assert [one["origin"] for one in told["ignored"]] == ["notes.txt"]
    (missing,) = told["notices"]
    assert missing["items"] == [
        "Cleo (cleo), but for a file that answers no exercise",
        "Eve Adams (eve)",
    ]
    assert {row["student"]: row["name"] for row in told["marks"]}["ada"] == "Ada Lovelace"


def test_pages_marks_and_gradebook_are_there(first, grader):
    out = grader.folder / "graded"
    assert (out / "marks.csv").read_text("utf-8-sig").count("\n") == 4
    page = (out / STEM / "index.html").read_text()
    assert "Target among the inputs" in page and "Ada Lovelace" in page
    assert "notes.txt: Expected a notebook" in page
    assert len(list((out / STEM / "students").glob("bob*.html"))) == 1
    assert len(open_gradebook(out / "gradebook.db").runs()) >= 1


def test_a_second_run_runs_only_what_changed(first, grader, notebook):
    changed = grader.folder / "submitted" / "ada" / f"{STEM}.ipynb"
    changed.write_text(notebook("input_shape = [6]"))
    done = grader("grade", "submitted", "--workers", "1")
    assert done.returncode == 3, done.stderr
    assert "1 graded, 2 unchanged since an earlier run." in done.stdout
    assert "Not graded: cleo.ipynb" in done.stdout
    assert "Left aside: notes.txt" in done.stdout


def test_marks_set_by_hand_survive_and_are_exported(first, grader):
    done = grader("marks", "set", "bob", STEM, "0.5", "--question", "1.1", "--reason", "copied")
    assert done.returncode == 0, done.stderr
    assert grader("marks", "comment", "bob", STEM, "See me.").returncode == 0
    due = grader("marks", "deadline", STEM, "2020-01-01 12:00:00", "--percent-per-day", "10")
    assert "Late work loses 10%" in due.stdout
    assert grader("marks", "deadline", STEM).stdout.strip() == "No deadline."
    assert grader("grade", "submitted", "--workers", "1").returncode == 3
    shown = grader("marks", "show", STEM, "--student", "bob").stdout
    assert "0.5 of 11" in shown and "copied" in shown
    (page,) = (grader.folder / "graded" / STEM / "students").glob("bob*.html")
    assert "See me." in page.read_text()
    done = grader("marks", "export", "csv", STEM, "bob.csv")
    assert "2 marks written to bob.csv" in done.stdout
    assert "See me." in (grader.folder / "bob.csv").read_text("utf-8-sig")


def test_a_student_and_a_run_are_taken_away_and_the_history_says_so(first, grader):
    assert grader("marks", "remove", "cleo", "--reason", "left").returncode == 0
    assert "cleo" not in grader("marks", "show").stdout
    grader("marks", "remove", "cleo", "--back")
    assert "cleo" in grader("marks", "show").stdout
    page = grader.folder / "graded" / STEM / "index.html"
    page.unlink()
    assert grader("marks", "pages").returncode == 0  # with the roster of the last run that had one
    assert "Ada Lovelace" in page.read_text()
    told = grader("marks", "history").stdout
    assert "Run 1 began. Results: 3." in told and "took cleo out of the marks" in told


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["grade"], "Expected folders, zips or notebooks to grade, found none"),
        (["grade", "nowhere"], "nowhere"),
        (["grade", "submitted", "--demo"], "Expected --demo alone"),
        (["grade", "--demo", "--out", "graded"], "Expected a gradebook of the invented class"),
        (["marks", "remove", "nobody"], "Expected a student of the gradebook (ada, bob, cleo)"),
        (["grade", "submitted", "--roster", "none.csv"], "none.csv"),
        (["marks", "show", "--gradebook", "none.db"], "Expected a gradebook at none.db"),
        (["marks", "export", "moodle", STEM, "x.csv"], "View all submissions"),
        (["marks", "export", "csv", "99_none", "x.csv"], "found none"),
        (["marks", "set", "bob", "99_none", "1"], "99_none"),
    ],
)
def test_what_is_wrong_is_a_sentence(first, grader, words, sentence):
    done = grader(*words)
    assert done.returncode == 1
    assert sentence in " ".join(done.stderr.split()) and "Traceback" not in done.stderr


def test_a_full_or_closed_folder_is_a_sentence(first, grader):
    (grader.folder / "file").write_text("")
    done = grader("grade", "submitted", "--out", "file/graded")
    assert done.returncode == 1 and "Expected to write into" in done.stderr


# A shell calls both 130. Where Ctrl-C comes inside of an `exec` of text, and a dataclass is made by
# one, `python -m` ends itself by the signal at last, though the interrupt was caught and told.
ENDED_BY_CTRL_C = (130, -signal.SIGINT)


@pytest.mark.parametrize("name", ["", "course-child"], ids=["while it starts", "while it grades"])
def test_ctrl_c_ends_everything_at_once(grader, notebook, name):
    (grader.folder / "slow").mkdir(exist_ok=True)
    (grader.folder / "slow" / "ada.ipynb").write_text(notebook("import time; time.sleep(600)"))
    command = [sys.executable, "-m", "course_utils.cli", "grade", "slow", "--workers", "1"]
    command += ["--cell-seconds", "600", "--notebook-seconds", "600"]  # it ends by Ctrl-C alone
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    with subprocess.Popen(command, cwd=grader.folder, start_new_session=True, **streams) as running:
        family = wait_for_a_child(psutil.Process(running.pid), name)
        printed = press_ctrl_c(running)
    assert running.returncode in ENDED_BY_CTRL_C
    said = "Stopped: nothing was graded yet. The same command goes on from here."
    assert said in printed and "Traceback" not in printed
    assert not psutil.wait_procs(family, timeout=120)[1]


def press_ctrl_c(running):
    """Press it, and again where Python was in a place that cannot be interrupted."""
    for _ in range(5):
        os.killpg(running.pid, signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            return running.communicate(timeout=60)[0]
    raise AssertionError("it goes on and on")


def wait_for_a_child(grader, name):
    """Return the grader's descendants as soon as one of them has a name, such as a notebook's."""
    end = time.monotonic() + 300
    while time.monotonic() < end:
        family = grader.children(recursive=True)
        with contextlib.suppress(psutil.NoSuchProcess):  # one has ended while we looked
            if any(name in process.name() for process in family):
                return family
        time.sleep(0.1)
    raise AssertionError("no notebook was ever started")


def test_by_default_it_has_a_worker_for_each_core_that_it_may_use(grader, notebook):
    (grader.folder / "two").mkdir()
    for student in ("ada", "bob"):
        (grader.folder / "two" / f"{student}.ipynb").write_text(notebook("input_shape = (6,)"))
    command = [sys.executable, "-m", "course_utils.cli", "grade", "two", "--out", "by two"]
    core = min(os.sched_getaffinity(0))
    limit = {"preexec_fn": lambda: os.sched_setaffinity(0, {core})}
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    most = 0
    with subprocess.Popen(command, cwd=grader.folder, **limit, **streams) as running:
        while running.poll() is None:
            commands = map(_command, psutil.Process(running.pid).children())
            most = max(most, sum("--multiprocessing-fork" in words for words in commands))
            time.sleep(0.05)
        assert b"2 graded" in running.stdout.read()
    assert most == 1


def _command(process):
    try:
        return process.cmdline()
    except psutil.Error:  # it has just ended
        return []


def test_gradescope_reads_the_result(grader, notebook):
    (grader.folder / "submission").mkdir()
    (grader.folder / "submission" / "mine.ipynb").write_text(notebook("input_shape = (6,)"))
    done = grader("gradescope-results", "submission", "results.json")
    assert done.returncode == 0, done.stderr
    assert json.loads((grader.folder / "results.json").read_text())["score"] == 1


def test_gradescope_reads_a_result_where_nothing_was_handed_in(grader):
    (grader.folder / "empty").mkdir()
    assert grader("gradescope-results", "empty", "results.json").returncode == 0
    told = json.loads((grader.folder / "results.json").read_text())
    assert told["score"] == 0 and "found 0" in told["output"]
