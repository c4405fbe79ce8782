"""The benchmark runs, and quick fits learn what plain ones do; how quick is not tested here."""

import json
import subprocess
import sys

from course_utils.course_map import root


def test_measures_and_compares_the_losses():
    command = [sys.executable, "-m", "benchmarks.quick_fits", "--json", "--rounds", "1"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=root(), check=True)
    found = json.loads(done.stdout)
    assert found.pop("largest_difference") < 1e-5
    alone, two = {"plain_s", "quick_s", "ratio"}, {"plain_two_s", "quick_two_s", "ratio_two"}
    assert set(found) == alone | two
    assert all(value > 0 for value in found.values())
