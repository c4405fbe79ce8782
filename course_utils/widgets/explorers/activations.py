"""Lesson 8: how much blame reaches each layer, by activation, depth and size of the weights."""

import numpy as np

from course_utils.data import load_dataset
from course_utils.networks.activations import ACTIVATIONS
from course_utils.networks.layers import Activation, Dense
from course_utils.networks.losses import LOSSES
from course_utils.networks.network import Network
from course_utils.networks.slopes import SLOPES
from course_utils.networks.update_rules import momentum
from course_utils.storage import cached_arrays
from course_utils.widgets.panels import Curves, Fit, Series
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
from course_utils.widgets.words import number_text

NAMES = ("sigmoid", "tanh", "relu")
DEPTHS = (1, 2, 3, 4, 5, 7, 10)
SIZES = (0.5, 1.0, 2.0, 4.0)  # times Glorot's
LAYERS = tuple(range(1, DEPTHS[-1] + 1))
EPOCHS = tuple(range(1, 61))
SEEDS = tuple(range(1, 21))  # the first is the run on the page, all together the spread
N_ROWS, UNITS = 128, 16
RATE, MOMENTUM = 0.02, 0.9
SHARE = 0.01  # of the last layer's gradient, which the goal asks for
N_POINTS = 32  # sums of a layer that are drawn
Z = np.linspace(-6, 6, 97)
Z_RANGE, Y_RANGE = (-6.0, 6.0), (-1.5, 2.5)
ASKED = "Gradient of each layer, before training"
AXES = ("activation", "depth", "size")

CODE = """\
import keras
import numpy as np
import tensorflow as tf

from course_utils import load_dataset

concrete = load_dataset("concrete").to_numpy()
rows = concrete[np.random.default_rng(1).permutation(len(concrete))[:128]]
rows = (rows - rows.mean(axis=0)) / rows.std(axis=0)
X, y = rows[:, :-1], rows[:, -1:]

units = [8] + [16] * $depth + [1]
rng = np.random.default_rng(1)
start = []
for n, m in zip(units[:-1], units[1:]):
    glorot = np.sqrt(2 / (n + m))
    start += [$size * rng.normal(0, glorot, (n, m)), np.zeros(m)]

hidden = [keras.layers.Dense(16, activation="$activation") for _ in range($depth)]
model = keras.Sequential([keras.Input((8,)), *hidden, keras.layers.Dense(1)])
model.set_weights(start)

with tf.GradientTape() as tape:
    mean_squared_error = tf.reduce_mean((model(X) - y) ** 2)
kernels = [layer.kernel for layer in model.layers[:-1]]
gradient = [float(tf.reduce_mean(tf.abs(g))) for g in tape.gradient(mean_squared_error, kernels)]

optimizer = keras.optimizers.SGD(0.02, momentum=0.9)
model.compile(optimizer=optimizer, loss="mean_squared_error")
history = model.fit(X, y, epochs=$epoch, batch_size=128, verbose=0)
loss = model.evaluate(X, y, batch_size=128, verbose=0)
"""


def spec() -> Spec:
    """Look at networks before training and train them, and say what to show.

    Returns
    -------
    Spec
        With settings ``activation``, ``depth``, ``size``, ``layer`` and ``epoch``. `gradient` is
        the mean absolute slope of a hidden layer's kernel, `ratio` that of the first layer divided
        by that of the last one, as the geometric mean over 20 starts.
    """
    X, y = _data()
    measures = _measures(cached_arrays(spec_key(__file__, X, y), lambda: _compute(X, y)))
    return Spec(
        name="activations",
        title="What an activation passes back",
        settings=_settings(),
        measures=measures,
        panels=_panels(),
        sentence=(
            Phrase("$activation, depth $depth, weights $size: first ÷ last layer $ratio"),
            Phrase("there is no layer $layer", when="missing"),
            Phrase("in layer $layer a mean slope of $slope", when="there"),
            Phrase("loss $loss after epoch $epoch"),
        ),
        prediction=_prediction(measures),
        goal=_goal(),
        code=CODE,
        readouts=(
            Readout("First ÷ last", "ratio", digits=2),
            Readout("Mean slope", "slope", digits=2),
            Readout("Loss", "loss", digits=2),
        ),
        spread_over=f"{len(SEEDS)} starts",
        trained=f"{N_ROWS} samples of concrete in one batch, {UNITS} units a layer, SGD at {RATE} "
        f"with momentum {MOMENTUM}. A loss of 1 is always the mean. First ÷ last: their gradients, "
        f"over {len(SEEDS)} starts.",
        alt="The size of the gradient in each layer on a logarithmic scale: for the sigmoid it "
        "falls steeply towards the first layer, for tanh and ReLU it is about level. Beside it the "
        "activation with its slope and the sums of one layer, and the loss against epochs.",
    )  # fmt: skip


