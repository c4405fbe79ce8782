"""The benchmark runs and prints what it promises; how fast it is, is not tested here."""

import json
import subprocess
import sys

from course_utils.course_map import root


def run(*options):
    command = [sys.executable, "-m", "benchmarks.check_latency", *options]
    return subprocess.run(command, capture_output=True, text=True, cwd=root(), check=True).stdout


def test_prints_json():
    found = json.loads(run("--json"))
    assert set(found) == {"median_ms", "forward_ms", "ratio", "import_s"}
    assert all(value > 0 for value in found.values())


def test_prints_text():
    text = run()
    assert "One verdict on a 512-512-512-1 model" in text
    assert "times one model(x)" in text
