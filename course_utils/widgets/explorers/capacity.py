"""Lesson 4: how wide, how deep, how much noise, how many examples; and what is learnt of each."""

import numpy as np

from course_utils.data.synthetic import curve
from course_utils.networks.silencing import hidden_outputs, outputs_without
from course_utils.storage import cached_arrays
from course_utils.widgets.lines_into import lines_into
from course_utils.widgets.panels import Curves, Diagram, Fit, Links, Nodes, Series
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

WIDTHS = (1, 2, 4, 8, 16, 32)
DEPTHS = (1, 2)
NOISES = (0.2, 0.4, 0.8)
N_EXAMPLES = (12, 24, 96)
EPOCHS = (1, 2, 3, 5, 7, 10, 14, 19, 25, 40, 60, 75, 90, 115, 140)
SEEDS = tuple(range(1, 21))  # the first is the run on the page, all together the spread
N_VALID = 64
RATE = 0.03
ASKED = "Losses against epochs"
LINE = np.linspace(-3, 3, 41)
STRONGEST = 2  # of the weights into a unit of the second hidden layer, drawn as lines
AXES = ("width", "depth", "noise", "n_examples")
PER_EPOCH = (*AXES, "epoch")
ROSE = 1.2  # the validation loss has turned when it ends 20 % above its lowest

CODE = """\
import keras
import numpy as np

rng = np.random.default_rng(0)
X, X_valid = rng.uniform(-3, 3, size=(96, 1)), rng.uniform(-3, 3, size=(64, 1))
z, z_valid = rng.normal(size=96), rng.normal(size=64)
z_valid /= np.sqrt(np.mean(z_valid**2))  # the noise floor is then exactly noise squared
y = np.sin(2 * X[:, 0]) + X[:, 0] / 2 + $noise * z
y_valid = np.sin(2 * X_valid[:, 0]) + X_valid[:, 0] / 2 + $noise * z_valid
X, y = X[:$n_examples], y[:$n_examples]

hidden = [keras.layers.Dense($width, activation="relu") for _ in range($depth)]
model = keras.Sequential([keras.Input((1,)), *hidden, keras.layers.Dense(1)])
rng = np.random.default_rng(1)
scales = [np.sqrt(2 / len(w)) if w.ndim == 2 else 1 for w in model.get_weights()]
model.set_weights([s * rng.normal(size=w.shape) for s, w in zip(scales, model.get_weights())])

model.compile(optimizer=keras.optimizers.Adam(0.03), loss="mean_squared_error")
history = model.fit(
    X, y, validation_data=(X_valid, y_valid), batch_size=96, epochs=$epoch, verbose=0
)
"""


def spec() -> Spec:
    """Train every network from 20 starts, and say what to show.

    Returns
    -------
    Spec
        With settings ``width``, ``depth``, ``noise``, ``n_examples`` and ``epoch``. Losses are
        those of Keras' history: mean squared errors. The noise of the validation rows is scaled
        so that the true curve has the loss noise², the floor, on exactly these rows.
    """
    x, z = _data()
    runs = cached_arrays(spec_key(__file__, x, z), _train)
    measures = _measures(x, z, runs)
    return Spec(
        name="capacity",
        title="Capacity, noise and examples",
        settings=_settings(),
        measures=measures,
        panels=_panels(),
        sentence=(
            Phrase("epoch $epoch: training loss $loss, validation loss $val_loss"),
            Phrase("the training loss is below the floor: noise is learnt", when="below"),
            Phrase("the validation loss is $rise times its lowest", when="turned"),
        ),
        prediction=_prediction(measures),
        goal=_goal(),
        code=CODE,
        history={"loss": "loss", "val_loss": "val_loss"},
        readouts=(
            Readout("Weights and biases", "parameters"),
            Readout("Noise floor", "floor"),
            Readout("Training loss", "loss"),
            Readout("Validation loss", "val_loss"),
            Readout("Validation loss / lowest", "rise"),
        ),
        spread_over=f"{len(SEEDS)} seeds",
        trained=f"Trained from {len(SEEDS)} seeds with Adam at a learning rate of {RATE}, in one "
        f"batch, for {EPOCHS[-1]} epochs. Seed {SEEDS[0]} is drawn.",
        alt="Points around a wavy curve and what a network makes of them; training and validation "
        "loss against epochs with the noise floor as a level line; and both losses against width. "
        "Narrow networks stay above the floor. Wide ones with few noisy examples bring the "
        "training loss below it, while the validation loss rises.",
    )


