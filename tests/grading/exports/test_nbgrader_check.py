"""`check` as nbgrader's notebooks have it: the verdict is shown, the marks are returned."""

import os
import sys

import pytest

from course_utils import check as own_check
from course_utils import progress
from course_utils.grading.exports import nbgrader_check


@pytest.fixture
def shown(monkeypatch):
    """What a notebook would show."""
    found = []
    monkeypatch.setattr("IPython.display.display", found.append)
    return found


@pytest.mark.parametrize("answer", [(6,), 6, (7,), ...])
def test_the_marks_are_those_of_the_verdict(shown, answer):
    verdict = own_check("1.1", answer)
    marks = nbgrader_check.check("1.1", answer)
    assert type(marks) is float
    assert marks == verdict.credit * verdict.points
    assert shown == [verdict]


def test_a_learner_keeps_a_record_and_a_grader_does_not(shown, monkeypatch):
    noted = []
    monkeypatch.setattr(progress, "record_verdict", lambda *verdict: noted.append(verdict))
    nbgrader_check.check("1.1", (6,))
    assert len(noted) == 1
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    assert nbgrader_check.check("1.1", (6,)) == 1.0
    assert len(noted) == 1
    assert shown[0] == shown[1]


def test_a_warning_does_not_reach_the_error_stream(shown, capfd):
    def neuron(X, w, b):
        print("Careful!", file=sys.stderr)
        os.write(2, b"Careful!\n")
        return X @ w + b

    assert nbgrader_check.check("1.4", neuron) == 2.0
    print("afterwards", file=sys.stderr)
    assert capfd.readouterr().err == "afterwards\n"
