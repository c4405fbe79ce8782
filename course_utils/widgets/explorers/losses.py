"""Lesson 9: three logits, what softmax makes of them, and what three losses make of that."""

import numpy as np

from course_utils.networks.activations import softmax
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

LOGITS = tuple(range(-5, 6))
SHIFTS = (-5, 0, 5)
TEMPERATURES = (0.5, 1, 2, 5, 10)
CLASSES = ("A", "B", "C")  # A is the true one
TARGET = np.array([1.0, 0.0, 0.0])
LOSSES = {
    "cross_entropy": "cross-entropy",
    "squared_error": "squared error",
    "hinge": "hinge",
}
EXPENSIVE = 1.0  # a right answer that costs more than this is the goal
ADDED = 5
SHARES = "A number added to all logits"

CODE = """\
import keras
import numpy as np
import tensorflow as tf

z = np.array([$a, $b, $c], dtype="float32") + $shift
target = np.array([[1.0, 0.0, 0.0]], dtype="float32")
logits = tf.Variable([z / $temperature])


def hinge():
    rival = tf.reduce_max(logits[:, 1:], axis=1)
    return tf.maximum(0.0, 1 + rival - logits[:, 0])[0]


def cross_entropy():
    return keras.losses.categorical_crossentropy(target, logits, from_logits=True)[0]


def squared_error():
    return keras.losses.mean_squared_error(target, keras.ops.softmax(logits))[0]


probabilities = keras.ops.convert_to_numpy(keras.ops.softmax(logits))[0]
losses, slopes = [], []
for loss in (cross_entropy, squared_error, hinge):
    with tf.GradientTape() as tape:
        price = loss()
    losses.append(float(price))
    slopes.append(tape.gradient(price, logits).numpy()[0])
"""


def spec() -> Spec:
    """Compute probabilities, losses and slopes at every setting, and say what to show.

    Returns
    -------
    Spec
        With settings ``a``, ``b``, ``c`` (the logits), ``shift`` (added to all three) and
        ``temperature`` (they are divided by it). Slopes are those for the divided logits.
    """
    measures = _measures()
    return Spec(
        name="losses",
        title="Three logits and their price",
        settings=_settings(),
        measures=measures,
        panels=_panels(),
        sentence=(
            Phrase("A gets $p_a, B $p_b and C $p_c; the cross-entropy is $cross_entropy"),
            Phrase("A has the largest logit", when="right"),
        ),
        prediction=_prediction(measures),
        goal=Goal(
            text="A is the true class. Find logits for which A has the largest probability, and "
            "the cross-entropy is above 1 all the same.",
            met="found",
            yes="Yes: A wins with $p_a, and costs $cross_entropy. Right, and hardly sure of it: an "
            "accuracy counts that as a full success.",
            no="Not yet: A gets $p_a, and the cross-entropy is $cross_entropy.",
            hints=(
                Phrase("A must have the largest logit, with no other beside it.", "wrong"),
                Phrase("Bring the other two logits up to just below A's.", "ahead"),
                Phrase("Raise the temperature.", "cold"),
            ),
        ),
        code=CODE,
        readouts=tuple(Readout(said.capitalize(), name) for name, said in LOSSES.items()),
        trained="Three classes, of which A is the true one. Nothing here is trained or random.",
        alt="Three probabilities against a number that is added to all logits are level lines. "
        "Three losses against A's logit: the cross-entropy falls and never reaches 0, the squared "
        "error is flat on both sides, the hinge falls straight and is 0 from a lead of 1 on.",
    )


def _settings():
    logits = (
        Setting(
            name.lower(),
            f"Logit of {name}",
            LOGITS,
            start=LOGITS.index(2 - place),
            texts=tuple(f"{logit}".replace("-", "−") for logit in LOGITS),
        )
        for place, name in enumerate(CLASSES)
    )
    return (
        *logits,
        Setting("shift", "Added to all", SHIFTS, start=SHIFTS.index(0), texts=("−5", "0", "+5")),
        Setting("temperature", "Temperature", TEMPERATURES, start=TEMPERATURES.index(1)),
    )


