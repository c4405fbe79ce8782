"""A small class is graded whole, whoever is killed meanwhile."""

import json
import subprocess
import sys

import pytest

from benchmarks.grading_chaos import is_sound
from benchmarks.grading_chaos.watch import KINDS
from course_utils.source.course_map import root

pytestmark = pytest.mark.process

SOUND = {
    **{"submissions": 12, "counted": 12, "wrong": [], "lost": [], "double": []},
    **{"processes_left": [], "files_left": [], "run_again": 3, "in_flight": [2, 1]},
}


def test_nothing_is_lost_whoever_is_killed():
    options = ["--json", "--submissions", "12", "--kills", "1"]
    command = [sys.executable, "-m", "benchmarks.grading_chaos", *options]
    done = subprocess.run(command, cwd=root(), capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    found = json.loads(done.stdout)
    assert found["killed"] == dict.fromkeys(KINDS, 1)
    assert found["starts"] == 2 and found["counted"] == 12
    assert found["runs"] - 12 == found["run_again"] <= sum(found["in_flight"]) <= 9


@pytest.mark.parametrize(
    "broken",
    [
        {"counted": 11},
        {"wrong": ["student003"]},
        {"files_left": ["course-grading-17-x"]},
        {"run_again": 4},
        {"in_flight": [9]},
    ],
    ids=lambda broken: " ".join(broken),
)
def test_whatever_breaks_is_said(broken):
    assert is_sound(SOUND)
    assert not is_sound(SOUND | broken)
