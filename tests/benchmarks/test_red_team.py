"""The table's telling part, case by case; the whole is printed by the benchmark itself."""

import functools
import json
import subprocess
import time
from contextlib import contextmanager

import pytest

from benchmarks import red_team
from benchmarks.honest_cases import HONEST_CASES
from benchmarks.honest_cases.case import HonestCase
from benchmarks.red_team import Scene, measure, measure_honest
from benchmarks.red_team_cases import CASES
from benchmarks.red_team_cases.case import FULL, SURVIVED, Case
from benchmarks.red_team_cases.forged_runs import FORGERIES
from course_utils.exercises.questions import find_question, question_ids
from course_utils.exercises.records import HistoryRecord

# Those that take seconds by their nature are left to the benchmark.
TELLING = (
    *(
        "endless loop",
        "6 GB",
        "fork bomb",
        "programs",
        "multiprocessing",
        "thread bomb",
        "os._exit",
        "countless files",
    ),
    *("SIGKILL to all", "signals by other ways", "own check", "false class"),
    *("function that looks around", "forged: verdict", "forged: 17 million lists"),
    *("forged: doubling", "solutions", "checks by import", "gradebook", "symbolic links"),
    *("environments", "memory of others", "more rights", "files of the course", "explorers"),
    *("network", "sockets by path", "memory left behind", "checks deleted", "600 minus signs"),
)
BY_NAME = {case.name: case for case in CASES}


# One scene for all cases.
pytestmark = pytest.mark.xdist_group("red team")


@pytest.fixture(scope="module")
def scene(tmp_path_factory):
    scene = Scene(tmp_path_factory.mktemp("scene"))
    yield scene
    scene.close()


@pytest.mark.parametrize("name", TELLING)
def test_gains_no_mark_loses_none_and_leaves_nothing(scene, name):
    row = scene.run(BY_NAME[name])
    assert (row.given, row.alive, row.traces) == (row.expected, True, ()), row.ended


def test_a_mark_too_high_and_a_trace_are_seen(scene):
    """The table can say no: an attack that works answers question 1.2 and leaves a file."""
    worked = Case("works", "is let through", "tries(lambda: None)")
    row = scene.run(worked)
    assert row.given > row.expected == SURVIVED and not row.right
    left = scene.temporary / "left"
    left.touch()
    assert scene.run(BY_NAME["truncated"]).traces == (str(left),)
    left.unlink()


def test_a_process_that_was_there_before_is_no_trace_and_one_that_is_new_is(scene):
    with sleeping():
        assert scene.run(BY_NAME["truncated"]).traces == ()
        others = scene._others()
        with sleeping() as new:
            assert scene._processes(time.time(), others) == [f"process {new.pid}"]


@contextmanager
def sleeping():
    process = subprocess.Popen(["sleep", "600"])
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def test_every_case_has_a_name_and_a_mark_of_its_own():
    assert len(CASES) == len(BY_NAME) >= 40
    assert all(0 <= case.mark <= FULL and case.tries for case in CASES)


def test_runs_are_made_up_for_every_question_about_a_run():
    about_runs = {
        id
        for id in question_ids()
        if any(HistoryRecord in kinds for kinds in find_question(id).answers.values())
    }
    for forgery in FORGERIES:
        assert set(forgery.answers) == about_runs
        for stem, data in forgery.notebooks():
            texts = ["".join(cell["source"]) for cell in json.loads(data)["cells"]]
            asked = [n for n, text in enumerate(texts) if text in forgery.answers.values()]
            assert asked and all(texts[n + 1].startswith("check(") for n in asked), stem


def test_prints_json_and_a_status(monkeypatch, capsys):
    rows = {"cases": 1, "wrong_marks": 0, "batches_lost": 0, "traces": 0, "rows": []}
    honest = {"honest_cases": 1, "honest_lost": 1, "honest_rows": []}
    monkeypatch.setattr("sys.argv", ["red_team", "--json"])
    monkeypatch.setattr(red_team, "measure", lambda **options: rows)
    monkeypatch.setattr(red_team, "measure_honest", lambda **options: honest)
    assert red_team.main() == 1
    assert json.loads(capsys.readouterr().out) == rows | honest


def test_prints_a_table(scene, monkeypatch, capsys):
    monkeypatch.setattr(red_team, "Scene", lambda *arguments: scene)
    monkeypatch.setattr(scene, "close", lambda: None)
    few = [BY_NAME["truncated"], BY_NAME["formula for a name"]]
    monkeypatch.setattr("sys.argv", ["red_team"])
    monkeypatch.setattr(
        red_team, "measure", lambda **options: measure(few, forgeries=(), **options)
    )
    some = [case for case in HONEST_CASES if case.name in ("%%bash", "answer below its check")]
    honest = functools.partial(measure_honest, some)
    monkeypatch.setattr(red_team, "measure_honest", honest)
    monkeypatch.setenv("COLUMNS", "200")
    assert red_team.main() == 0
    printed = capsys.readouterr().out
    assert "half a file" in printed and "alive" in printed
    assert "2 cases, 0 wrong marks, 0 batches lost, 0 traces left." in printed
    assert "`bash` was not run" in printed
    assert "2 honest cases, 0 lost marks." in printed


def test_an_honest_mark_that_is_lost_is_seen(capsys):
    wrong = HonestCase("wrong", lambda cells: cells.clear(), until="1.1")
    found = measure_honest([wrong])
    assert (found["honest_cases"], found["honest_lost"]) == (1, 1)
    assert found["honest_rows"][0]["expected"] == 1


def test_every_honest_case_has_a_name_of_its_own_and_is_a_notebook():
    assert len({case.name for case in HONEST_CASES}) == len(HONEST_CASES) >= 60
    right = HonestCase("", lambda cells: None).notebook()
    same = [case.name for case in HONEST_CASES if case.notebook() == right]
    assert not same
