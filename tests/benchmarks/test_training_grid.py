"""The benchmark runs in a small form; how fast a grid is at full size, is not tested here."""

import subprocess
import sys

from benchmarks.training_grid import measure
from course_utils.source.course_map import root


def test_measures_what_it_promises():
    found = measure(curve_rates=3, curve_epochs=2, concrete_rates=2, concrete_epochs=1)
    assert set(found) == {
        "ratio_cold",
        "ratio_warm",
        "ratio_cold_concrete",
        "ratio_warm_concrete",
    }
    assert all(value > 0 for value in found.values())
    assert found["ratio_warm"] > found["ratio_cold"]
    assert found["ratio_warm"] > 1


def test_its_options_are_explained():
    command = [sys.executable, "-m", "benchmarks.training_grid", "--help"]
    run = subprocess.run(command, capture_output=True, text=True, cwd=root(), check=True)
    assert "--json" in run.stdout
