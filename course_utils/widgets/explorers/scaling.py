"""Lesson 12: one column, five scalers, two models: who learns the price of a diamond."""

from collections.abc import Callable

import numpy as np
import pandas as pd

from course_utils.data import load_dataset
from course_utils.storage import cached_arrays
from course_utils.widgets.panels import Curves, Fit, Histogram, Series
from course_utils.widgets.spec import (
    Claim,
    Goal,
    Measure,
    Phrase,
    Prediction,
    Readout,
    Setting,
    Spec,
)
from course_utils.widgets.spec_key import spec_key

TRUE_WIDTH, TYPED_WIDTH = 8.06, 58.9  # mm, of the diamond whose row slipped by a column
N_TRAIN, N_VALID = 600, 400
COLUMNS = {
    "width": ("width", 'lambda rows: rows["y"].replace(58.9, 8.06)'),
    "outlier": ("width with 58.9", 'lambda rows: rows["y"]'),
    "skewed": ("carat", 'lambda rows: rows["carat"]'),
    "constant": ("always 5", 'lambda rows: 0 * rows["y"] + 5'),
}
SCALERS = {
    "none": ("none", "lambda x: x"),
    "min_max": ("min–max", "lambda x: (x - v.min()) / (np.ptp(v) or 1)"),
    "standard": ("standardize", "lambda x: (x - v.mean()) / (v.std() or 1)"),
    "robust": (
        "robust",
        "lambda x: (x - np.median(v)) / (np.percentile(v, 75) - np.percentile(v, 25) or 1)",
    ),
    "log": (
        "log",
        "lambda x: (np.log(x) - np.log(v).mean()) / (np.log(v).std().round(6) or 1)",
    ),
}
MODELS = {
    "linear": ("linear unit", "[]"),
    "network": ("16 ReLU units", '[keras.layers.Dense(16, activation="relu")]'),
}
EPOCHS = 10
SEEDS = (1, 2, 3, 4, 5)  # the first is the run of the code, the median of all is on the page
RATE = 0.03
SHOWN = 150  # points drawn
ALONG = np.linspace(0.2, 11.8, 40)  # in mm or carat: where the model is asked
EDGES = np.linspace(-4, 12, 65)
RACE = "Validation loss with each scaler"
AXES = ("column", "scaler", "model")

CODE = """\
import keras
import numpy as np
import pandas as pd

from course_utils import load_dataset

diamonds = load_dataset("diamonds")
egg = diamonds.loc[[diamonds["y"].idxmax()]]
good = diamonds.query("x > 0 and 0 < y < 20 and 0 < z < 20").sample(999, random_state=1)
train = pd.concat([good[:599], egg]).sample(frac=1, random_state=1)
valid = good[599:]

column = $column
v = column(train).to_numpy()
scale = $scaler

keras.utils.set_random_seed(1)
model = keras.Sequential([keras.Input((1,)), *$model, keras.layers.Dense(1)])
model.compile(optimizer=keras.optimizers.Adam(0.03), loss="mean_squared_error")
history = model.fit(
    scale(column(train)).to_numpy(),
    train["price"].to_numpy() / 1000,
    validation_data=(scale(column(valid)).to_numpy(), valid["price"].to_numpy() / 1000),
    batch_size=32,
    epochs=10,
    verbose=0,
)
loss = history.history["val_loss"][$epoch - 1]
"""


def spec() -> Spec:
    """Train each model on each column behind each scaler, and say what to show.

    Returns
    -------
    Spec
        With settings ``column``, ``scaler``, ``model`` and ``epoch``. The target is the price of a
        diamond in thousands of dollars, the loss the mean squared error on 400 validation
        diamonds, of which none is mistyped.
    """
    train, valid = _diamonds()
    key = spec_key(__file__, train.to_numpy(float), valid.to_numpy(float))
    runs = cached_arrays(key, lambda: _train_all(train, valid))
    measures = _measures(train, valid, runs)
    return Spec(
        name="scaling",
        title="One column, five scalers",
        settings=_settings(),
        measures=measures,
        panels=_panels(),
        sentence=(
            Phrase("after epoch $epoch the validation loss is $loss"),
            Phrase("the scaled column runs from $smallest to $largest"),
        ),
        prediction=_prediction(measures),
        goal=_goal(),
        code=CODE,
        readouts=(
            Readout("Validation loss", "loss"),
            Readout("Smallest, scaled", "smallest"),
            Readout("Largest, scaled", "largest"),
            Readout("Room of the middle 98 %", "room", "%", digits=2),
        ),
        trained=f"Every combination was trained from {len(SEEDS)} seeds on {N_TRAIN} diamonds with "
        f"Adam, rate {RATE}, batches of 32. Losses are the median of the seeds. Robust: less the "
        "median, divided by the width of the middle half. Log: the logarithm, standardized.",
        history={"val_loss": "own"},
        alt="A histogram of a column before and after scaling, the price against the column with "
        "the model's curve, and the validation loss of five scalers over ten epochs. Without the "
        "outlier all scalers bring the loss down to about 2. With it, min–max stays far above the "
        "others, and the logarithm is lowest.",
    )  # fmt: skip


