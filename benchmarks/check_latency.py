"""How long a learner waits for a verdict, next to one forward pass of the same model.

Run `python -m benchmarks.check_latency`, with `--json` for a machine. Seconds depend on the
computer; the ratio of the two times, measured in turns in one run, much less so.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

ROUNDS = 50
IMPORTS = 5


def measure():
    """Time a verdict on a 512-512-512-1 model, and the import of the course.

    Returns
    -------
    dict
        ``median_ms``: a whole ``check("2.3", model)``, its entry in the progress included;
        ``forward_ms``: Keras' own ``model(x)`` for one row; ``ratio``: the first by the
        second; ``import_s``: ``import course_utils`` in a fresh process, median of 5.
    """
    with tempfile.TemporaryDirectory() as home:
        os.environ["COURSE_HOME"] = home
        os.environ.pop("COURSE_PROGRESS", None)
        check_s, forward_s = _verdict_and_forward_pass()
    return {
        "median_ms": round(1e3 * check_s, 2),
        "forward_ms": round(1e3 * forward_s, 2),
        "ratio": round(check_s / forward_s, 2),
        "import_s": round(statistics.median(_import_once() for _ in range(IMPORTS)), 6),
    }


def _verdict_and_forward_pass():
    """Median seconds of both, after one round that loads what is loaded on first use."""
    import keras
    import numpy as np

    from course_utils import check

    layers = [keras.layers.Dense(512, activation="relu") for _ in range(3)]
    model = keras.Sequential([keras.Input((8,)), *layers, keras.layers.Dense(1)])
    row = np.zeros((1, 8), dtype="float32")
    times = []
    for _ in range(ROUNDS + 1):
        verdict, check_s = _timed(check, "2.3", model)
        _, forward_s = _timed(model, row)
        times.append((check_s, forward_s))
    if not verdict.correct:
        raise SystemExit(f"The model of the benchmark should be correct, but:\n{verdict}")
    return map(statistics.median, zip(*times[1:], strict=True))


def _timed(function, *arguments):
    start = time.perf_counter()
    result = function(*arguments)
    return result, time.perf_counter() - start


def _import_once():
    """Seconds of the import alone, without Python's own start."""
    code = (
        "import time; t = time.perf_counter(); import course_utils; print(time.perf_counter() - t)"
    )
    return float(
        subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout
    )


def main():
    """Print the measurement."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--json", action="store_true", help="print one line of JSON")
    as_json = parser.parse_args().json
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    found = measure()
    print(json.dumps(found) if as_json else report(found))


def report(found):
    """Say in words what `measure` returned."""
    return (
        f"One verdict on a 512-512-512-1 model: {found['median_ms']:.1f} ms\n"
        f"That is {found['ratio']:.1f} times one model(x), which took {found['forward_ms']:.1f} ms."
        f"\nimport course_utils: {1e3 * found['import_s']:.1f} ms"
    )


if __name__ == "__main__":
    main()
