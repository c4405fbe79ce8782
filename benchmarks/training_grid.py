"""How much faster a grid trains than the same runs as separate Keras fits.

Run `python -m benchmarks.training_grid`, with `--json` for a machine. Seconds depend on the
computer; the ratio of the two times, measured in one run, much less so. *Cold* includes
building the model and, where the grid is compiled, the compilation; *warm* is the training
alone, and the fits are what a notebook would do: build, compile, fit, one after the other.
"""

import argparse
import importlib
import json
import os
import time

import numpy as np


def measure(curve_rates=25, curve_epochs=50, concrete_rates=12, concrete_epochs=30):
    """Time two grids and the fits they stand for; every fit is run, none is extrapolated.

    Parameters
    ----------
    curve_rates, curve_epochs : int
        Size of the first: a 1-16-1 network on 256 rows of a curve, batches of 16.
    concrete_rates, concrete_epochs : int
        Size of the second: an 8-64-64-1 network on the 1,030 rows of concrete, batches of 32.

    Returns
    -------
    dict
        ``ratio_cold``, ``ratio_warm``: time of the fits by time of the grid, for the curve;
        ``ratio_cold_concrete``, ``ratio_warm_concrete``: the same for concrete.
    """
    importlib.import_module("keras")  # before the clock starts: fits and grid both need it
    curve_cold, curve_warm = _ratios(_curve, _rows_of_a_curve(), 16, curve_rates, curve_epochs)
    cold, warm = _ratios(_deep, _rows_of_concrete(), 32, concrete_rates, concrete_epochs)
    return {
        "ratio_cold": round(curve_cold, 1),
        "ratio_warm": round(curve_warm, 1),
        "ratio_cold_concrete": round(cold, 1),
        "ratio_warm_concrete": round(warm, 1),
    }


def _curve():
    import keras

    hidden = keras.layers.Dense(16, activation="relu")
    return keras.Sequential([keras.Input((1,)), hidden, keras.layers.Dense(1)])


def _deep():
    import keras

    hidden = [keras.layers.Dense(64, activation="relu") for _ in range(2)]
    return keras.Sequential([keras.Input((8,)), *hidden, keras.layers.Dense(1)])


def _rows_of_a_curve():
    x = np.linspace(-3, 3, 256, dtype="float32")
    return x[:, np.newaxis], np.sin(2 * x)


def _rows_of_concrete():
    from course_utils import load_dataset

    table = load_dataset("concrete").to_numpy("float32")
    scaled = (table - table.mean(axis=0)) / table.std(axis=0)
    return scaled[:, :-1], scaled[:, -1]


def _ratios(build, data, batch_size, n_rates, epochs):
    """Time of the fits by time of the grid, from the settings on and for the training alone."""
    rates = np.geomspace(1e-3, 0.1, n_rates).tolist()
    fits = _timed(lambda: [_fit(build, data, batch_size, rate, epochs) for rate in rates])
    cold, warm = _grid_times(build, data, batch_size, rates, epochs)
    return fits / cold, fits / warm


def _fit(build, data, batch_size, rate, epochs):
    import keras

    keras.utils.set_random_seed(1)
    model = build()
    model.compile(optimizer=keras.optimizers.SGD(rate), loss="mean_squared_error")
    model.fit(*data, batch_size=batch_size, epochs=epochs, verbose=0)


def _timed(action):
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def _grid_times(build, data, batch_size, rates, epochs):
    """Seconds of a grid from its settings, and of a second training with the same program."""
    from course_utils.training.axes import find_axes
    from course_utils.training.recipe import Recipe
    from course_utils.training.rows import check_rows
    from course_utils.training.training import Training

    single = {
        "width": None,
        "l2": 0.0,
        "dropout": None,
        "seed": 1,
        "n_examples": None,
        "targets": None,
    }
    axes = find_axes(learning_rate=rates, batch_size=batch_size, **single)
    recipe = Recipe("mean_squared_error", "sgd", epochs, (), (epochs,), False)
    grid = []

    def cold():
        grid.append(Training(build, check_rows(data), axes, recipe))
        grid[0].train(progress=False)

    return _timed(cold), min(_timed(lambda: grid[0].train(progress=False)) for _ in range(3))


def main():
    """Print the measurement."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--json", action="store_true", help="print one line of JSON")
    as_json = parser.parse_args().json
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    ratios = measure()
    if as_json:
        print(json.dumps(ratios))
        return
    print("25 learning rates, 50 epochs, batches of 16, a 1-16-1 network on 256 rows:")
    print(f"  {ratios['ratio_cold']:.0f} times as fast as 25 fits, from its settings on,")
    print(f"  {ratios['ratio_warm']:.0f} times the training alone.")
    print("12 learning rates, 30 epochs, batches of 32, an 8-64-64-1 network on concrete:")
    print(f"  {ratios['ratio_cold_concrete']:.1f} times as fast, from its settings on,")
    print(f"  {ratios['ratio_warm_concrete']:.1f} times the training alone.")


if __name__ == "__main__":
    main()