# Training ------------------------------------------------------------------------------------


def _data():
    """Inputs and noise of size 1: the training rows, then the validation rows."""
    rng = np.random.default_rng(0)
    sizes = (max(N_EXAMPLES), N_VALID)
    x = [rng.uniform(-3, 3, size=(n, 1))[:, 0] for n in sizes]
    z, z_valid = (rng.normal(size=n) for n in sizes)
    z_valid /= np.sqrt(np.mean(z_valid**2))
    return np.concatenate(x), np.concatenate([z, z_valid])


def _targets(x, z):
    """Targets at every noise, (n_noises, n_rows)."""
    return (curve(x) + np.array(NOISES)[:, np.newaxis] * z).astype("float32")


def _train():
    """Losses and lines of all runs, (widths, depths, noises, numbers of examples, ...).

    And what the units of the first seed do, by `_units`, with the depth behind its name.
    """
    x, z = _data()
    n_train, valid = max(N_EXAMPLES), _targets(x, z)[:, max(N_EXAMPLES) :]
    losses, lines, units = [], [], {}
    for depth in DEPTHS:
        grid = _grid(depth, x, _targets(x, z)[:, :n_train])
        # From (widths, seeds, numbers of examples, noises) to (widths, noises, ..., seeds).
        outputs = np.moveaxis(grid.predictions[..., 0], (3, 2, 1), (1, 2, 3))
        loss = np.moveaxis(grid.curves["loss"], (3, 2, 1), (1, 2, 3))[..., np.array(EPOCHS) - 1]
        errors = outputs[..., :N_VALID] - valid[:, np.newaxis, np.newaxis, np.newaxis]
        losses.append([loss, np.mean(errors**2, axis=-1)])
        lines.append(outputs[:, :, :, 0, :, N_VALID:])
        weights = [np.moveaxis(weight[:, 0], 2, 1) for weight in grid.weights]
        found = _units(weights, x[n_train:], valid[:, np.newaxis, np.newaxis])
        units |= {f"{name} at depth {depth}": values for name, values in found.items()}
    losses = np.moveaxis(np.array(losses), 0, 2)
    low, high = np.percentile(losses, [10, 90], axis=-2)
    lines = np.stack(lines, axis=1)
    return units | {"losses": losses[..., 0, :], "low": low, "high": high, "lines": lines}


def _grid(depth, x, targets):
    """Networks of one depth; their outputs at EPOCHS for the validation rows, then along LINE."""
    import keras

    from course_utils.training import train_grid

    def build(width):
        hidden = [keras.layers.Dense(width, activation="relu") for _ in range(depth)]
        return keras.Sequential([keras.Input((1,)), *hidden, keras.layers.Dense(1)])

    n_train = max(N_EXAMPLES)
    return train_grid(
        build,
        (x[:n_train, np.newaxis], targets[0]),
        optimizer=keras.optimizers.Adam(RATE),
        epochs=max(EPOCHS),
        batch_size=n_train,
        width=WIDTHS,
        seed=SEEDS,
        n_examples=N_EXAMPLES,
        targets=dict(zip(NOISES, targets, strict=True)),
        probe=np.concatenate([x[n_train:], LINE])[:, np.newaxis],
        snapshots=EPOCHS,
        initial_weights=_initial_weights,
        progress=False,
        cache=False,
    )


def _units(weights, x, y):
    """What each hidden unit passes on and is worth, and the weights into each layer.

    Weights have axes (widths, noises, numbers of examples, epochs) in front. "activity 1" of the
    first hidden layer is in percent of its largest mean output; "without 1" is the validation loss
    when one unit is silent, NaN where there is none.
    """
    X, found = x[:, np.newaxis], {}
    *hidden, _ = hidden_outputs(weights, X)
    for layer, outputs in enumerate(hidden):
        mean = outputs.mean(axis=-2)
        without = np.full(mean.shape, np.nan, "float16")
        for i, width in enumerate(WIDTHS):
            alone = outputs_without([weight[i] for weight in weights], X, layer, width)
            for unit, silent in enumerate(alone):
                without[i, ..., unit] = np.mean((silent[..., 0] - y) ** 2, axis=-1)
        found[f"activity {layer + 1}"] = percent_of_largest(mean)
        found[f"without {layer + 1}"] = without
    for layer, kernel in enumerate(weights[::2]):
        found[f"kernel {layer}"] = kernel.astype("float16")
    return found


