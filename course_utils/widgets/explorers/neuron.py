"""Lesson 1: one neuron, turned by hand and by training, on the sugar in breakfast cereals."""

import numpy as np

from course_utils.data import load_dataset
from course_utils.storage import cached_arrays
from course_utils.widgets.panels import Curves, Fit, Heatmap, Series
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

WEIGHTS = tuple(range(-2, 13))  # kcal for one gram
BIASES = tuple(range(0, 161, 10))  # kcal
EPOCHS = tuple(range(0, 201, 4))
SEEDS = tuple(range(1, 21))  # the first is the run on the page, all together the spread
GOAL = 34  # kcal; nine of the 255 lines on the sliders are this close
ASKED = "The two lines"
ENDS = np.array([-0.5, 21.5])  # grams of sugar: a line needs two points

CODE = """\
import keras
import numpy as np

from course_utils import load_dataset

cereals = load_dataset("cereals")
X = cereals[["sugars"]].to_numpy()
y = cereals["calories"].to_numpy()

# The neuron you set by hand, and by how many kcal it is off on average.
w, b = $w, $b
error = np.abs(w * X[:, 0] + b - y).mean()

# The neuron that learns.
keras.utils.set_random_seed(1)
model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(units=1)])
model.compile(optimizer=keras.optimizers.Adam(1.0), loss="mean_absolute_error")
history = model.fit(X, y, epochs=$epoch, batch_size=65, verbose=0)

learnt_w, learnt_b = model.get_weights()
learnt_error = np.abs(model.predict(X, verbose=0).ravel() - y).mean()
"""


def spec() -> Spec:
    """Compute all lines of the sliders, train the neuron from 20 starts, say what to show.

    Returns
    -------
    Spec
        With settings ``w``, ``b`` and ``epoch``. An error is always the mean absolute error over
        the 65 cereals, in kcal; after `epoch` epochs, not the running mean that `fit` reports.
    """
    x, y = _data()
    runs = cached_arrays(spec_key(__file__, x, y), _train)
    by_hand = _errors(*np.meshgrid(WEIGHTS, BIASES, indexing="ij"), x, y)
    return Spec(
        name="neuron",
        title="One neuron, by hand and by training",
        settings=_settings(),
        measures=_measures(x, y, by_hand, runs),
        panels=_panels(y),
        sentence=(
            Phrase("weight $w, bias $b: your line is off by $error kcal on average"),
            Phrase("after $epoch epochs the neuron is off by $learnt_error kcal"),
        ),
        prediction=_prediction(by_hand),
        goal=Goal(
            text="Find, by hand, a weight and a bias whose line is off by less than "
            f"{GOAL} kcal on average.",
            met="close",
            yes=f"Yes: $error kcal, below {GOAL}. Now let the neuron learn. How close does it "
            "come?",
            no=f"Not yet: your line is off by $error kcal, and it should be less than {GOAL}. Is "
            "it too steep, too flat, too high or too low?",
        ),
        code=CODE,
        history={"loss": "loss"},
        readouts=(
            Readout("Your error", "error", "kcal"),
            Readout("The neuron's error", "learnt_error", "kcal"),
            Readout("The neuron's weight", "learnt_w"),
            Readout("The neuron's bias", "learnt_b"),
        ),
        spread_over=f"{len(SEEDS)} seeds",
        trained=f"Trained from {len(SEEDS)} seeds on {len(x)} cereals, all in one batch, with Adam "
        f"at a learning rate of 1, for {EPOCHS[-1]} epochs. Seed {SEEDS[0]} is drawn.",
        alt="Points of 65 cereals, energy against sugar, with a line set by hand and the line of a "
        "neuron that learns; a map of the error for each weight and bias, with a valley across it; "
        "and the neuron's error falling as it learns.",
    )


def _data():
    cereals = load_dataset("cereals")
    return cereals["sugars"].to_numpy(float), cereals["calories"].to_numpy(float)


