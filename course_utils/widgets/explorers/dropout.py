"""Lesson 5: dropout masks and batch normalization at work, on unscaled concrete."""

from functools import partial

import numpy as np

from course_utils.data import load_dataset
from course_utils.networks.silencing import hidden_outputs, outputs_without
from course_utils.storage import cached_arrays
from course_utils.widgets.lines_into import lines_into
from course_utils.widgets.panels import Curves, Diagram, Links, Matrix, Nodes, Series
from course_utils.widgets.percent import percent_of_largest
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

RATES = (0.0, 0.2, 0.4, 0.7, 0.9)
NORMALIZE = ("no", "yes")
SEEDS = tuple(range(1, 21))  # the first is the run on the page, all together the spread
EPOCHS = 60
N_TRAIN, BATCH_SIZE = 64, 16
BATCHES = N_TRAIN // BATCH_SIZE  # in an epoch
UNITS = (64, 32)
MOMENTUM = 0.9  # with Keras' own, 0.99, the averages need ten times as many batches
N_VALID = 115
ASKED = "Loss against epochs"
LAST = 20  # epochs whose mean is judged: the loss of one epoch jumps
SHOWN_ROWS = 6  # of a batch, and
SHOWN_UNITS = 16  # of its units: whose masks are drawn
STRONGEST = 3  # of the weights into a unit, drawn as lines
CEMENT = 0  # the column whose statistics are drawn
AXES = ("normalize", "rate")
UNIT_MEASURES = tuple(
    [f"{what} {layer}" for what in ("activity", "without") for layer in (1, 2)]
    + [f"{what} {layer}" for what in ("into", "from") for layer in (1, 2, 3)]
)

CODE = """\
import keras
import numpy as np

from course_utils import load_dataset

concrete = load_dataset("concrete")
y = concrete.pop("compressive_strength").to_numpy()
X = concrete.to_numpy()  # as the lab wrote it down: nothing is scaled
rows = np.random.default_rng(1).permutation(len(X))
train, valid = rows[:64], rows[64:179]

keras.utils.set_random_seed(1)
model = keras.Sequential(
    [
        keras.Input((8,)),
        $normalize
        keras.layers.Dense(64, activation="relu"),
        keras.layers.Dropout($rate, seed=1),
        keras.layers.Dense(32, activation="relu"),
        keras.layers.Dense(1),
    ]
)
model.compile(optimizer=keras.optimizers.SGD(0.05), loss="mean_absolute_error")
history = model.fit(
    X[train],
    y[train],
    validation_data=(X[valid], y[valid]),
    epochs=$epoch,
    batch_size=16,
    verbose=0,
)

# What dropout will do to the next batch: 0 where a unit is silent.
masks = model.layers[-3](np.ones((16, 64)), training=True).numpy()[:6, :16]
"""


def spec() -> Spec:
    """Train with and without batch normalization, at five rates, from 20 seeds; say what to show.

    Returns
    -------
    Spec
        With settings ``normalize``, ``rate`` and ``epoch``. Losses are mean absolute errors in
        MPa as `fit` reports them, so the training loss has dropout on and the other one has not.
    """
    data = _data()
    runs = cached_arrays(spec_key(__file__, *data), partial(_train, data))
    measures = _measures(data, runs)
    return Spec(
        name="dropout",
        title="Dropout and batch normalization, seen working",
        settings=_settings(),
        measures=measures,
        panels=_panels(),
        sentence=(
            Phrase("epoch $epoch: training loss $loss, validation loss $val_loss MPa"),
            Phrase("training loss above validation loss", when="above"),
            Phrase("no better than always answering the median", when="lost"),
        ),
        prediction=_prediction(measures["final"].values, measures["median"].values),
        goal=_goal(),
        code=CODE,
        history={"loss": "loss", "val_loss": "val_loss"},
        readouts=(
            Readout("Training loss, dropout on", "loss", "MPa"),
            Readout("Validation loss, dropout off", "val_loss", "MPa"),
            Readout("At the end, 20 seeds: validation loss", "final", "MPa"),
            Readout("At the end, 20 seeds: gap", "gap", "MPa"),
        ),
        spread_over="20 seeds",
        trained=f"Trained from {len(SEEDS)} seeds on {N_TRAIN} mixtures, in batches of "
        f"{BATCH_SIZE}, by SGD at a learning rate of 0.05, for {EPOCHS} epochs. Seed {SEEDS[0]} "
        "is drawn.",
        alt="Loss against epochs for networks with and without batch normalization and with "
        "several dropout rates; the masks of the next batch; and how the moving mean of a column "
        "climbs towards the means of the batches. Without batch normalization nothing is learnt.",
    )


def _data():
    """Training and validation rows: (64, 8), (64,), (115, 8), (115,), nothing scaled."""
    concrete = load_dataset("concrete")
    y = concrete.pop("compressive_strength").to_numpy(float)
    rows = np.random.default_rng(1).permutation(len(y))
    train, valid = rows[:N_TRAIN], rows[N_TRAIN : N_TRAIN + N_VALID]
    X = concrete.to_numpy(float)
    return X[train], y[train], X[valid], y[valid]


