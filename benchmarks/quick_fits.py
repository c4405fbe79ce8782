"""How much faster `fit` on a small network is in the course's notebooks than in plain Keras.

Run `python -m benchmarks.quick_fits`, with `--json` for a machine, and `--hidden 2 --epochs 10` for
a network as later lessons have it. *Plain* is Keras as it comes, *quick* a notebook of the course
or its grader. Each fit runs in a fresh process, the two in turn.
"""

import argparse
import json
import multiprocessing
import os
import statistics
import time

PLAIN, QUICK = KINDS = ("plain", "quick")


def measure(rounds=3, epochs=50, hidden=0):
    """Time some epochs of a network on 300 rows; one neuron is what exercise 1 trains.

    Parameters
    ----------
    rounds : int
        Each time is the median of so many.
    epochs : int
        Of each fit.
    hidden : int
        Layers of 32 ReLUs. With one or more, Adam trains the network, not SGD.

    Returns
    -------
    dict
        ``plain_s``, ``quick_s``: seconds of a fit; ``ratio``: the first by the second;
        ``largest_difference``: of any loss in any epoch from the plain one, relative.
    """
    fits = {kind: [] for kind in KINDS}
    for _ in range(rounds):
        for kind in KINDS:
            fits[kind].append(_in_a_fresh_process(kind, epochs, hidden))
    plain, quick = (statistics.median(s for s, _ in fits[kind]) for kind in KINDS)
    return {
        "plain_s": round(plain, 2),
        "quick_s": round(quick, 2),
        "ratio": round(plain / quick, 2),
        "largest_difference": _difference(fits[PLAIN][0][1], fits[QUICK][0][1]),
    }


def _difference(plain, quick):
    pairs = zip(plain, quick, strict=True)
    return max(abs(one - other) / one for one, other in pairs)


def _in_a_fresh_process(kind, epochs, hidden):
    with multiprocessing.get_context("spawn").Pool(1) as fresh:
        return fresh.apply(_fit, (kind, epochs, hidden))


def _fit(kind, epochs, hidden):
    """Seconds and losses of a fit."""
    os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
    import keras

    from course_utils import load_dataset
    from course_utils.quick_fits import make_fits_quick

    if kind != PLAIN:
        make_fits_quick()
    cars = load_dataset("fuel_economy")
    X = cars[["cylinders", "displacement", "horsepower", "weight"]].to_numpy("float32")[:300]
    X, y = (X - X.mean(axis=0)) / X.std(axis=0), cars["mpg"].to_numpy("float32")[:300]
    keras.utils.set_random_seed(1)
    layers = [keras.layers.Dense(32, activation="relu") for _ in range(hidden)]
    model = keras.Sequential([keras.Input((4,)), *layers, keras.layers.Dense(1)])
    optimizer = keras.optimizers.Adam(0.01) if hidden else keras.optimizers.SGD(0.01)
    model.compile(optimizer=optimizer, loss="mean_squared_error")
    began = time.perf_counter()
    history = model.fit(X, y, validation_data=(X, y), epochs=epochs, verbose=0)
    return time.perf_counter() - began, history.history["loss"]


def main():
    """Print the measurement."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--json", action="store_true", help="print one line of JSON")
    parser.add_argument("--rounds", type=int, default=3, help="median of so many (default: 3)")
    parser.add_argument("--epochs", type=int, default=50, help="of each fit (default: 50)")
    parser.add_argument("--hidden", type=int, default=0, help="layers of 32 ReLUs (default: 0)")
    options = parser.parse_args()
    numbers = measure(options.rounds, options.epochs, options.hidden)
    if options.json:
        print(json.dumps(numbers))
        return
    network = f"{options.hidden} layers of 32" if options.hidden else "one neuron"
    print(f"{options.epochs} epochs of {network} on 300 rows:")
    print(f"  plain Keras  {numbers['plain_s']:.2f} s")
    print(f"  quick fits   {numbers['quick_s']:.2f} s, {numbers['ratio']:.1f} x")
    print(f"The losses differ by at most {numbers['largest_difference']:.0e} of themselves.")


if __name__ == "__main__":
    main()