def _initial_weights(seed, shapes):
    """Kernels of the size that He et al. give them, and biases that spread the bends."""
    rng = np.random.default_rng(seed)
    scales = [np.sqrt(2 / shape[0]) if len(shape) == 2 else 1 for shape in shapes]
    return [s * rng.normal(size=shape) for s, shape in zip(scales, shapes, strict=True)]


# What the page shows -------------------------------------------------------------------------


def _settings():
    return (
        Setting("width", "Units in each hidden layer", WIDTHS, start=WIDTHS.index(32)),
        Setting("depth", "Hidden layers", DEPTHS, start=1, kind="choice"),
        Setting("noise", "Noise", NOISES, start=NOISES.index(0.8), kind="choice"),
        Setting("n_examples", "Examples", N_EXAMPLES, start=N_EXAMPLES.index(24), kind="choice"),
        Setting("epoch", "Epoch", EPOCHS, start=len(EPOCHS) - 1, kind="time"),
    )


def _measures(x, z, runs):
    """What the page looks up; `runs` as from `_train`."""
    loss, val_loss = runs["losses"]
    floor = np.array(NOISES) ** 2
    against = floor[:, np.newaxis, np.newaxis]
    rise = val_loss / np.minimum.accumulate(val_loss, axis=-1)
    below, turned = loss < against, rise > ROSE
    per_run = {"loss": loss, "val_loss": val_loss, "rise": rise, "below": below, "turned": turned}
    for edge in ("low", "high"):
        per_run |= {f"loss_{edge}": runs[edge][0], f"val_loss_{edge}": runs[edge][1]}
    places = np.arange(max(N_EXAMPLES))
    hidden = places >= np.array(N_EXAMPLES)[:, np.newaxis]
    points = np.where(hidden, np.nan, _targets(x, z)[:, np.newaxis, : len(places)])
    measures = {name: Measure(PER_EPOCH, v.astype("float32")) for name, v in per_run.items()}
    return measures | {
        "x": Measure((), x[: len(places)]),
        "y": Measure(("noise", "n_examples"), points),
        "line_x": Measure((), LINE),
        "truth": Measure((), curve(LINE)),
        "line": Measure(PER_EPOCH, runs["lines"].astype("float16")),
        "floor": Measure(("noise",), floor),
        "parameters": Measure(("width", "depth"), _parameters()),
        "found": Measure(AXES, (below & turned)[..., -1].astype("float32")),
        "honest": Measure(AXES, ~(below & turned)[..., -1]),
        "early": Measure(("epoch",), np.array(EPOCHS) < EPOCHS[-1]),
        **_diagram_measures(runs),
    }


def _diagram_measures(runs):
    """What the diagram draws; the second hidden layer is that of the deeper networks."""

    def by_depth(name):
        return np.stack([runs[f"{name} at depth {depth}"] for depth in DEPTHS], axis=1)

    of_two = ("width", "noise", "n_examples", "epoch")
    deep = {n: runs[f"{n} at depth 2"] for n in ("activity 2", "without 2", "kernel 1", "kernel 2")}
    into_second, from_first = lines_into(deep["kernel 1"], STRONGEST)
    n_second = np.array(WIDTHS)[:, np.newaxis] * (np.array(DEPTHS) == 2)
    return {
        "n_first": Measure(("width",), np.array(WIDTHS)),
        "n_second": Measure(("width", "depth"), n_second),
        "activity_1": Measure(PER_EPOCH, by_depth("activity 1")),
        "activity_2": Measure(of_two, deep["activity 2"]),
        "without_1": Measure(PER_EPOCH, by_depth("without 1")),
        "without_2": Measure(of_two, deep["without 2"]),
        "into_first": Measure(PER_EPOCH, by_depth("kernel 0")[..., 0, :]),
        "into_second": Measure(of_two, into_second),
        "from_first": Measure(of_two, from_first),
        "out_of_second": Measure(of_two, deep["kernel 2"][..., 0]),
        "out_of_first": Measure(of_two, runs["kernel 1 at depth 1"][..., 0]),
    }


