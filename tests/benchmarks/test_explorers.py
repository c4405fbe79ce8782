"""The benchmark runs and prints what it promises; how fast it is, is not tested here."""

import json
import subprocess
import sys

import pytest

from benchmarks.explorers import LIMITS, explorers, report
from course_utils.source.course_map import root

pytestmark = pytest.mark.xdist_group("browser")


def run(*options):
    command = [sys.executable, "-m", "benchmarks.explorers", *options]
    return subprocess.run(command, capture_output=True, text=True, cwd=root())


def test_prints_json():
    ran = run("--json", "explore_neuron")
    assert ran.returncode == 0, ran.stderr
    found = json.loads(ran.stdout)
    assert set(found) == {"explore_neuron"}
    assert set(found["explore_neuron"]) == set(LIMITS)
    assert all(value > 0 for value in found["explore_neuron"].values())
    for size in ("bytes", "saved_bytes"):
        assert 10_000 < found["explore_neuron"][size] < 1_000_000


def test_prints_each_number_beside_its_limit():
    found = {
        "step_ms": 0.42,
        "first_paint_cold_s": 3.04,
        "first_paint_warm_s": 0.66,
        "bytes": 123_456,
        "saved_bytes": 234_567,
    }
    assert report({"explore_neuron": found}) == (
        "explore_neuron: a step 0.4 ms (limit 16), first paint 3.0 s with an empty cache "
        "(limit 4), 0.7 s with a full one (limit 1), 123 KB sent (limit 1,000), 235 KB saved "
        "(limit 1,000)"
    )


def test_all_explorers_are_found_without_a_list():
    assert {"explore_neuron", "explore_bends"} <= set(explorers())


def test_an_unknown_name_is_refused_with_those_there_are():
    ran = run("explore_nothing")
    assert ran.returncode != 0
    assert "no explorer explore_nothing" in ran.stderr
    assert "explore_neuron" in ran.stderr
