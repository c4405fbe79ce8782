"""Lesson 2: a sum of a few ReLU bends learns to follow a curve."""

import numpy as np

from course_utils.data import make_curve
from course_utils.storage import cached_arrays
from course_utils.widgets.panels import Curves, Diagram, Fit, Links, Nodes, Series
from course_utils.widgets.percent import percent_of_largest
from course_utils.widgets.spec import (
    Drawing,
    Goal,
    Measure,
    Phrase,
    Prediction,
    Readout,
    Setting,
    Spec,
)
from course_utils.widgets.spec_key import spec_key

UNITS = (1, 2, 3, 4, 6, 8, 12, 16)
STARTS = (1, 2, 3, 4)  # seeds on the page
SEEDS = tuple(range(1, 21))  # all together the spread; the first of them are STARTS
EPOCHS = (0, 1, 2, 3, 5, 7, 10, 14, 20, 28, 40, 55, 75, 100)
GOAL = 0.32
NOISE = 0.2
X_RANGE = (-3.0, 3.0)
Y_RANGE = (-4.0, 4.0)
# Which of 16 units a network has, (n_units, 1, 1, 16).
THERE = np.arange(UNITS[-1]) < np.array(UNITS)[:, np.newaxis, np.newaxis, np.newaxis]
FIT = "The network and its bends"
DRAWN = ("Error against the number of units", (0, 2, 4, 7))

CODE = """\
import keras
import numpy as np

from course_utils import make_curve

X, y = make_curve(n_samples=200, noise=0.2, seed=0)

keras.utils.set_random_seed($start)
model = keras.Sequential(
    [
        keras.Input((1,)),
        keras.layers.Dense($units, activation="relu"),
        keras.layers.Dense(1),
    ]
)
model.compile(optimizer=keras.optimizers.Adam(0.03), loss="mean_squared_error")
history = model.fit(X, y, epochs=$epoch, batch_size=10, verbose=0)

error = np.abs(model.predict(X, verbose=0).ravel() - y).mean()
w, b, output_w, output_b = model.get_weights()
bends = -b / w[0]
"""


def spec() -> Spec:
    """Train networks of 1 to 16 hidden units from 20 starts, and say what to show.

    Returns
    -------
    Spec
        With settings ``units``, ``start`` (the seed) and ``epoch``. An error is the mean
        absolute error on the 200 points it learns from, after `epoch` epochs.
    """
    X, y = _data()
    weights = cached_arrays(spec_key(__file__, X, y), _train)
    errors = np.abs(_outputs(weights, X[:, 0]).sum(axis=-2) + weights["c"] - y).mean(axis=-1)
    return Spec(
        name="bends",
        title="How many bends does a curve need?",
        settings=_settings(),
        measures=_measures(X, y, weights, errors),
        panels=_panels(),
        sentence=(
            Phrase("units $units, start $start, epoch $epoch: mean error $error"),
            Phrase("$awake of the bends lie between -3 and 3"),
        ),
        prediction=_prediction(errors),
        goal=Goal(
            text=f"Come below a mean error of {GOAL} with as few units as possible. Try every "
            "start before you take another unit.",
            met="frugal",
            yes="Yes: units $units, mean error $error, and no smaller network here does it.",
            no="Not yet: units $units, mean error $error.",
            hints=(
                Phrase(f"It should be below {GOAL}.", when="off"),
                Phrase(f"That is below {GOAL}, but fewer units can do it, too.", when="wasteful"),
            ),
        ),
        code=CODE,
        history={"loss": "loss"},
        readouts=(Readout("Mean error", "error"), Readout("Bends in sight", "awake")),
        spread_over=f"{len(SEEDS)} seeds",
        trained=f"Trained from {len(SEEDS)} seeds on 200 points, in batches of 10, with Adam at a "
        f"learning rate of 0.03, for {EPOCHS[-1]} epochs.",
        alt="A network's output over 200 points of a curve with hills and valleys, as a thick line "
        "of straight pieces, with a thin line for each hidden unit; its error against epochs, and "
        "its error against the number of units, which falls and then levels off.",
    )


def _data():
    return make_curve(n_samples=200, noise=NOISE, seed=0)


def _train():
    """Weights at EPOCHS: w, b, v (n_units, n_seeds, n_epochs, 16), c the same with 1 at the end.

    And the loss that `fit` reports for these epochs, (n_units, n_seeds, n_epochs).
    """
    import keras

    from course_utils.training import train_grid

    def build(width):
        hidden = keras.layers.Dense(width, activation="relu")
        return keras.Sequential([keras.Input((1,)), hidden, keras.layers.Dense(1)])

    grid = train_grid(
        build,
        _data(),
        loss="mean_squared_error",
        optimizer=keras.optimizers.Adam(0.03),
        epochs=EPOCHS[-1],
        batch_size=10,
        width=UNITS,
        seed=SEEDS,
        snapshots=EPOCHS,
        progress=False,
        cache=False,
    )
    w, b, v, c = grid.weights
    loss = np.insert(grid.curves["loss"], 0, np.nan, axis=-1)[..., EPOCHS]  # none before epoch 1
    return {"w": w[..., 0, :], "b": b, "v": v[..., 0], "c": c, "loss": loss}


