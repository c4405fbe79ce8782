"""How much faster `fit` on a small network is in a warm process than in a plain one.

Run `python -m benchmarks.quick_fits`, with `--json` for a machine. Each fit runs in a fresh
process, the plain and the quick ones in turn. Two at once is what two workers do on two cores.
"""

import argparse
import json
import multiprocessing
import os
import statistics
import time

PLAIN, QUICK = "plain", "quick"


def measure(rounds=3):
    """Time 50 epochs of one neuron on 300 rows, as exercise 1 trains it.

    Parameters
    ----------
    rounds : int
        Each time is the median of so many.

    Returns
    -------
    dict
        ``plain_s``, ``quick_s``: seconds of a fit alone; ``ratio``: the first by the second;
        ``plain_two_s``, ``quick_two_s``, ``ratio_two``: the same for one of two at once;
        ``largest_difference``: of any loss in any epoch, relative.
    """
    fits = {(kind, n): [] for n in (1, 2) for kind in (PLAIN, QUICK)}
    for _ in range(rounds):
        for (kind, n), found in fits.items():
            found += _at_once(kind, n)
    seconds = {key: statistics.median(s for s, _ in found) for key, found in fits.items()}
    pairs = zip(fits[PLAIN, 1][0][1], fits[QUICK, 1][0][1], strict=True)
    return {
        "plain_s": round(seconds[PLAIN, 1], 2),
        "quick_s": round(seconds[QUICK, 1], 2),
        "ratio": round(seconds[PLAIN, 1] / seconds[QUICK, 1], 2),
        "plain_two_s": round(seconds[PLAIN, 2], 2),
        "quick_two_s": round(seconds[QUICK, 2], 2),
        "ratio_two": round(seconds[PLAIN, 2] / seconds[QUICK, 2], 2),
        "largest_difference": max(abs(plain - quick) / plain for plain, quick in pairs),
    }


def _at_once(kind, n):
    """Seconds and losses of n fits, each in a process of its own, started together."""
    fresh = multiprocessing.get_context("spawn")
    start, results = fresh.Barrier(n), fresh.Queue()
    processes = [fresh.Process(target=_fit, args=(kind, start, results)) for _ in range(n)]
    for process in processes:
        process.start()
    found = [results.get(timeout=300) for _ in processes]
    for process in processes:
        process.join()
    return found


def _fit(kind, start, results):
    os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
    import keras

    from course_utils import load_dataset
    from course_utils.warm.quick_fits import make_fits_quick

    if kind == QUICK:
        make_fits_quick()
    cars = load_dataset("fuel_economy")
    X = cars[["cylinders", "displacement", "horsepower", "weight"]].to_numpy("float32")[:300]
    X, y = (X - X.mean(axis=0)) / X.std(axis=0), cars["mpg"].to_numpy("float32")[:300]
    keras.utils.set_random_seed(1)
    model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(1)])
    model.compile(optimizer=keras.optimizers.SGD(0.01), loss="mean_squared_error")
    start.wait()
    began = time.perf_counter()
    history = model.fit(X, y, validation_data=(X, y), epochs=50, verbose=0)
    results.put((time.perf_counter() - began, history.history["loss"]))


def main():
    """Print the measurement."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--json", action="store_true", help="print one line of JSON")
    parser.add_argument("--rounds", type=int, default=3, help="median of so many (default: 3)")
    options = parser.parse_args()
    found = measure(options.rounds)
    if options.json:
        print(json.dumps(found))
        return
    print("50 epochs of one neuron on 300 rows, in seconds (plain, quick):")
    print(f"  alone        {found['plain_s']:.2f}  {found['quick_s']:.2f}  {found['ratio']:.1f} x")
    print(
        f"  two at once  {found['plain_two_s']:.2f}  {found['quick_two_s']:.2f}"
        f"  {found['ratio_two']:.1f} x"
    )
    print(f"The losses differ by at most {found['largest_difference']:.0e} of themselves.")


if __name__ == "__main__":
    main()
