"""The benchmark runs in a small form; how fast grading is, is not tested here."""

import json
import subprocess
import sys

import pytest

from benchmarks.grading import NBGRADER, ONE, report, side_by_side
from benchmarks.grading.homework import cut, homework
from course_utils.grading.sample_class.notebooks import blank_notebook
from course_utils.source.course_map import root

# One process measures, for all the tests that read the figures.
pytestmark = pytest.mark.xdist_group("grading benchmark")


def test_ten_notebooks_right_wrong_and_half_done():
    ten = homework()
    assert len({one.student for one in ten}) == 10
    assert {one.kind for one in ten} == {"right", "wrong", "half done"}
    ids = [cell["id"] for cell in blank_notebook("01_single_neuron")["cells"]]
    for one in ten:
        assert [cell["id"] for cell in one.notebook["cells"]] == ids
        assert (sum(one.marks.values()) == 11) == (one.kind == "right")
        assert all(whole in (0, one.marks[q]) for q, whole in one.points.items())
    assert any(one.points != one.marks for one in ten), "nobody has half a question"


def test_a_class_can_be_cut_behind_a_question():
    (short,) = homework(1, until="1.2")
    last = "".join(short.notebook["cells"][-1]["source"])
    assert last == 'check("1.2", model)' and list(short.marks) == ["1.1", "1.2"]
    assert cut(short.notebook, None) == short.notebook


MEASURE = """
import json, sys
from pathlib import Path
from benchmarks.grading import ONE, home_of_its_own, overhead, run_ours, side_by_side
from benchmarks.grading.homework import homework
from benchmarks.grading.rivals import run_nbclient

short = homework(1, until="1.1")
ours, bare = Path(sys.argv[1], "ours"), Path(sys.argv[1], "bare")
ours.mkdir()
bare.mkdir()
with home_of_its_own():
    cost, results = run_ours(1, short, ours)
    kernel, _ = run_nbclient(short, bare)
found = {
    "cost": [cost.seconds, cost.cpu_seconds, cost.peak_mb],
    "bare": json.loads(kernel.output),
    "memory_mb": results[0].memory_mb,
    **overhead([cost], [results]),
    **side_by_side(short, {ONE: {one.student: one.marks for one in results}}),
}
print(json.dumps(found))
"""


@pytest.fixture(scope="module")
def measured(tmp_path_factory):
    """One short notebook in our grader and in a bare kernel.

    In a process of its own, because the benchmark waits for all children of its process.
    nbgrader and otter-grader, whose environments are large, run with the benchmark alone.
    """
    command = [sys.executable, "-c", MEASURE, tmp_path_factory.mktemp("measured")]
    done = subprocess.run(command, cwd=root(), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_the_marks_and_what_they_cost_are_measured(measured):
    assert all(number > 0 for number in measured["cost"])
    assert all(seconds >= 0 for seconds in measured["bare"].values())
    assert measured["overhead_with_start_s"] > measured["overhead_s"] > 0
    assert 0 < measured["memory_mb"] < 250
    assert measured["marks_agree"]
    assert [row[ONE] for row in measured["marks"].values()] == [1]


def test_a_mark_that_differs_is_seen():
    short = homework(1, until="1.1")
    assert not side_by_side(short, {NBGRADER: {}})["marks_agree"]


def test_the_report_says_it_in_words(capsys):
    numbers = "own_work_s", "overhead_s", "start_s", "overhead_with_start_s", "first_run_s"
    cost = {"seconds": 1.5, "cpu_seconds": 2.0, "peak_mb": 900, "ratio": 1.0}
    found = dict.fromkeys(numbers, 0.5) | {
        "submissions": 1,
        "class_size": 1,
        "ratio_nbgrader": 4.14,
        "ratio_otter": 5.05,
        "speedup_two_workers": 1.5,
        "child_unshared_mb": 80,
        "graders": {ONE: cost},
        "marks": {"ada": {"kind": "right", "expected": 1, ONE: 1}},
        "marks_agree": True,
    }
    report(found)
    said = " ".join(capsys.readouterr().out.split())
    assert "4.1 times as fast as nbgrader and 5.0 times as fast as otter-grader" in said
    assert "The marks agree." in said


def test_a_wrong_number_of_submissions_is_refused():
    command = [sys.executable, "-m", "benchmarks.grading", "--submissions", "0"]
    done = subprocess.run(command, cwd=root(), capture_output=True, text=True)
    assert done.returncode == 2 and "expected at least 1 submission, found 0" in done.stderr