def _diamonds():
    """Training rows, the mistyped one among them, and validation rows."""
    table = load_dataset("diamonds")[["carat", "x", "y", "z", "price"]]
    mistyped = table.loc[[table["y"].idxmax()]]
    good = table.query("x > 0 and 0 < y < 20 and 0 < z < 20")
    good = good.sample(N_TRAIN + N_VALID - 1, random_state=1)
    train = pd.concat([good[: N_TRAIN - 1], mistyped]).sample(frac=1, random_state=1)
    return train, good[N_TRAIN - 1 :]


def _column(name, rows):
    """One column of some rows, as its code takes it."""
    if name == "constant":
        return np.full(len(rows), 5.0)
    if name == "skewed":
        return rows["carat"].to_numpy()
    width = rows["y"].to_numpy()
    return np.where(width == TYPED_WIDTH, TRUE_WIDTH, width) if name == "width" else width


def _scaler(name, v) -> Callable[[np.ndarray], np.ndarray]:
    """The function that scales as it was learnt from `v`."""
    if name == "log":
        scale = _scaler("standard", np.log(v))
        return lambda x: scale(np.log(x))
    shift, spread = {
        "none": (0.0, 1.0),
        "min_max": (v.min(), np.ptp(v)),
        "standard": (v.mean(), v.std()),
        "robust": (np.median(v), np.subtract(*np.percentile(v, [75, 25]))),
    }[name]
    return lambda x: (x - shift) / (np.round(spread, 6) and spread or 1.0)


def _train_all(train, valid):
    """Losses (columns, scalers, models, seeds, epochs); lines (…, epochs, points) of one seed."""
    losses = np.empty((len(COLUMNS), len(SCALERS), len(MODELS), len(SEEDS), EPOCHS))
    lines = np.empty((len(COLUMNS), len(SCALERS), len(MODELS), EPOCHS, len(ALONG)))
    for c, column in enumerate(COLUMNS):
        v, checked = _column(column, train), _column(column, valid)
        for s, scaler in enumerate(SCALERS):
            if column == "constant" and scaler not in ("none", "min_max"):
                losses[c, s], lines[c, s] = losses[c, 1], lines[c, 1]  # all are 0, as with min_max
                continue
            scale = _scaler(scaler, v)
            x, x_valid, along = (scale(a)[:, np.newaxis] for a in (v, checked, ALONG))
            data = (x, train["price"] / 1000, x_valid, valid["price"] / 1000)
            for m, model in enumerate(MODELS):
                grid = _train(model, data, along)
                losses[c, s, m] = grid.curves["val_loss"]
                lines[c, s, m] = grid.predictions[0, :, :, 0]
    return {"losses": losses.astype("float32"), "lines": lines.astype("float32")}


def _train(model, data, along):
    import keras

    from course_utils.training import train_grid

    def build():
        hidden = [keras.layers.Dense(16, activation="relu")] if model == "network" else []
        return keras.Sequential([keras.Input((1,)), *hidden, keras.layers.Dense(1)])

    return train_grid(
        build,
        data,
        optimizer="adam",
        learning_rate=RATE,
        epochs=EPOCHS,
        seed=SEEDS,
        probe=along,
        snapshots=range(1, EPOCHS + 1),
        progress=False,
        cache=False,
    )


def _settings():
    def choices(name, label, of, start):
        return Setting(
            name,
            label,
            tuple(of),
            start=list(of).index(start),
            texts=tuple(text for text, _ in of.values()),
            code=tuple(code for _, code in of.values()),
            kind="choice",
        )

    return (
        choices("column", "Column", COLUMNS, "width"),
        choices("scaler", "Scaler", SCALERS, "none"),
        choices("model", "Model", MODELS, "network"),
        Setting("epoch", "Epoch", tuple(range(1, EPOCHS + 1)), start=EPOCHS - 1, kind="time"),
    )


