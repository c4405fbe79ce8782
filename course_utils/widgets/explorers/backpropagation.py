"""Lesson 7: what a slope promises of a nudge, in the network of nine weights."""

import numpy as np

from course_utils.networks.layers import Activation, Dense
from course_utils.networks.losses import LOSSES
from course_utils.networks.network import Network
from course_utils.widgets.panels import Curves, Matrix, Series
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

NUDGES = tuple(float(n) for n in np.arange(-20, 21) / 20)
STEPS = tuple(range(21))
RATE = 0.01
X = np.array([[1.0, 2.0]])
TARGET = np.array([[1.0]])
# Kernel and bias of both layers; where the second unit is shut, its sum is below zero.
STARTS = {
    "open": [[[1, -1], [0.5, 1]], [0, -0.5], [[2], [-1]], [0.5]],
    "shut": [[[1, -1], [0.5, 1]], [0, -2], [[2], [-1]], [0.5]],
}
# How a token calls each weight, where it is in the list of all nine, and how it is said.
WEIGHTS = {
    "w11": (0, "input 1 → unit 1"),
    "w21": (2, "input 2 → unit 1"),
    "b1": (4, "bias of unit 1"),
    "w12": (1, "input 1 → unit 2"),
    "w22": (3, "input 2 → unit 2"),
    "b2": (5, "bias of unit 2"),
    "v1": (6, "unit 1 → output"),
    "v2": (7, "unit 2 → output"),
    "c": (8, "bias of output"),
}
LOSS = "The loss, and what the slope promises"
KEPT = 0.1  # a promise is kept where it is off by less than this share of the real change

CODE = """\
import keras
import numpy as np
import tensorflow as tf

model = keras.Sequential(
    [keras.Input((2,)), keras.layers.Dense(2, activation="relu"), keras.layers.Dense(1)]
)
model.set_weights($start)
model.compile(optimizer=keras.optimizers.SGD(0.01), loss="mean_squared_error")
x, target = tf.constant([[1.0, 2.0]]), tf.constant([[1.0]])
history = model.fit(x, target, epochs=$step, verbose=0) if $step else None


def squared_error():
    return tf.reduce_mean((model(x) - target) ** 2)


with tf.GradientTape() as tape:
    loss = squared_error()
variables = model.trainable_variables
slopes = tf.concat([tf.reshape(s, [-1]) for s in tape.gradient(loss, variables)], axis=0)

which, nudge = $weight, $nudge
promised = float(slopes[which]) * nudge

sizes = [4, 2, 2, 1]
nudges = tf.split(tf.one_hot(which, 9) * nudge, sizes)
for variable, change in zip(variables, nudges):
    variable.assign_add(tf.reshape(change, variable.shape))
real = float(squared_error() - loss)
"""


def spec() -> Spec:
    """Compute the network at every setting, and say what to show.

    Returns
    -------
    Spec
        With settings ``start``, ``weight``, ``step`` and ``nudge``. `promised` is slope × nudge,
        `real` the change of the squared error when this one weight is nudged.
    """
    measures = _measures()
    return Spec(
        name="backpropagation",
        title="What a slope promises",
        settings=_settings(),
        measures=measures,
        panels=_panels(),
        sentence=(
            Phrase("$weight: a nudge of $nudge promises $promised, and really is $real"),
            Phrase("unit 2 is shut, so no blame passes", when="silent"),
        ),
        prediction=_prediction(measures),
        goal=Goal(
            text="For the weight from hidden unit 1 to the output, before any training: "
            "find the largest nudge for which the promise is less than 10 % off.",
            met="found",
            yes="Yes: promised $promised, really $real. A step further, and the curve has left its "
            "tangent too far behind.",
            no="Not yet: promised $promised, really $real. Look for the largest nudge that still "
            "keeps its promise.",
            hints=(
                Phrase("Choose the weight “unit 1 → output”.", "other"),
                Phrase("Go back to step 0.", "trained"),
                Phrase("Open hidden unit 2.", "shut"),
            ),
        ),
        code=CODE,
        readouts=(
            Readout("Slope of this weight", "slope"),
            Readout("Promised change", "promised"),
            Readout("Real change", "real"),
            Readout("Loss without the nudge", "loss"),
        ),
        trained=f"One row, a squared error, and gradient descent with a learning rate of {RATE}. "
        "Nothing here is random.",
        alt="The loss against one weight is a curve; its tangent touches it where the weight is. "
        "Tables show what each unit puts out and how much blame comes back to it.",
    )


def _settings():
    starts = [[np.array(part, float).tolist() for part in start] for start in STARTS.values()]
    return (
        Setting(
            "start",
            "Hidden unit 2",
            tuple(STARTS),
            texts=("open", "shut"),
            code=tuple(f"[np.array(part) for part in {start}]" for start in starts),
            kind="choice",
        ),
        Setting(
            "weight",
            "Weight",
            tuple(WEIGHTS),
            start=list(WEIGHTS).index("v1"),
            texts=tuple(said for _, said in WEIGHTS.values()),
            code=tuple(str(place) for place, _ in WEIGHTS.values()),
        ),
        Setting("step", "Training step", STEPS, kind="time"),
        Setting("nudge", "Nudge", NUDGES, start=NUDGES.index(0.1)),
    )