def _data():
    """Inputs, (128, 8), and strength, (128, 1), all of mean 0 and deviation 1."""
    concrete = load_dataset("concrete").to_numpy(float)
    rows = concrete[np.random.default_rng(1).permutation(len(concrete))[:N_ROWS]]
    rows = (rows - rows.mean(axis=0)) / rows.std(axis=0)
    return rows[:, :-1], rows[:, -1:]


def _compute(X, y):
    """All that is shown: gradients and losses, axes activation, depth, size; sums with a layer.

    Returns
    -------
    dict of str to numpy.ndarray
        "gradients" (..., layers, seeds), "sums" and "outputs" (..., layers, points), "slope" the
        mean over all sums of a layer (..., layers), "loss" (..., epochs). NaN where a network has
        no such layer.
    """
    runs = [[_compute_one(name, depth, X, y) for depth in DEPTHS] for name in NAMES]
    return {key: np.array([[run[key] for run in row] for row in runs]) for key in runs[0][0]}


def _compute_one(name, depth, X, y):
    starts = _network(name, depth, SEEDS)
    _propagate(starts, X, y)
    gradients = [np.abs(layer.gradients["kernel"]).mean(axis=(-2, -1)) for layer in _dense(starts)]
    first = _network(name, depth, SEEDS[:1])
    _propagate(first, X, y)
    bent = [layer for layer in first.layers if isinstance(layer, Activation)]
    few = np.random.default_rng(0).permutation(N_ROWS * UNITS)[:N_POINTS]
    sums = [layer.inputs[:, 0].reshape(len(SIZES), -1) for layer in bent]
    outputs = [layer.outputs[:, 0].reshape(len(SIZES), -1) for layer in bent]
    slopes = [SLOPES[name](z, h).mean(axis=-1) for z, h in zip(sums, outputs, strict=True)]
    return {
        "gradients": _padded(gradients[:-1]),
        "sums": _padded([z[:, few] for z in sums]),
        "outputs": _padded([h[:, few] for h in outputs]),
        "slope": _padded(slopes),
        "loss": _descend(first, X, y),
    }


def _network(name, depth, seeds):
    """Networks side by side, (sizes, seeds), each size with the same random numbers."""
    units = [8, *[UNITS] * depth, 1]
    layers = []
    for n, m in zip(units[:-1], units[1:], strict=True):
        layers += [Dense(n, m), Activation(name)]
    network = Network(layers[:-1], (len(SIZES), len(seeds)))
    draws = [np.random.default_rng(seed) for seed in seeds]
    sizes = np.reshape(SIZES, (-1, 1, 1, 1))
    for layer in _dense(network):
        n, m = layer.shapes["kernel"]
        layer.weights["kernel"][...] = sizes * [
            rng.normal(0, np.sqrt(2 / (n + m)), (n, m)) for rng in draws
        ]
    return network


def _dense(network):
    return [layer for layer in network.layers if isinstance(layer, Dense)]


def _propagate(network, X, y):
    """Fill in the gradients; return the loss of each network."""
    outputs = network.forward(X.astype("float32"), training=True)
    network.backward(LOSSES["mean_squared_error"].slopes(y, outputs))
    return LOSSES["mean_squared_error"].by_row(y, outputs).mean(axis=-1)


def _descend(network, X, y):
    """The loss after each epoch, (sizes, epochs): an epoch is one step with all rows."""
    slots, losses = {"velocity": np.zeros_like(network.weights)}, []
    with np.errstate(all="ignore"):  # some of them explode, and shall be seen to
        _propagate(network, X, y)
        for step in EPOCHS:
            change, slots = momentum(network.gradients, slots, RATE, step, momentum=MOMENTUM)
            network.weights += change
            losses.append(_propagate(network, X, y)[:, 0])
        return np.array(losses, "float32").T


def _padded(by_layer):
    """One array, (sizes, layers, ...), from one of shape (sizes, ...) for each layer there is."""
    found = np.stack(by_layer, axis=1)
    padded = np.full((found.shape[0], len(LAYERS), *found.shape[2:]), np.nan)
    padded[:, : found.shape[1]] = found
    return padded


def _settings():
    return (
        Setting("activation", "Activation", NAMES, code=NAMES, kind="choice"),
        Setting("depth", "Hidden layers", DEPTHS, start=len(DEPTHS) - 1),
        Setting(
            "size",
            "First weights",
            SIZES,
            start=SIZES.index(1.0),
            texts=tuple(f"{size:g} × Glorot's" for size in SIZES),
        ),
        Setting("layer", "Layer", LAYERS),
        Setting("epoch", "Epoch", EPOCHS, start=len(EPOCHS) - 1, kind="time"),
    )


