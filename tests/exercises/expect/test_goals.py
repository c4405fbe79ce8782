"""A token reaches the goal, misses it, or cannot be read; each is told with evidence."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from course_utils.exercises.expect import expect_goal
from course_utils.exercises.records import ExplorerRecord, TextRecord

ROOT = Path(__file__).parents[3]
RECORD = ExplorerRecord(
    name="bends",
    words={"units": ("1", "4", "16"), "style": ("plain", "with_dropout")},
    texts={"units": ("1 unit", "4 units", "16 units"), "style": ("plain", "with dropout")},
    axes={"error": ("units",), "met": ("units", "style")},
    numbers={
        "error": np.array([3.25, np.inf, 0.5]),
        "met": np.array([[0.0, 0], [0, 0], [1, 0]]),
    },
    goal="Find a fit that is off by less than 1.",
    met="met",
    missed="Not yet: $units $style are off by $error, for $$0.",
)


def judged(token):
    return expect_goal(RECORD, TextRecord(token), "bends")


@pytest.mark.parametrize(
    "token",
    [
        "bends units=16 style=plain",
        " bends style=plain units=16.0\n",
        "bends units=1.6e1 style=plain",
    ],
)
def test_goal_is_reached(token):
    assert judged(token).ok


@pytest.mark.parametrize(
    ("token", "found"),
    [
        ("bends units=1 style=plain", "Not yet: 1 unit plain are off by 3.25, for $0."),
        ("bends units=4 style=with_dropout", "4 units with dropout are off by infinity"),
        ("bends units=16 style=with_dropout", "off by 0.5"),
    ],
)
def test_goal_is_missed_with_the_runs_own_numbers(token, found):
    finding = judged(token)
    assert not finding.ok
    assert finding.expected == RECORD.goal
    assert found in finding.found
    assert "Is this it?" in finding.next_step
    assert finding.mistake == "goal-missed"


@pytest.mark.parametrize(
    ("token", "found", "step"),
    [
        ("", "an empty text", "begins with the explorer's name, `bends`"),
        ("capacity width=3", "`capacity width=3`", "belongs to another explorer"),
        ("bends units=5 style=plain", "`bends units=5", "Expected one of: 1, 4, 16."),
        ("bends units=4", "`bends units=4`", "Expected a value for `style`"),
        ("16", "`16`", "found `16`"),
    ],
)
def test_a_token_that_cannot_be_read_says_why(token, found, step):
    finding = judged(token)
    assert not finding.ok
    assert found in finding.found
    assert step in finding.next_step
    assert "`bends units=1 style=plain`" in finding.expected
    assert finding.mistake == "token-unreadable"


def test_another_explorer_is_refused_whatever_the_token():
    finding = expect_goal(RECORD, TextRecord("bends units=16 style=plain"), "capacity")
    assert not finding.ok
    assert (finding.expected, finding.found) == ("the explorer `capacity`", "the explorer `bends`")
    assert finding.mistake == "another-explorer"


def test_judging_loads_neither_tensorflow_nor_the_widget():
    code = "from course_utils.exercises.expect import expect_goal\nimport sys\nprint(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
    assert not {"tensorflow", "keras", "anywidget", "matplotlib"} & set(run.stdout.split())
    assert "course_utils.exercises.expect.goals" in run.stdout
