"""The benchmark runs in a small form; how fast grading is, is not tested here."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.grading import BARE, NBGRADER, ONE, OTTER, TWO, report
from benchmarks.grading.homework import cut, homework
from course_utils.course_map import root
from course_utils.grading.sample_class.notebooks import blank_notebook

# One process makes the environments and measures, for all the tests that read the figures.
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


@pytest.fixture(scope="module")
def found(request, tmp_path_factory):
    """One short notebook through all graders; their environments are kept in pytest's cache."""
    cache = getattr(request.config, "cache", None)
    home = Path(cache.mkdir("grading")) if cache else tmp_path_factory.mktemp("grading")
    options = ["--json", "--submissions", "1", "--class-size", "2", "--until", "1.1"]
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.grading", *options],
        cwd=root(),
        env=os.environ | {"COURSE_HOME": str(home)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_every_grader_gives_the_same_marks(found):
    assert found["marks_agree"]
    (row,) = found["marks"].values()
    assert row == {"kind": "right", "expected": 1} | dict.fromkeys((ONE, TWO, NBGRADER, OTTER), 1)


def test_every_grader_is_measured(found):
    assert list(found["graders"]) == [ONE, TWO, BARE, NBGRADER, OTTER]
    for cost in found["graders"].values():
        assert cost["seconds"] > 0 and cost["cpu_seconds"] > 0 and cost["peak_mb"] > 100
    ratios = "ratio_nbgrader", "ratio_otter", "speedup_two_workers"
    assert all(found[name] > 0 for name in ratios)
    assert found["overhead_with_start_s"] > found["overhead_s"] > 0
    assert 0 < found["child_unshared_mb"] < 250


def test_the_report_says_it_in_words(found, capsys):
    report(found)
    said = capsys.readouterr().out
    assert f"{found['ratio_otter']:.1f} times as fast as" in " ".join(said.split())
    assert "The marks agree." in said


def test_a_wrong_number_of_submissions_is_refused():
    command = [sys.executable, "-m", "benchmarks.grading", "--submissions", "0"]
    done = subprocess.run(command, cwd=root(), capture_output=True, text=True)
    assert done.returncode == 2 and "expected at least 1 submission, found 0" in done.stderr
