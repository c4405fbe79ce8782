"""How much faster `fit` on a small network is in the course's notebooks than in plain Keras.

Run `python -m benchmarks.quick_fits`, with `--json` for a machine. *Plain* is Keras as it comes,
*public* is a notebook of the course, with two public settings of TensorFlow, and *all* is the
grader, which also opens no pipeline in vain. Each fit runs in a fresh process, the three in turn.
"""

import argparse
import json
import multiprocessing
import os
import statistics
import time

PLAIN, PUBLIC, ALL = KINDS = ("plain", "public", "all")


def measure(rounds=3, epochs=50):
    """Time some epochs of one neuron on 300 rows, as exercise 1 trains it.

    Parameters
    ----------
    rounds : int
        Each time is the median of so many.
    epochs : int
        Of each fit.

    Returns
    -------
    dict
        ``plain_s``, ``public_s``, ``all_s``: seconds of a fit; ``ratio_public``, ``ratio_all``:
        the first by the others; ``largest_difference``: of any loss in any epoch from the plain
        one, relative.
    """
    fits = {kind: [] for kind in KINDS}
    for _ in range(rounds):
        for kind in KINDS:
            fits[kind].append(_in_a_fresh_process(kind, epochs))
    plain, public, everything = (statistics.median(s for s, _ in fits[kind]) for kind in KINDS)
    return {
        "plain_s": round(plain, 2),
        "public_s": round(public, 2),
        "all_s": round(everything, 2),
        "ratio_public": round(plain / public, 2),
        "ratio_all": round(plain / everything, 2),
        "largest_difference": max(_difference(fits, PUBLIC), _difference(fits, ALL)),
    }


def _difference(fits, kind):
    pairs = zip(fits[PLAIN][0][1], fits[kind][0][1], strict=True)
    return max(abs(plain - quick) / plain for plain, quick in pairs)


def _in_a_fresh_process(kind, epochs):
    with multiprocessing.get_context("spawn").Pool(1) as fresh:
        return fresh.apply(_fit, (kind, epochs))


def _fit(kind, epochs):
    """Seconds and losses of a fit."""
    os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
    import keras

    from course_utils import load_dataset
    from course_utils.quick_fits import make_fits_quick, open_what_is_read

    if kind != PLAIN:
        make_fits_quick()
    if kind == ALL:
        open_what_is_read()
    cars = load_dataset("fuel_economy")
    X = cars[["cylinders", "displacement", "horsepower", "weight"]].to_numpy("float32")[:300]
    X, y = (X - X.mean(axis=0)) / X.std(axis=0), cars["mpg"].to_numpy("float32")[:300]
    keras.utils.set_random_seed(1)
    model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(1)])
    model.compile(optimizer=keras.optimizers.SGD(0.01), loss="mean_squared_error")
    began = time.perf_counter()
    history = model.fit(X, y, validation_data=(X, y), epochs=epochs, verbose=0)
    return time.perf_counter() - began, history.history["loss"]


def main():
    """Print the measurement."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--json", action="store_true", help="print one line of JSON")
    parser.add_argument("--rounds", type=int, default=3, help="median of so many (default: 3)")
    parser.add_argument("--epochs", type=int, default=50, help="of each fit (default: 50)")
    options = parser.parse_args()
    numbers = measure(options.rounds, options.epochs)
    if options.json:
        print(json.dumps(numbers))
        return
    print(f"{options.epochs} epochs of one neuron on 300 rows:")
    print(f"  plain            {numbers['plain_s']:.2f} s")
    print(f"  public settings  {numbers['public_s']:.2f} s, {numbers['ratio_public']:.1f} x")
    print(f"  all              {numbers['all_s']:.2f} s, {numbers['ratio_all']:.1f} x")
    print(f"The losses differ by at most {numbers['largest_difference']:.0e} of themselves.")


if __name__ == "__main__":
    main()