def _measures():
    """Numbers by A, B, C and temperature; the probabilities by the number added as well."""
    axes = ("a", "b", "c", "temperature")
    logits = np.stack(np.meshgrid(LOGITS, LOGITS, LOGITS, indexing="ij"), axis=-1).astype(float)
    scaled = logits[..., np.newaxis, :] / np.array(TEMPERATURES)[:, np.newaxis]
    p, rival = softmax(scaled), scaled[..., 1:].max(axis=-1)
    lead = scaled[..., 0] - rival
    cross_entropy = -np.log(p[..., 0])
    right, expensive = lead > 0, cross_entropy > EXPENSIVE
    numbers = {
        "cross_entropy": cross_entropy,
        "squared_error": np.mean((p - TARGET) ** 2, axis=-1),
        "hinge": np.maximum(0, 1 - lead),
        "right": right,
        "wrong": ~right,
        "found": right & expensive,
        "ahead": right & (np.ptp(logits, axis=-1)[..., np.newaxis] > 1),
        "slopes": _slopes(scaled, p),
    }
    measures = {name: Measure(axes, values) for name, values in numbers.items()}
    measures |= _shifted(logits)
    return measures | {"cold": Measure(("temperature",), np.array(TEMPERATURES) < TEMPERATURES[-1])}


def _slopes(scaled, p):
    """How fast each loss grows with each scaled logit: (..., losses, logits)."""
    pull = p - TARGET
    # Each probability rises with its own logit, and falls with the others: p_i (1_ij - p_j).
    squared = 2 / 3 * p * (pull - (pull * p).sum(axis=-1, keepdims=True))
    # The hinge pushes the largest rival down; where B and C are equal, each gets one half.
    rivals = np.where(TARGET, -np.inf, scaled)
    largest = rivals == rivals.max(axis=-1, keepdims=True)
    push = largest / largest.sum(axis=-1, keepdims=True) - TARGET
    inside = scaled[..., :1] - rivals.max(axis=-1, keepdims=True) < 1
    return np.stack([pull, squared, inside * push], axis=-2)


def _shifted(logits):
    """The probabilities with each number added to all logits, one measure a class."""
    moved = logits[..., np.newaxis, np.newaxis, :] + np.array(SHIFTS)[:, np.newaxis, np.newaxis]
    p = softmax(moved / np.array(TEMPERATURES)[:, np.newaxis])
    axes = ("a", "b", "c", "shift", "temperature")
    return {f"p_{name.lower()}": Measure(axes, p[..., place]) for place, name in enumerate(CLASSES)}


def _panels():
    shares = tuple(
        Series(f"p_{name.lower()}", f"class {name}", place) for place, name in enumerate(CLASSES)
    )
    return (
        Curves(SHARES, "shift", shares, "probability", y_range=(0, 1)),
        Curves(
            "Losses by A's logit",
            "a",
            tuple(Series(*loss, place) for place, loss in enumerate(LOSSES.items())),
            "loss",
            y_range=(0, 6),
        ),
        Curves("Probabilities by A's logit", "a", shares, "probability", y_range=(0, 1)),
        Matrix(
            "Slopes for the logits",
            "slopes",
            tuple(LOSSES.values()),
            CLASSES,
            look="values",
            digits=2,
        ),
    )


def _prediction(measures):
    """What adding 5 does to the probability of A, where the explorer opens."""
    start = [LOGITS.index(2), LOGITS.index(1), LOGITS.index(0)]
    cool = TEMPERATURES.index(1)
    p = measures["p_a"].values
    before, after = (p[(*start, SHIFTS.index(added), cool)] for added in (0, ADDED))
    choices = {
        0.39: "it falls to 0.39: 7 is 7 of 18",
        round(float(before), 2): "it stays at 0.67",
        0.99: "it rises to nearly 1: 7 is a large logit",
    }
    nearest = min(choices, key=lambda share: abs(share - after))
    return Prediction(
        question="The logits are 2, 1 and 0, and A gets a probability of 0.67. Now 5 is added to "
        "each of them. What becomes of A's probability?",
        choices=tuple(choices.values()),
        outcome=list(choices).index(nearest),
        panel=SHARES,
        at={"shift": ADDED},
        claims=tuple(
            (Claim("p_a", low=share - 0.02, high=min(share + 0.02, 1.0)),) for share in choices
        ),
        because="Each power becomes e⁵ times as large, and so does their sum. What is left are the "
        "differences, 1 and 1, and they are as before.",
    )
