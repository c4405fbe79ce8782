"""Lesson 4: how wide, how deep, how much noise, how many examples; and what is learnt of each."""

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise, product

import numpy as np

from course_utils.training import cached_arrays
from course_utils.widgets.explorer import Explorer
from course_utils.widgets.spec import (
    Curves,
    Fit,
    Goal,
    Measure,
    Phrase,
    Prediction,
    Readout,
    Series,
    Setting,
    Spec,
)
from course_utils.widgets.spec_key import spec_key

WIDTHS = (1, 2, 4, 8, 16, 32)
DEPTHS = (1, 2)
NOISES = (0.2, 0.4, 0.8)
N_EXAMPLES = (12, 24, 96)
EPOCHS = (1, 2, 3, 5, 7, 10, 14, 19, 25, 32, 40, 50, 60, 75, 90, 105, 120, 140)
SEEDS = tuple(range(1, 21))  # the first is the run on the page, all together the spread
N_VALID = 64
RATE = 0.03
LINE = np.linspace(-3, 3, 61)
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


def explore_capacity(show=None, state=""):
    """Open the explorer of lesson 4: width, depth, noise and number of examples.

    `show` and `state` are those of `Explorer`; a token is
    ``"capacity width=8 depth=1 noise=0.8 n_examples=24 epoch=140"``.
    """
    return Explorer(spec(), show=show, state=state)


def spec():
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
            Phrase("noise floor $floor"),
            Phrase("the training loss is below the floor: noise is learnt", when="below"),
            Phrase("the validation loss is $rise times its lowest", when="turned"),
        ),
        prediction=_prediction(measures),
        goal=_goal(),
        code=CODE,
        readouts=(
            Readout("Weights and biases", "parameters"),
            Readout("Noise floor", "floor"),
            Readout("Training loss", "loss"),
            Readout("Validation loss", "val_loss"),
            Readout("Validation loss / its lowest so far", "rise"),
        ),
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


def _signal(x):
    return np.sin(2 * x) + x / 2


def _targets(x, z):
    """Targets at every noise, (n_noises, 1, n_rows): one axis is left for the seeds."""
    noise = np.array(NOISES)[:, np.newaxis, np.newaxis]
    return (_signal(x) + noise * z).astype("float32")


def _train():
    """Losses and lines of all runs, (widths, depths, noises, numbers of examples, ...)."""
    sizes = [len(values) for values in (WIDTHS, DEPTHS, NOISES, N_EXAMPLES)]
    losses = np.empty((2, *sizes, len(SEEDS), len(EPOCHS)), "float32")
    lines = np.empty((*sizes, len(EPOCHS), len(LINE)), "float32")
    networks = list(product(*map(enumerate, (WIDTHS, DEPTHS, N_EXAMPLES))))

    def fit(network):
        (i, width), (j, depth), (k, n) = network
        losses[:, i, j, :, k], lines[i, j, :, k] = _fit(_starts(width, depth), n)

    with ThreadPoolExecutor() as pool:
        list(pool.map(fit, reversed(networks)))  # the widest take longest: they go first
    low, high = np.percentile(losses, [10, 90], axis=-2)
    return {"losses": losses[..., 0, :], "low": low, "high": high, "lines": lines}


def _starts(width, depth):
    """Kernels and biases at the start, each (1, n_seeds, ...): one axis is left for the noise."""
    units = [1, *[width] * depth, 1]
    shapes = [s for a, b in pairwise(units) for s in ((a, b), (b,))]
    scales = [np.sqrt(2 / shape[0]) if len(shape) == 2 else 1 for shape in shapes]
    drawn = []
    for seed in SEEDS:
        rng = np.random.default_rng(seed)
        drawn.append([s * rng.normal(size=shape) for s, shape in zip(scales, shapes, strict=True)])
    arrays = [np.array(column, "float32")[np.newaxis] for column in zip(*drawn, strict=True)]
    # A bias is one row that all examples share.
    return [a if place % 2 == 0 else a[..., np.newaxis, :] for place, a in enumerate(arrays)]