def _train():
    """Weight, bias and the loss `fit` reports at each of EPOCHS, from 20 starts.

    All (n_seeds, n_epochs).
    """
    import keras

    from course_utils.training import train_grid

    x, y = _data()
    grid = train_grid(
        lambda: keras.Sequential([keras.Input((1,)), keras.layers.Dense(units=1)]),
        (x[:, np.newaxis], y),
        loss="mean_absolute_error",
        optimizer=keras.optimizers.Adam(1.0),
        epochs=EPOCHS[-1],
        batch_size=len(x),
        seed=SEEDS,
        snapshots=EPOCHS,
        progress=False,
        cache=False,
    )
    kernel, bias = grid.weights
    loss = np.insert(grid.curves["loss"], 0, np.nan, axis=-1)[..., EPOCHS]  # none before epoch 1
    return {"w": kernel[..., 0, 0], "b": bias[..., 0], "loss": loss}


def _errors(w, b, x, y):
    """Mean absolute error of each line; the shape of `w` and `b`."""
    return np.abs(w[..., np.newaxis] * x + b[..., np.newaxis] - y).mean(axis=-1)


def _settings():
    return (
        Setting("w", "Weight w (kcal per gram)", WEIGHTS, start=WEIGHTS.index(0)),
        Setting("b", "Bias b (kcal)", BIASES, start=BIASES.index(50)),
        Setting("epoch", "Epochs the neuron has learnt", EPOCHS, kind="time"),
    )


def _measures(x, y, by_hand, runs):
    """What the page looks up; `runs` as from `_train`."""
    w, b = runs["w"], runs["b"]
    hand = np.stack(np.meshgrid(WEIGHTS, BIASES, indexing="ij"), axis=-1) @ [ENDS, np.ones(2)]
    learnt = _errors(w, b, x, y)
    low, high = np.percentile(learnt, [10, 90], axis=0)
    return {
        "sugars": Measure((), x),
        "calories": Measure((), y),
        "ends": Measure((), ENDS),
        "line": Measure(("w", "b"), hand),
        "error": Measure(("w", "b"), by_hand),
        "close": Measure(("w", "b"), by_hand < GOAL),
        "learnt_line": Measure(("epoch",), np.stack([w[0], b[0]], axis=-1) @ [ENDS, np.ones(2)]),
        "learnt_w": Measure(("epoch",), w[0]),
        "learnt_b": Measure(("epoch",), b[0]),
        "loss": Measure(("epoch",), runs["loss"][0]),
        "learnt_error": Measure(("epoch",), learnt[0]),
        "error_low": Measure(("epoch",), low),
        "error_high": Measure(("epoch",), high),
        "best": Measure((), by_hand.min()),
    }


def _panels(y):
    return (
        Fit(
            title=ASKED,
            points=("sugars", "calories"),
            line_x="ends",
            series=(Series("line", "your line"), Series("learnt_line", "the neuron's line", 1)),
            x_label="sugars (g in a cup)",
            y_label="energy (kcal in a cup)",
            x_range=tuple(ENDS),
            y_range=(0, float(y.max()) + 10),
            drag=("b", "w"),
        ),
        Heatmap(
            title="The error of every line you can set",
            rows="b",
            columns="w",
            measure="error",
            label="mean error (kcal)",
            log=True,
        ),
        Curves(
            title="The neuron's error while it learns",
            x="epoch",
            series=(Series("learnt_error", "the neuron", 1, band=("error_low", "error_high")),),
            y_label="mean error (kcal)",
            y_range=(0, 170),
            floor="best",
            floor_label="best line on your sliders",
        ),
    )


def _prediction(by_hand):
    """The best bias for a weight one larger than the best: read from the errors of all lines."""
    best = np.argmin(by_hand.min(axis=1))
    here, there = (BIASES[np.argmin(by_hand[place])] for place in (best, best + 1))
    steps = (there, here, 2 * here - there)  # a bias for each choice
    return Prediction(
        question="Somebody has found a good line through the points. Now make its weight 1 "
        "larger, so that it rises more steeply. What must the bias do to keep the error small?",
        choices=("it must become smaller", "it must stay as it is", "it must become larger"),
        outcome=int(np.sign(there - here)) + 1,
        because=f"At weight {WEIGHTS[best]} the best bias is {here}, at weight {WEIGHTS[best + 1]} "
        f"it is {there}. A steeper line must start lower to meet the same points. So "
        "the good lines lie in a valley that runs across the map.",
        panel=ASKED,
        at={"w": WEIGHTS[best + 1], "b": there},
        claims=tuple((Claim("line", {"b": bias}),) for bias in steps),
    )