def _train(data):
    """Train without and with a batch normalization in front, at every rate and from every seed.

    Returns
    -------
    dict of str to numpy.ndarray
        "loss" and "val_loss", shape (2, rates, seeds, epochs); "draws", the numbers behind the
        masks of the batch after each epoch, shape (epochs, rows, units); "order" of the rows,
        as the first seed reads them; and what its units do, by `_units`.
    """
    from course_utils.training.random_numbers import uniform
    from course_utils.training.row_order import row_order

    grids = [_grid(data, normalize == "yes") for normalize in NORMALIZE]
    curves = {n: np.array([grid.curves[n] for grid in grids]) for n in ("loss", "val_loss")}
    calls = np.array([[1, BATCHES * epoch] for epoch in range(1, EPOCHS + 1)])
    draws = uniform(calls, BATCH_SIZE * UNITS[0]).numpy().reshape(-1, BATCH_SIZE, UNITS[0])
    units = [
        _units(grid.weights, *data[2:], n == "yes")
        for grid, n in zip(grids, NORMALIZE, strict=True)
    ]
    units = {name: np.stack([found[name] for found in units]) for name in units[0]}
    return curves | units | {"draws": draws, "order": row_order(SEEDS[0], N_TRAIN)}


def _units(weights, X, y, normalized):
    """What the first units of both hidden layers of the first seed do, dropout off.

    Axes are (rates, epochs, ...). "activity 1" of the first layer is in percent of the largest mean
    output; "without 1" the validation loss when one unit is silent; "into 1" the strongest weights
    into its units from those shown before, and "from 1" where they come from. The output, layer 3,
    has the weights from all that are shown.
    """
    weights = [weight[:, 0] for weight in weights]
    if normalized:
        scale, shift, mean, variance = (weight[..., np.newaxis, :] for weight in weights[:4])
        X = scale * (X - mean) / np.sqrt(variance + 1e-3) + shift  # 1e-3 is Keras' epsilon
        weights = weights[4:]
    found = {}
    *hidden, _ = hidden_outputs(weights, X)
    for layer, outputs in enumerate(hidden):
        mean = outputs.mean(axis=-2)[..., :SHOWN_UNITS]
        silent = list(outputs_without(weights, X, layer, SHOWN_UNITS))
        losses = [np.abs(outputs[..., 0] - y).mean(axis=-1) for outputs in silent]
        found[f"activity {layer + 1}"] = percent_of_largest(mean)
        found[f"without {layer + 1}"] = np.stack(losses, axis=-1)
    for layer, kernel in enumerate(weights[::2], 1):
        before = kernel.shape[-2] if layer == 1 else SHOWN_UNITS
        shown = kernel[..., :before, :SHOWN_UNITS]
        most = STRONGEST if layer < 3 else None
        found[f"into {layer}"], found[f"from {layer}"] = lines_into(shown, most)
    return found


def _grid(data, normalized):
    import keras

    from course_utils.training import train_grid

    def build():
        layers = [keras.layers.Dense(units, activation="relu") for units in UNITS]
        layers.insert(1, keras.layers.Dropout(0.5, seed=1))  # the grid sets the rate
        if normalized:
            layers.insert(0, keras.layers.BatchNormalization(momentum=MOMENTUM))
        return keras.Sequential([keras.Input((8,)), *layers, keras.layers.Dense(1)])

    return train_grid(
        build,
        data,
        loss="mean_absolute_error",
        optimizer=keras.optimizers.SGD(0.05),
        epochs=EPOCHS,
        batch_size=BATCH_SIZE,
        dropout=RATES,
        seed=SEEDS,
        snapshots=tuple(range(1, EPOCHS + 1)),
        progress=False,
        cache=False,
    )


def _settings():
    return (
        Setting(
            "normalize",
            "Batch normalization in front",
            NORMALIZE,
            start=1,
            code=("# no batch normalization", "keras.layers.BatchNormalization(momentum=0.9),"),
            kind="choice",
        ),
        Setting("rate", "Dropout rate", RATES),
        Setting("epoch", "Epoch", tuple(range(1, EPOCHS + 1)), start=EPOCHS - 1, kind="time"),
    )


def _measures(data, runs):
    _, y_train, _, y_valid = data
    loss, val_loss = runs["loss"], runs["val_loss"]
    low, high = np.percentile(val_loss, [10, 90], axis=2)
    median = np.abs(np.median(y_train) - y_valid).mean()
    final, final_loss = (losses[..., -LAST:].mean(axis=(2, 3)) for losses in (val_loss, loss))
    # The next batch after each epoch.
    draws = runs["draws"][:, :SHOWN_ROWS, :SHOWN_UNITS]
    keep = draws >= np.reshape(RATES, (-1, 1, 1, 1))
    gap = final - final_loss
    time = (*AXES, "epoch")
    return {
        "loss": Measure(time, loss[:, :, 0]),
        "val_loss": Measure(time, val_loss[:, :, 0]),
        "low": Measure(time, low),
        "high": Measure(time, high),
        "above": Measure(time, loss[:, :, 0] > val_loss[:, :, 0]),
        "lost": Measure(time, ~(val_loss[:, :, 0] < median)),
        "median": Measure((), median),
        "final": Measure(AXES, final),
        "gap": Measure(AXES, gap),
        "best": Measure(AXES, final == final.min()),
        "too_much": Measure(("rate",), np.arange(len(RATES)) > np.argmin(final[1])),
        "masks": Measure(("rate", "epoch"), keep.astype("uint8")),
        **_means(data[0][runs["order"]][:, CEMENT]),
        **{name: Measure(time, runs[name]) for name in UNIT_MEASURES},
    }