def _fit(start, n):
    """Train on the first n rows with Adam, all rows in one batch, at every noise and seed at once.

    Written in NumPy: with one batch an epoch the order of the rows does not count, and each
    noise and depth would be another program to compile. Losses are Keras': that
    of training before an epoch's update, that of validation after it.
    """
    x, z = _data()
    y = _targets(x, z)
    n_train = max(N_EXAMPLES)
    rows, targets = x[:n, np.newaxis].astype("float32"), y[..., :n]
    seen = np.concatenate([x[n_train:], LINE])[:, np.newaxis].astype("float32")
    shapes = [(len(NOISES), *w.shape[1:]) for w in start]
    sizes = [np.prod(shape) for shape in shapes]
    learnt, slope, mean, square = np.zeros((4, sum(sizes)), "float32")
    weights, gradients = _views(learnt, shapes, sizes), _views(slope, shapes, sizes)
    for weight, first in zip(weights, start, strict=True):
        weight[:] = first
    losses, lines = [], []
    for epoch in range(1, max(EPOCHS) + 1):
        layers = _forward(weights, rows)
        error = layers[-1][..., 0] - targets
        _backpropagate(weights, layers, error, gradients)
        _adam(learnt, slope, mean, square, epoch)
        if epoch in EPOCHS:
            outputs = _forward(weights, seen)[-1][..., 0]
            valid = outputs[..., :N_VALID] - y[..., n_train:]
            losses.append([np.mean(e**2, axis=-1) for e in (error, valid)])
            lines.append(outputs[:, 0, N_VALID:])
    return np.moveaxis(np.array(losses), 0, -1), np.moveaxis(np.array(lines), 0, 1)


def _views(flat, shapes, sizes):
    """The weights of a network as parts of one line of numbers, so that one update moves all."""
    parts = np.split(flat, np.cumsum(sizes)[:-1])
    return [part.reshape(shape) for part, shape in zip(parts, shapes, strict=True)]


def _forward(weights, rows):
    """The rows, then what each layer makes of them: (n_noises, n_seeds, n_rows, units)."""
    layers = [rows]
    for place in range(0, len(weights), 2):
        outputs = layers[-1] @ weights[place]
        outputs += weights[place + 1]
        is_last = place == len(weights) - 2
        layers.append(outputs if is_last else np.maximum(outputs, 0, out=outputs))
    return layers


def _backpropagate(weights, layers, error, gradients):
    """Fill in the gradients of the mean squared error, in the order of the weights."""
    back = (2 / error.shape[-1] * error)[..., np.newaxis]
    for place in range(len(weights) // 2 - 1, -1, -1):
        np.matmul(np.swapaxes(layers[place], -1, -2), back, out=gradients[2 * place])
        np.sum(back, axis=-2, keepdims=True, out=gradients[2 * place + 1])
        if place:
            back = back @ np.swapaxes(weights[2 * place], -1, -2)
            back *= layers[place] > 0


def _adam(learnt, slope, mean, square, step):
    """One update in place, as keras.optimizers.Adam makes it."""
    rate = np.float32(RATE * np.sqrt(1 - 0.999**step) / (1 - 0.9**step))
    mean += np.float32(0.1) * (slope - mean)
    square += np.float32(0.001) * (slope * slope - square)
    learnt -= rate * mean / (np.sqrt(square) + np.float32(1e-7))


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
    points = np.where(hidden, np.nan, _targets(x, z)[..., : len(places)])
    measures = {name: Measure(PER_EPOCH, v.astype("float32")) for name, v in per_run.items()}
    return measures | {
        "x": Measure((), x[: len(places)]),
        "y": Measure(("noise", "n_examples"), points),
        "line_x": Measure((), LINE),
        "truth": Measure((), _signal(LINE)),
        "line": Measure(PER_EPOCH, runs["lines"].astype("float16")),
        "floor": Measure(("noise",), floor),
        "parameters": Measure(("width", "depth"), _parameters()),
        "found": Measure(AXES, (below & turned)[..., -1].astype("float32")),
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
        Curves("Losses against epochs", "epoch", losses, "mean squared error", **level),
        Curves("Losses against units", "width", losses, "mean squared error", **level),
    )


CHOICES = (
    "both end at the noise floor or above it",
    "the training loss ends below the floor, the validation loss above it",
    "both end below the floor",
)


def _prediction(measures):
    """The largest network on 24 noisy examples: read from its losses at the end."""
    at = (WIDTHS.index(32), DEPTHS.index(2), NOISES.index(0.8), N_EXAMPLES.index(24), -1)
    floor = measures["floor"].values[NOISES.index(0.8)]
    loss, val_loss = (measures[name].values[at] for name in ("loss", "val_loss"))
    return Prediction(
        question="Two hidden layers of 32 units learn 24 examples with noise 0.8, for 140 epochs. "
        "No network can stay below the noise floor on new examples. Where do the losses end?",
        choices=CHOICES,
        outcome=0 if loss >= floor else 1 if val_loss >= floor else 2,
        because=f"The floor is {floor:.2g}. The training loss ends at {loss:.2g}, the validation "
        f"loss at {val_loss:.2g}. What a network gains below the floor, it gains by learning the "
        "noise of its own examples.",
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
        "validation loss $rise times its lowest so far. Look at the last epoch. A larger network "
        "or fewer examples bring more noise into the weights.",
    )
