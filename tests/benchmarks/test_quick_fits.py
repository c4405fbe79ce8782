"""The benchmark runs, and quick fits learn what plain ones do; how quick is not tested here."""

import json
import subprocess
import sys

from course_utils.source.course_map import root


def test_measures_and_compares_the_losses():
    command = [
        sys.executable,
        "-m",
        "benchmarks.quick_fits",
        "--json",
        "--rounds",
        "1",
        "--epochs",
        "3",
    ]
    done = subprocess.run(command, capture_output=True, text=True, cwd=root(), check=True)
    numbers = json.loads(done.stdout)
    assert numbers.pop("largest_difference") < 1e-5
    assert set(numbers) == {"plain_s", "quick_s", "ratio"}
    assert all(value > 0 for value in numbers.values())
