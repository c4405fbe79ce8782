"""The benchmark runs and prints what it promises; how fast it is, is not tested here."""

import json
import subprocess
import sys

from benchmarks.check_latency import report
from course_utils.source.course_map import root


def test_prints_json():
    command = [sys.executable, "-m", "benchmarks.check_latency", "--json"]
    run = subprocess.run(command, capture_output=True, text=True, cwd=root(), check=True)
    found = json.loads(run.stdout)
    assert set(found) == {"median_ms", "forward_ms", "ratio", "import_s"}
    assert all(value > 0 for value in found.values())


def test_says_it_in_words():
    text = report({"median_ms": 25.25, "forward_ms": 5.0, "ratio": 5.05, "import_s": 0.0005})
    assert "One verdict on a 512-512-512-1 model: 25.2 ms" in text
    assert "5.0 times one model(x), which took 5.0 ms" in text
    assert "import course_utils: 0.5 ms" in text