def _measures(found):
    gradients = found["gradients"]
    low, high = np.percentile(gradients, [10, 90], axis=-1)
    ratio = _ratios(gradients)
    missing = np.array(LAYERS) > np.array(DEPTHS)[:, np.newaxis]
    enough = ratio[0] >= SHARE  # of the sigmoid: depth, size
    layers = (*AXES, "layer")
    return {
        "gradient": Measure(layers, gradients[..., 0]),
        "gradient_low": Measure(layers, low),
        "gradient_high": Measure(layers, high),
        "ratio": Measure(AXES, ratio),
        "sums": Measure(layers, found["sums"].astype("float16")),
        "outputs": Measure(layers, found["outputs"].astype("float16")),
        "slope": Measure(layers, found["slope"]),
        "loss": Measure((*AXES, "epoch"), found["loss"]),
        "z": Measure((), Z),
        "value": Measure(("activation",), np.array([ACTIVATIONS[n](Z) for n in NAMES])),
        "slope_line": Measure(
            ("activation",), np.array([SLOPES[n](Z, ACTIVATIONS[n](Z)) for n in NAMES], float)
        ),
        "missing": Measure(("depth", "layer"), missing),
        "there": Measure(("depth", "layer"), ~missing),
        "found": Measure(AXES, _found(enough)),
        "other": Measure(("activation",), np.array(NAMES) != "sigmoid"),
        "too_little": Measure(AXES, ratio < SHARE),
        "deeper": Measure(AXES, (ratio >= SHARE) & ~_found(enough)),
    }


def _ratios(gradients):
    """First layer ÷ last layer, (activation, depth, size): the geometric mean over the seeds."""
    last = np.array(DEPTHS) - 1
    lasts = gradients[:, np.arange(len(DEPTHS)), :, last].swapaxes(0, 1)
    return np.exp(np.log(gradients[:, :, :, 0] / lasts).mean(axis=-1))


def _found(enough):
    """True for the sigmoid alone, at the largest depth that has enough, with each size that has."""
    found = np.zeros((len(NAMES), *enough.shape), bool)
    deepest = np.flatnonzero(enough.any(axis=1)).max()
    found[0, deepest] = enough[deepest]
    return found


def _panels():
    gradient = Series("gradient", "this start", band=("gradient_low", "gradient_high"))
    return (
        Curves(
            title=ASKED,
            x="layer",
            series=(gradient,),
            y_label="size of the gradient",
            y_range=(1e-10, 100.0),
            log=True,
            may_end=True,
        ),
        Fit(
            title="Activation and slope",
            points=("sums", "outputs"),
            line_x="z",
            series=(Series("value", "activation"), Series("slope_line", "slope", 1)),
            x_label="sum z of a unit",
            y_label="output",
            x_range=Z_RANGE,
            y_range=Y_RANGE,
            class_labels=("sums in this layer",),
        ),
        Curves(
            title="Loss against epochs",
            x="epoch",
            series=(Series("loss", "loss", 2),),
            y_label="mean squared error",
            y_range=(0.0, 1.5),
        ),
    )


def _prediction(measures):
    """What is told with the reveal: the sigmoid at depth 10, and how the others compare."""
    ratio = measures["ratio"].values[:, -1, SIZES.index(1.0)]
    last = measures["gradient"].values[0, -1, SIZES.index(1.0), -1]
    return Prediction(
        question="A fresh network has ten hidden layers with a sigmoid. In the tenth, the size of "
        f"the gradient is {last:.1g}. How large is it in the layers before? Draw it.",
        because=f"First ÷ last is {number_text(ratio[0], 1)} over 20 starts: each sigmoid passes "
        f"back a quarter at most. With tanh it is {ratio[1]:.1f}, with ReLU {ratio[2]:.1f}.",
        panel=ASKED,
        drawing=Drawing("gradient", (0, 3, 6, 9), "Your curve: size of the gradient"),
    )


def _goal():
    return Goal(
        text="Find the deepest sigmoid network whose first layer still gets 1 % of the last one's "
        "gradient. Choose the size of the first weights freely.",
        met="found",
        yes="Yes: with $depth layers and first weights of $size the first layer gets $ratio of the "
        "last one's gradient. No deeper one here gets 0.01.",
        no="Not yet: $activation, depth $depth, first weights $size: first ÷ last is $ratio.",
        hints=(
            Phrase("Choose the sigmoid.", "other"),
            Phrase("It should be at least 0.01.", "too_little"),
            Phrase("That is enough, but a deeper one can have it, too.", "deeper"),
        ),
    )
