"""The benchmark's counting, and that its cases are what they say; the whole is run by hand."""

import json
import subprocess
import sys
import zlib

import numpy as np
import pytest

from benchmarks.diagnosis import scores
from benchmarks.diagnosis.cases import list_cases, run_of
from benchmarks.diagnosis.draws import find_plant, planted_setup, read_drawn, sound_setup
from benchmarks.diagnosis.plants import BY_CAUSE, PLANTS
from benchmarks.diagnosis.rivals import rival_findings
from course_utils.source.course_map import root


def _row(cause, causes, said, static=(), number=0):
    rivals = {"static rules": list(static)}
    facts = {"seconds": 1.0, "raised": "", "changed": False, "rivals": rivals}
    kind = "planted" if causes else "sound"
    return {
        "case": f"{kind}/{cause}/{number} of 12",
        "kind": kind,
        "cause": cause,
        "causes": causes,
        "said": said,
    } | facts


def test_counts_who_is_right_first_and_among_two():
    rows = [
        _row("frozen", ("frozen",), ["frozen"]),
        _row("frozen", ("frozen",), ["leak", "frozen"], static=["frozen"]),
        _row("dead_units", ("dead_units",), [], number=3),
        _row("", (), []),
        _row("", (), ["leak"]),
    ]
    found = scores.count(rows)
    assert (found["recall_first"], found["recall_top2"]) == (0.333, 0.667)
    assert found["false_alarms"] == 0.5
    assert found["static"]["recall_top2"] == 1 and found["run"]["recall_first"] == 0
    assert found["rivals"]["static rules"]["recall_first"] == 0.333
    assert ["dead_units", "nothing", 1, "planted/dead_units/3 of 12"] in found["confusions"]
    assert found["unseen"] == {"recall_first": 0, "recall_top2": 0, "cases": 1}
    text = scores.describe(found)
    assert "frozen -> leak: 1" in text and "static rules" in text


def test_there_are_cases_of_every_cause_and_many_sound_ones():
    drawn = read_drawn()
    assert set(drawn["planted"]) <= set(BY_CAUSE) and len(BY_CAUSE) == len(PLANTS) >= 40
    cases = list_cases(per_cause=20)
    assert len({case.name for case in cases}) == len(cases)
    assert {case.cause for case in cases} == {*BY_CAUSE, ""}
    assert sum(not case.cause for case in cases) >= 60
    assert len(list_cases(1, beginners=True)) >= 30
    assert len({plant.cause: zlib.crc32(plant.cause.encode()) for plant in PLANTS}) == len(PLANTS)


def test_a_cause_is_planted_in_as_many_sound_trainings_as_there_are():
    bases = read_drawn()["bases"]
    draws = [find_plant(("useless_columns", number, 6, bases))[1] for number in range(6)]
    assert len({base for base, _, _ in draws}) == 6
    assert find_plant(("useless_columns", 3, 6, bases))[1] == draws[3]


@pytest.mark.parametrize("cause", sorted(BY_CAUSE))
def test_a_plant_is_the_same_each_time_and_changes_the_sound_training(cause):
    drawn = read_drawn()
    draw = drawn["planted"][cause][0]
    first, again = (planted_setup(cause, draw, drawn["bases"]) for _ in range(2))
    sound = sound_setup(draw[0], drawn["bases"][draw[0]])
    assert _same(first.key(), again.key())
    assert not _same(first.key(), sound.key())


def _same(one, other):
    return one[0] == other[0] and all(
        np.array_equal(a, b, equal_nan=a.dtype.kind == "f")
        for a, b in zip(one[1:], other[1:], strict=True)
    )


def test_a_run_is_trained_once_and_then_the_same(tmp_path, monkeypatch):
    monkeypatch.setenv("COURSE_HOME", str(tmp_path))
    case = list_cases(1, only=["too_few_epochs"])[0]
    first, causes = run_of(case)
    assert causes[0] == "too_few_epochs" and list(tmp_path.rglob("*.npz"))
    again, _ = run_of(case)
    for one, other in zip(first.model.get_weights(), again.model.get_weights(), strict=True):
        assert np.array_equal(one, other)
    assert set(rival_findings(first)) == {"static rules", "UMLAUT"}


def test_its_options_are_explained():
    command = [sys.executable, "-m", "benchmarks.diagnosis", "--help"]
    run = subprocess.run(command, capture_output=True, text=True, cwd=root(), check=True)
    assert "for example:" in run.stdout and "--per-cause" in run.stdout


def test_the_drawn_numbers_are_json():
    place = root() / "benchmarks" / "diagnosis" / "drawn.json"
    assert json.loads(place.read_text())["bases"]