def _parameters():
    """How many numbers each network can learn, (widths, depths)."""
    width, depth = np.array(WIDTHS)[:, np.newaxis], np.array(DEPTHS)
    return 2 * width + (depth - 1) * (width**2 + width) + width + 1


def _panels():
    losses = (
        Series("loss", "training loss", band=("loss_low", "loss_high")),
        Series("val_loss", "validation loss", 1, band=("val_loss_low", "val_loss_high")),
    )
    level = {"log": True, "y_range": (0.02, 8), "floor": "floor", "floor_label": "noise floor"}
    return (
        Fit(
            title="The fit",
            points=("x", "y"),
            line_x="line_x",
            series=(Series("line", "the network"), Series("truth", "the signal", 2)),
            x_label="input x",
            y_label="target y",
            x_range=(-3, 3),
            y_range=(-5, 5),
        ),
        Curves(ASKED, "epoch", losses, "mean squared error", **level),
        _diagram(),
        Curves("Losses against units", "width", losses, "mean squared error", **level),
    )


def _diagram():
    """Two hidden layers, of which the second may be empty."""
    return Diagram(
        title="The network itself",
        nodes=(
            Nodes("x"),
            Nodes("layer 1", "activity_1", "n_first", "without_1"),
            Nodes("layer 2", "activity_2", "n_second", "without_2"),
            Nodes("y"),
        ),
        links=(
            Links(0, 1, "into_first"),
            Links(1, 2, "into_second", "from_first"),
            Links(2, 3, "out_of_second"),
            Links(1, 3, "out_of_first"),
        ),
        told="val_loss",
        told_label="validation loss",
    )


CHOICES = (
    "both end at the noise floor or above it",
    "the training loss ends below the floor, the validation loss above it",
    "both end below the floor",
)


def _prediction(measures):
    """The largest network on 24 noisy examples: read from its losses at the end."""
    at = (WIDTHS.index(32), DEPTHS.index(2), NOISES.index(0.8), N_EXAMPLES.index(24), -1)
    floor = float(measures["floor"].values[NOISES.index(0.8)])
    below, above = {"high": floor}, {"low": floor}
    loss, val_loss = (measures[name].values[at] for name in ("loss", "val_loss"))
    return Prediction(
        question="Two hidden layers of 32 units learn 24 examples with noise 0.8, for 140 epochs. "
        "No network can stay below the noise floor on new examples. Where do the losses end?",
        choices=CHOICES,
        outcome=0 if loss >= floor else 1 if val_loss >= floor else 2,
        because=f"The floor is {floor:.2g}. The training loss ends at {loss:.2g}, the validation "
        f"loss at {val_loss:.2g}. What a network gains below the floor, it gains by learning the "
        "noise of its own examples.",
        panel=ASKED,
        at={"width": 32, "depth": 2, "noise": 0.8, "n_examples": 24, "epoch": EPOCHS[-1]},
        claims=tuple(
            (Claim("loss", **train), Claim("val_loss", **valid))
            for train, valid in ((above, above), (below, above), (below, below))
        ),
    )


def _goal():
    return Goal(
        text="Catch a network learning noise: at the last epoch its training loss is below the "
        f"noise floor, and its validation loss is more than {ROSE - 1:.0%} above its lowest.",
        met="found",
        yes="Yes: this network, with $parameters parameters, ends with a training loss below the "
        "floor of $floor, and its validation loss has risen. Does it still learn noise with 96 "
        "examples?",
        no="Not yet: at epoch $epoch the training loss is $loss, the floor $floor, and the "
        "validation loss $rise times its lowest so far.",
        hints=(
            Phrase("Look at the last epoch.", when="early"),
            Phrase(
                "A larger network or fewer examples bring more noise into the weights.",
                when="honest",
            ),
        ),
    )
