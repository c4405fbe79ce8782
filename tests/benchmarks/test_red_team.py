"""The table's telling part, case by case; the whole is printed by the benchmark itself."""

import json

import pytest

from benchmarks import red_team
from benchmarks.red_team import Scene, measure
from benchmarks.red_team_cases import CASES
from benchmarks.red_team_cases.case import FULL, SURVIVED, Case

# Those that take seconds by their nature are left to the benchmark.
TELLING = (
    *("endless loop", "6 GB", "fork bomb", "thread bomb", "os._exit", "countless files"),
    *("SIGKILL to all", "signals by other ways", "own check", "false class"),
    *("function that looks around", "forged: verdict", "forged: 17 million lists"),
    *("forged: doubling", "solutions", "checks by import", "gradebook", "symbolic links"),
    *("environments", "memory of others", "more rights", "files of the course", "explorers"),
    *("network", "sockets by path", "memory left behind", "checks deleted"),
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


def test_every_case_has_a_name_and_a_mark_of_its_own():
    assert len(CASES) == len(BY_NAME) >= 40
    assert all(0 <= case.mark <= FULL and case.tries for case in CASES)


def test_prints_json_and_a_status(monkeypatch, capsys):
    rows = {"cases": 1, "wrong_marks": 1, "batches_lost": 0, "traces": 0, "rows": []}
    monkeypatch.setattr("sys.argv", ["red_team", "--json"])
    monkeypatch.setattr(red_team, "measure", lambda **options: rows)
    assert red_team.main() == 1
    assert json.loads(capsys.readouterr().out) == rows


def test_prints_a_table(scene, monkeypatch, capsys):
    monkeypatch.setattr(red_team, "Scene", lambda *arguments: scene)
    monkeypatch.setattr(scene, "close", lambda: None)
    few = [BY_NAME["truncated"], BY_NAME["formula for a name"]]
    monkeypatch.setattr("sys.argv", ["red_team"])
    monkeypatch.setattr(red_team, "measure", lambda **options: measure(few, **options))
    monkeypatch.setenv("COLUMNS", "200")
    assert red_team.main() == 0
    printed = capsys.readouterr().out
    assert "half a file" in printed and "alive" in printed
    assert "2 cases, 0 wrong marks, 0 batches lost, 0 traces left." in printed