def _measures():
    """What the page looks up: axes start, weight, step and nudge, as far as each needs them."""
    runs = [_descend(start) for start in STARTS.values()]
    places = [place for place, _ in WEIGHTS.values()]
    slopes = np.array([run["slopes"] for run in runs])[..., places].swapaxes(1, 2)
    nudged = np.array([run["nudged"] for run in runs])[:, :, places].swapaxes(1, 2)
    loss = np.array([run["loss"] for run in runs])
    promised = slopes[..., np.newaxis] * NUDGES
    real = nudged - loss[:, np.newaxis, :, np.newaxis]
    everywhere = ("start", "weight", "step", "nudge")
    return {
        "loss": Measure(("start", "step"), loss),
        "slope": Measure(everywhere[:3], slopes),
        "silent": Measure(everywhere[:3], slopes == 0),
        "promised": Measure(everywhere, promised),
        "real": Measure(everywhere, real),
        "tangent": Measure(everywhere, promised + loss[:, np.newaxis, :, np.newaxis]),
        "curve": Measure(everywhere, nudged),
        "found": Measure(everywhere, _found(promised, real)),
        "other": Measure(("weight",), np.array(list(WEIGHTS)) != "v1"),
        "trained": Measure(("step",), np.array(STEPS) > 0),
        "shut": Measure(("start",), np.array(list(STARTS)) == "shut"),
        "forward": Measure(("start", "step"), np.array([run["forward"] for run in runs])),
        "blame": Measure(("start", "step"), np.array([run["blame"] for run in runs])),
    }


def _found(promised, real):
    """1 at the goal alone: the largest nudge of v1, at the first start and step, that holds."""
    with np.errstate(divide="ignore", invalid="ignore"):
        kept = np.abs(promised - real) < KEPT * np.abs(real)
    found = np.zeros(promised.shape)
    v1 = list(WEIGHTS).index("v1")
    found[0, v1, 0, np.flatnonzero(kept[0, v1, 0]).max()] = 1
    return found


def _descend(start):
    """Gradient descent from one start: what the network says, its slopes, and each nudge's loss."""
    network = Network([Dense(2, 2), Activation("relu"), Dense(2, 1)])
    network.set_weights([np.array(part, float) for part in start])
    seen = {name: [] for name in ("loss", "slopes", "nudged", "forward", "blame")}
    for _ in STEPS:
        loss, blame = _propagate(network)
        seen["loss"].append(loss)
        seen["slopes"].append(network.gradients.copy())
        seen["nudged"].append(_nudge_each(network))
        hidden = network.layers[1].outputs[0]
        seen["forward"].append([[*hidden, network.forward(X)[0, 0]]])
        seen["blame"].append([blame])
        network.weights -= RATE * network.gradients
    return seen


def _propagate(network):
    """Fill in the gradients; return the loss and the blame of both hidden units and the output."""
    output = network.forward(X)
    slopes = LOSSES["mean_squared_error"].slopes(TARGET, output)
    network.backward(slopes)
    hidden = network.layers[1].backward(network.layers[2].backward(slopes))
    return _loss(output), [*hidden[0], slopes[0, 0]]


def _loss(output):
    return float(LOSSES["mean_squared_error"].by_row(TARGET, output).mean())


def _nudge_each(network):
    """The loss for each weight and nudge, (9, n_nudges); the weights stay as they are."""
    kept = network.weights.copy()
    losses = []
    for place in range(kept.size):
        for nudge in NUDGES:
            network.weights[...] = kept
            network.weights[place] += nudge
            losses.append(_loss(network.forward(X)))
    network.weights[...] = kept
    network.forward(X)
    return np.reshape(losses, (kept.size, len(NUDGES)))


def _panels():
    units = ("unit 1", "unit 2", "output")
    return (
        Curves(
            title=LOSS,
            x="nudge",
            series=(Series("curve", "really"), Series("tangent", "promised", 1)),
            y_label="squared error",
            y_range=(-4, 30),
        ),
        Matrix("Forward: output", "forward", ("row",), units, look="values"),
        Matrix("Backward: blame", "blame", ("row",), units, look="values"),
    )


def _prediction(measures):
    """The change for a nudge of 0.1 to v1, where the explorer opens."""
    v1, tenth = list(WEIGHTS).index("v1"), NUDGES.index(0.1)
    real = measures["real"].values[0, v1, 0, tenth]
    choices = {
        0.1: "by about 0.1, as much as the weight",
        0.6: "by about 0.6, the blame of the output times 0.1",
        1.2: "by about 1.2, twelve times as much as the weight",
    }
    before = measures["loss"].values[0, 0]
    nearest = min(choices, key=lambda change: abs(change - real))
    return Prediction(
        question="Hidden unit 1 puts out 2, and the blame of the output is 6. The weight "
        "between them grows by 0.1. By how much does the loss grow?",
        choices=tuple(choices.values()),
        outcome=list(choices).index(nearest),
        panel=LOSS,
        claims=tuple(
            (Claim("curve", low=before + change - 0.15, high=before + change + 0.15),)
            for change in choices
        ),
        because="The slope is what came in × blame = 2 · 6 = 12, so 0.1 promises 1.2. Really it "
        f"is {real:.2f}: the loss is a curve, and it rises a little faster than its tangent.",
    )
