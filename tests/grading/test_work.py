"""A worker keeps its warm process, and gets another one where it died."""

import pytest

from course_utils.grading import work
from course_utils.grading.result import COMPLETE, FAILED, UNREADABLE
from course_utils.grading.sandbox.host import WarmHost
from course_utils.grading.submission import Submission

pytestmark = pytest.mark.process


@pytest.fixture
def hosts(monkeypatch):
    """The worker's own hosts, none at the start and none left."""
    mine = {}
    monkeypatch.setattr(work, "_hosts", mine)
    yield mine
    for host in mine.values():
        host.close()


def test_a_warm_process_that_is_killed_is_replaced_and_no_mark_lost(hosts, submitted, limits):
    right = submitted({"1.1": "input_shape = (6,)"}, until="1.1")
    assert work.work(right, limits).marks == 1
    first = hosts[False]
    assert isinstance(first, WarmHost)
    assert work.work(right, limits).marks == 1 and hosts[False] is first
    first.process.kill()
    again = work.work(right, limits)
    assert (again.ended, again.marks) == (COMPLETE, 1) and hosts[False] is not first


def test_what_cannot_be_run_at_all_says_so(hosts, submitted, limits, monkeypatch):
    monkeypatch.setattr(work, "_TRIES", 0)
    failed = work.work(submitted(), limits)
    assert failed.ended == FAILED and failed.questions == () and "again" in failed.note


def test_why_a_notebook_runs_cold_is_in_its_result(hosts, limits, monkeypatch):
    monkeypatch.setattr("sys.platform", "other")
    result = work.work(Submission("ada", "ada.ipynb", problem="It is empty."), limits)
    assert (result.mode, result.ended) == ("cold", UNREADABLE)
    assert result.why_cold == "a warm process needs Linux, found other"