def _measures(train, valid, runs):
    loss = np.median(runs["losses"], axis=3)
    per_run, end = (*AXES, "epoch"), loss[..., -1]
    counted = [[np.clip(_scaled(c, s, train), EDGES[0], EDGES[-1] - 1e-9) for s in SCALERS]
               for c in COLUMNS]  # fmt: skip
    after = np.array([[np.histogram(v, EDGES)[0] for v in row] for row in counted])
    scaled = np.array([[_scaled(c, s, train) for s in SCALERS] for c in COLUMNS])
    low, high = np.percentile(scaled, [1, 99], axis=-1)
    spread = np.ptp(scaled, axis=-1)
    race = {f"with_{s}": Measure(("column", "model", "epoch"), loss[:, place])
            for place, s in enumerate(SCALERS)}  # fmt: skip
    points = np.array([_column(name, valid)[:SHOWN] for name in COLUMNS])
    own = ("column", "scaler")
    return race | _goal_measures(end) | {
        "loss": Measure(per_run, loss),
        "own": Measure(per_run, runs["losses"][:, :, :, 0]),
        "line": Measure(per_run, runs["lines"]),
        "before": Measure(("column",), after[:, 0]),
        "after": Measure(own, after),
        "smallest": Measure(own, scaled.min(axis=-1)),
        "largest": Measure(own, scaled.max(axis=-1)),
        "room": Measure(own, 100 * np.divide(high - low, spread, out=0 * spread, where=spread > 0)),
        "x": Measure(("column",), points),
        "y": Measure((), valid["price"].to_numpy()[:SHOWN] / 1000),
        "along": Measure((), ALONG),
    }  # fmt: skip


def _scaled(column, scaler, train):
    v = _column(column, train)
    return _scaler(scaler, v)(v)


def _goal_measures(end):
    """Where the loss after the last epoch is smallest, and why it is not where it is not."""
    place = list(COLUMNS).index("outlier")
    asked = np.zeros(len(COLUMNS), dtype=bool)
    asked[place] = True
    found = np.zeros(end.shape, dtype=bool)
    found[place] = end[place] == end[place].min()
    bent = np.array([name == "log" for name in SCALERS])
    return {
        "end": Measure(AXES, end),
        "found": Measure(AXES, found),
        "other_column": Measure(("column",), ~asked),
        "straight": Measure(("column", "model"), asked[:, np.newaxis] & [True, False]),
        "stretched": Measure(("column", "scaler"), asked[:, np.newaxis] & ~bent),
    }


def _panels():
    return (
        Histogram(
            title="The column, before and after",
            series=(Series("before", "before"), Series("after", "scaled", 1)),
            edges=tuple(EDGES.tolist()),
            x_label="value; the last bars: and beyond",
            y_label="diamonds",
        ),
        Curves(
            title=RACE,
            x="epoch",
            series=tuple(
                Series(f"with_{name}", text, place)
                for place, (name, (text, _)) in enumerate(SCALERS.items())
            ),
            y_label="mean squared error",
            log=True,
            y_range=(1.5, 40),
        ),
        Fit(
            title="What the model says",
            points=("x", "y"),
            line_x="along",
            series=(Series("line", "the model"),),
            x_label="the column, not scaled",
            y_label="price (1,000 $)",
            x_range=(0, 12),
            y_range=(0, 20),
        ),
    )


def _prediction(measures):
    """Whose loss the outlier raises most, of four scalers, for the network."""
    asked = [name for name in SCALERS if name != "none"]
    network = list(MODELS).index("network")
    end = measures["end"].values[..., network]
    places = [list(SCALERS).index(name) for name in asked]
    without, within = (end[list(COLUMNS).index(name), places] for name in ("width", "outlier"))
    pairs = zip(asked, without, within, strict=True)
    told = "; ".join(f"{SCALERS[name][0]} {a:.2g} and {b:.2g}" for name, a, b in pairs)
    return Prediction(
        question="600 diamonds teach a network their price from their width. In one row the width "
        "is typed as 58.9 mm, and 8.06 mm is true. Which scaler does this one cell hurt most?",
        choices=tuple(SCALERS[name][0] for name in asked),
        outcome=int(np.argmax(within / without)),
        because=f"The loss without and with that cell: {told}. For min–max the one diamond is "
        "the 1, and all others share the lowest eighth of the room.",
        panel=RACE,
        at={"column": "outlier", "scaler": "min_max"},
        claims=tuple((Claim(f"with_{name}", low=float(within.max())),) for name in asked),
    )


def _goal():
    return Goal(
        text="Take the column with 58.9 in it. Find the scaler and the model with the smallest "
        "validation loss after 10 epochs.",
        met="found",
        yes="Yes: $end. A logarithm brings 58.9 closer to 8, and the network can bend. It would be "
        "better still to put the cell right: look at the same with the column “width”.",
        no="Not yet: with this column, scaler and model the loss after 10 epochs is $end.",
        hints=(
            Phrase("Take the column with 58.9 in it.", when="other_column"),
            Phrase("Prices do not rise in a straight line: take the model that can bend.",
                   when="straight"),
            Phrase("Take a scaler that does more than shift and stretch.", when="stretched"),
        ),
    )  # fmt: skip