def _outputs(weights, x):
    """What each unit adds at `x`, (..., 16, n_points); `x` is one line of points for all or each.

    Units that a narrower network does not have are 0.
    """
    w, b, v = (np.where(THERE, weights[name], 0.0)[..., np.newaxis] for name in "wbv")
    return v * np.maximum(w * x[..., np.newaxis, :] + b, 0)


def _settings():
    return (
        Setting("units", "Hidden units", UNITS),
        Setting("start", "Start (the seed)", STARTS, kind="choice"),
        Setting("epoch", "Epoch", EPOCHS, start=len(EPOCHS) - 1, kind="time"),
    )


def _measures(X, y, weights, errors):
    axes = ("units", "start", "epoch")
    shown = {name: values[:, : len(STARTS)] for name, values in weights.items()}
    x = _corners(shown)
    parts = _outputs(shown, x)
    low, high = np.percentile(errors, [10, 90], axis=1)
    error = errors[:, : len(STARTS)]
    return {
        "x": Measure((), X[:, 0]),
        "y": Measure((), y),
        "line_x": Measure(axes, x.astype("float16")),
        "sum": Measure(axes, (parts.sum(axis=-2) + shown["c"]).astype("float16")),
        "parts": Measure(axes, _only(THERE[..., np.newaxis], parts)),
        "activity": Measure(axes, percent_of_largest(np.abs(parts).max(axis=-1))),
        "n_units": Measure(("units",), np.array(UNITS)),
        "incoming": Measure(axes, _only(THERE, shown["w"])),
        "outgoing": Measure(axes, _only(THERE, shown["v"])),
        "awake": Measure(axes, _in_sight(shown).sum(axis=-1)),
        "error": Measure(axes, error),
        "error_low": Measure(("units", "epoch"), low),
        "error_high": Measure(("units", "epoch"), high),
        "loss": Measure(axes, shown["loss"]),
        "floor": Measure((), NOISE * np.sqrt(2 / np.pi)),
        "frugal": Measure(axes, _frugal(error)),
        "off": Measure(axes, error >= GOAL),
        "wasteful": Measure(axes, (error < GOAL) & ~_frugal(error)),
    }


def _only(there, values):
    """NaN where a unit is not there: the page leaves it out."""
    return np.where(there, values, np.nan).astype("float16")


def _bends(weights):
    """Where each unit bends, (..., 16); NaN for a unit that is not there or never bends."""
    w = np.where(THERE, weights["w"], 0.0)
    return np.divide(-weights["b"], w, out=np.full_like(w, np.nan), where=w != 0)


def _in_sight(weights):
    bends = _bends(weights)
    return (bends > X_RANGE[0]) & (bends < X_RANGE[1])


def _corners(weights):
    """The x where a line can bend and both ends, from left to right: straight in between.

    A unit without a bend in sight gives one of 16 even steps, so that all lines have as many.
    """
    low, *steps, high = np.linspace(*X_RANGE, UNITS[-1] + 2)
    inside = np.where(_in_sight(weights), _bends(weights), steps)
    ends = np.broadcast_to([low, high], (*inside.shape[:-1], 2))
    return np.sort(np.concatenate([inside, ends], axis=-1), axis=-1)


def _frugal(error):
    """Whether a network is good enough, and none with fewer units ever is."""
    good = error < GOAL
    fewest = np.flatnonzero(good.any(axis=(1, 2)))[0]
    return good & (np.arange(len(UNITS)) == fewest)[:, np.newaxis, np.newaxis]


def _panels():
    series = Series("error", "this start", band=("error_low", "error_high"))
    shared = {"series": (series,), "y_label": "mean error"}
    shared |= {"floor": "floor", "floor_label": "noise in the data"}
    return (
        Fit(
            title=FIT,
            points=("x", "y"),
            line_x="line_x",
            series=(Series("sum", "the network"),),
            x_label="input x",
            y_label="target y",
            x_range=X_RANGE,
            y_range=Y_RANGE,
            parts="parts",
            parts_label="single units",
        ),
        Diagram(
            title="The network itself",
            nodes=(Nodes("x"), Nodes("units", "activity", "n_units"), Nodes("y")),
            links=(Links(0, 1, "incoming"), Links(1, 2, "outgoing")),
            fit=FIT,
            told_label="mean error",
        ),
        Curves(title="Error while it learns", x="epoch", y_range=(0.0, 1.4), **shared),
        Curves(title=DRAWN[0], x="units", y_range=(0.0, 1.0), **shared),
    )


def _prediction(errors):
    """Told with the reveal: what the first and the last units are worth, over all starts."""
    typical = np.median(errors[:, :, -1], axis=1)
    few, middle, many = (typical[UNITS.index(units)] for units in (1, 6, 16))
    return Prediction(
        question="Networks with 1, 2, 3 and up to 16 hidden units learn this curve for 100 epochs. "
        "How does the error change with the number of units? Draw it.",
        because=f"Half of all starts end below {few:.2f} with 1 unit, below {middle:.2f} with 6, "
        f"and below {many:.2f} with 16. The first bends buy most. Then more units help by making "
        "a lucky start likelier, and nothing helps below the noise.",
        panel=DRAWN[0],
        drawing=Drawing(measure="error", at=DRAWN[1], label="Your curve: error for each network"),
    )