def _means(column):
    """What a batch normalization in front sees and keeps of a column, whatever is behind it.

    The rows are in the order in which `fit` reads them. The batch of an epoch is another one each
    time.
    """
    means = column.reshape(BATCHES, BATCH_SIZE).mean(axis=1)
    return {
        "batch_mean": Measure(("epoch",), means[np.arange(EPOCHS) % BATCHES]),
        "moving_mean": Measure(("epoch",), _moving(means)),
    }


def _moving(means):
    """The moving mean at the end of each epoch; it starts at 0."""
    ends, kept = [], 0.0
    for _ in range(EPOCHS):
        for mean in means:
            kept = MOMENTUM * kept + (1 - MOMENTUM) * mean
        ends.append(kept)
    return np.array(ends)


def _panels():
    return (
        Curves(
            title=ASKED,
            x="epoch",
            series=(
                Series("loss", "training, dropout on"),
                Series("val_loss", "validation, dropout off", 1, band=("low", "high")),
            ),
            y_label="mean absolute error (MPa)",
            log=True,
            y_range=(3, 300),
            floor="median",
            floor_label="always the median",
        ),
        Matrix(
            title="Next batch: empty circles are dropped",
            measure="masks",
            row_labels=tuple(str(row) for row in range(1, SHOWN_ROWS + 1)),
            column_labels=tuple(str(unit) for unit in range(1, SHOWN_UNITS + 1)),
            look="mask",
            mask_labels=("dropped", "kept"),
        ),
        Curves(
            title="A batch normalization in front: cement",
            x="epoch",
            series=(
                Series("batch_mean", "mean of one batch of this epoch", 2),
                Series("moving_mean", "moving mean at its end", 3),
            ),
            y_label="kg/m³",
            y_range=(0, 450),
        ),
        _diagram(),
    )


def _diagram():
    """The units whose masks are drawn, and as many of the second layer."""
    return Diagram(
        title=f"The network itself: {SHOWN_UNITS} units a layer",
        nodes=(
            Nodes("columns", n_nodes=8),
            Nodes("layer 1", "activity 1", without="without 1"),
            Nodes("layer 2", "activity 2", without="without 2"),
            Nodes("MPa"),
        ),
        links=tuple(
            Links(layer - 1, layer, f"into {layer}", f"from {layer}") for layer in (1, 2, 3)
        ),
        told="val_loss",
        told_label="validation loss",
    )


def _prediction(final, median):
    """Which network learns on raw columns, without dropout: read from the 20 seeds."""
    learns = final[:, 0] < median
    return Prediction(
        question="Two networks learn from eight columns of concrete that nobody has scaled. "
        f"One has a batch normalization in front. In the last {LAST} of {EPOCHS} epochs, which of "
        "them is better than always answering the median?",
        choices=("neither", "only the one without it", "only the one with it", "both"),
        outcome=int(learns[0]) + 2 * int(learns[1]),
        because=f"Always the median is off by {median:.1f} MPa. Over 20 seeds, the network with "
        f"batch normalization is off by {final[1, 0]:.1f} MPa on average, the one without by "
        f"{final[0, 0]:,.0f} MPa: the first large steps threw its weights far away.",
        panel=ASKED,
        at={"normalize": "yes", "rate": 0.0, "epoch": EPOCHS},
        claims=tuple(_claims(choice, float(median)) for choice in range(4)),
    )


def _claims(choice, median):
    """Which side of the median the choice puts the network without and the one with it."""
    sides = {"low": median}, {"high": median}
    without, within = sides[choice % 2], sides[choice // 2]
    epoch = EPOCHS - LAST // 2
    return (
        Claim("final", {"normalize": "no", "epoch": epoch}, **without, label="without"),
        Claim("final", {"normalize": "yes"}, **within, label="with"),
    )


def _goal():
    return Goal(
        text="Turn batch normalization on. Find the dropout rate with the lowest validation loss, "
        f"as a mean over the last {LAST} epochs of 20 seeds.",
        met="best",
        yes="Yes: with rate $rate the validation loss is $final MPa, the lowest here. The gap is "
        "$gap MPa, and nobody is paid for that.",
        no="Not yet: batch normalization $normalize, rate $rate, validation loss $final MPa.",
        hints=(Phrase("So much is dropped that too little is learnt.", when="too_much"),),
    )
