"""Checks of lesson 8: activation functions and their slopes, dead units, a deep network."""

import numpy as np

from course_utils.exercises.checks.lesson_08.concrete import (
    N_TRAIN,
    validation_loss,
)
from course_utils.exercises.checks.lesson_08.gradients import expect_ratio
from course_utils.exercises.checks.lesson_08.outputs import CHOICES, TARGETS
from course_utils.exercises.expect import (
    Instead,
    expect,
    expect_built,
    expect_choice,
    expect_finite_weights,
    expect_function,
    expect_given,
    expect_goal,
    expect_input_shape,
    expect_number,
    need,
)
from course_utils.exercises.questions import question
from course_utils.exercises.records import (
    ArrayRecord,
    ExplorerRecord,
    FunctionRecord,
    ModelRecord,
    NumberRecord,
    TextRecord,
)
from course_utils.exercises.verdicts import Looks
from course_utils.networks.activations import ACTIVATIONS, sigmoid


def _fresh_sums():
    """Sums to call a function with, on both sides of zero: a few, then many."""
    rng = np.random.default_rng()
    few = np.array([-2.0, -0.5, 0.5, 1.5]) + rng.normal(0, 0.1, 4)
    return few, rng.normal(0, 2, 7), rng.normal(0, 2, (3, 5))


def _sigmoid_slope(z):
    return sigmoid(z) * (1 - sigmoid(z))


_NOT_A_SLOPE = [
    Instead(
        sigmoid,
        "value-for-slope",
        "That is the sigmoid itself. Its slope is how fast it rises: σ · (1 − σ).",
    ),
    Instead(
        lambda z: 1 - sigmoid(z),
        "half-of-the-product",
        "That is 1 − σ, one of the two factors. The other one is σ itself.",
    ),
    Instead(
        lambda z: sigmoid(z) ** 2,
        "squared",
        "That is σ². Far to the right it is 1, but there the sigmoid is flat. Take σ · (1 − σ).",
    ),
    Instead(
        lambda z: z * (1 - z),
        "sum-for-sigmoid",
        "You put `z` itself into the formula. It wants σ, the sigmoid of `z`, in both places.",
    ),
    Instead(
        lambda z: -_sigmoid_slope(z),
        "sign-turned",
        "The sign is turned around: the sigmoid rises everywhere.",
    ),
]


@question("8.1", points=2, weight=2)
def check_sigmoid_slope(sigmoid_slope: FunctionRecord) -> Looks:
    """Expect the slope of the sigmoid, by formula or by nudging."""
    cases = [(z,) for z in _fresh_sums()]
    step = "With σ for `sigmoid(z)`, it is σ · (1 − σ)."
    yield from expect_function(sigmoid_slope, _sigmoid_slope, cases, step, _NOT_A_SLOPE)


_NOT_TANH = [
    Instead(
        lambda z: 2 * sigmoid(z) - 1,
        "not-steepened",
        "It has the right ends, −1 and 1, but it is only half as steep as tanh: what goes into the "
        "sigmoid is 2z.",
    ),
    Instead(
        lambda z: 2 * sigmoid(2 * z),
        "not-moved",
        "It runs from 0 to 2. Move it down by 1.",
    ),
    Instead(
        lambda z: sigmoid(2 * z),
        "not-stretched",
        "It is steeper, but it still runs from 0 to 1. Stretch it by 2 and move it down by 1.",
    ),
    Instead(
        lambda z: sigmoid(2 * z) - 1,
        "not-stretched",
        "It runs from −1 to 0. Stretch the sigmoid by 2 first, then move it down.",
    ),
    Instead(
        lambda z: 2 * sigmoid(z / 2) - 1,
        "flattened",
        "You divide by 2 inside. That makes it flatter, but tanh is the steeper one: 2z.",
    ),
]


@question("8.2", points=2, weight=2)
def check_tanh(my_tanh: FunctionRecord) -> Looks:
    """Expect the hyperbolic tangent."""
    cases = [(z,) for z in _fresh_sums()]
    step = "Twice as steep inside, twice as high outside, and moved down by 1."
    yield from expect_function(my_tanh, np.tanh, cases, step, _NOT_TANH)


@question("8.3")
def check_layers(layers: NumberRecord) -> Looks:
    """Expect 3: a quarter of a quarter of a quarter is 1.6 %, and one more leaves 0.4 %."""
    instead = [
        Instead(4, "one-too-many", "After four it is 0.25⁴ = 0.4 %, and that is less than 1 %."),
        Instead(2, "one-too-few", "After two it is 6 %. There is room for one more."),
        Instead(25, "added-up", "The quarters multiply. They do not add up."),
        Instead(100, "added-up", "1 % is not taken away layer by layer: each one multiplies by ¼."),
        Instead(10, "the-lesson's-ten", "After ten it is a millionth. The question is 1 %."),
        Instead(6, "halved", "That is halving: 0.5⁶ = 1.6 %. A sigmoid leaves a quarter at best."),
        Instead(3.3219, "not-whole", "Right so far. But layers come whole: how many fit?"),
    ]
    step = "Multiply: 0.25, then 0.25 · 0.25, and so on, as long as it is at least 0.01."
    said = "how many sigmoids leave at least 1 %"
    yield expect_number(layers, 3, "`layers`", step, instead, 1e-3, expected=said)


def _leaky(z, slope):
    return np.where(z > 0, z, slope * z)


_NOT_LEAKY = [
    Instead(
        lambda z, slope: slope * z,
        "slope-on-both-sides",
        "You multiply everywhere. Above zero leaky ReLU leaves `z` as it is.",
    ),
    Instead(
        lambda z, slope: np.abs(z),
        "absolute-value",
        "That is the absolute value: it goes up on both sides. Leaky ReLU goes on down below zero, "
        "only more slowly.",
    ),
    Instead(
        lambda z, slope: np.where(z > 0, z, -slope * z),
        "sign-turned",
        "Below zero your line goes up to the left. It should stay negative: slope · z.",
    ),
    Instead(
        lambda z, slope: np.maximum(z, slope * z),
        "larger-of-two",
        "The larger one of `z` and `slope * z` is right for slopes up to 1. With a slope of 1.5 it "
        "takes the wrong one on both sides. Ask where `z` is above zero.",
    ),
    Instead(
        lambda z, slope: np.maximum(z, 0),
        "no-leak",
        "That is ReLU: below zero all is 0, and `slope` is not used.",
    ),
    Instead(
        lambda z, slope: np.where(z > 0, z, slope),
        "constant-below-zero",
        "Below zero you return the slope itself. It is the slope *times* `z`.",
    ),
    Instead(
        lambda z, slope: np.where(z > 0, 1.0, slope),
        "slope-for-value",
        "Those are the slopes on both sides. The question asks for the values.",
    ),
]


@question("8.4", points=2, weight=2)
def check_leaky_relu(leaky: FunctionRecord) -> Looks:
    """Expect z above zero and slope times z below, for slopes below and above 1."""
    cases = list(zip(_fresh_sums(), (0.1, 0.3, 1.5), strict=True))
    step = "`np.where(z > 0, ..., ...)`: `z` where it is positive, and `slope * z` elsewhere."
    yield from expect_function(leaky, _leaky, cases, step, _NOT_LEAKY)


@question("8.5", points=3)
def check_dead(dead_share: NumberRecord, second: ArrayRecord) -> Looks:
    """Expect the share of columns that are 0 in every row."""
    outputs = second.values
    yield need(_expect_outputs(outputs))
    off = outputs == 0
    dead = off.all(axis=0)
    instead = [
        Instead(off.mean(), "zeros-counted", f"{off.mean():.0%} of all *numbers* are 0. A unit is "
                "dead only if its whole column is."),
        Instead(off[0].mean(), "one-row", "That holds for the first row. Silent for one sample is "
                "not dead: look at all rows."),
        Instead(off.any(axis=0).mean(), "any-for-all", "That is the share of units that are silent "
                "for *some* sample. Dead is silent for all: `np.all`."),
        Instead(off.all(axis=1).mean(), "wrong-axis", "`axis=1` looks along a row, that is at one "
                "sample. A unit is a column: `axis=0`."),
        Instead(dead.sum(), "number-for-share", f"That is how many: {dead.sum()}. The share is "
                f"this number divided by {dead.size} units."),
        Instead(100 * dead.mean(), "percent", "A share goes from 0 to 1, not to 100."),
        Instead(1 - dead.mean(), "living-counted", "That is the share of the living ones."),
    ]  # fmt: skip
    step = "A unit is a column of `second`. It is dead if all of its numbers are 0."
    said = "the share of columns in which every number is 0"
    yield expect_number(dead_share, dead.mean(), "`dead_share`", step, instead, expected=said)


def _expect_outputs(outputs):
    numbers = outputs.dtype.kind in "biuf" and outputs.shape == (N_TRAIN, 64)
    dead = numbers and bool((outputs == 0).all(axis=0).any())
    found = f"an array of shape {outputs.shape}"
    return expect_given(
        numbers and dead and bool(np.all(outputs >= 0)),
        where="`second`",
        expected="what the cell above makes: 800 rows, 64 units, after ReLU, some of them dead",
        found=found + ("" if dead or not numbers else ", without a dead unit"),
    )


@question("8.6", points=2, weight=5)
def check_outputs(
    price: TextRecord, change: TextRecord, rain: TextRecord, digit: TextRecord, share: TextRecord
) -> Looks:
    """Expect for each target an activation that can say all of its values and no others."""
    chosen = {"price": price, "change": change, "rain": rain, "digit": digit, "share": share}
    for name, record in chosen.items():
        target, said = TARGETS[name], record.value.strip().casefold()
        right = said if said in target.right else target.right[0]
        why = target.why_not.get(said, "")
        mistake = f"{said}-for-{name}" if why else ""
        step = f"{why} {target.says}".strip()
        yield expect_choice(record, right, CHOICES, f"`{name}`", step, mistake=mistake)


@question("8.7", points=3)
def check_ratio(
    ratio: NumberRecord, fresh: ModelRecord, X_train: ArrayRecord, y_train: ArrayRecord
) -> Looks:
    """Expect the size of the first hidden layer's gradient, divided by that of the tenth."""
    yield from expect_ratio(ratio, fresh, X_train.values, y_train.values)


@question("8.8", points=3, weight=7)
def check_repaired(repaired: ModelRecord) -> Looks:
    """Expect ten hidden layers that bend, and a validation loss well below that of the mean."""
    yield need(expect_built(repaired))
    yield need(expect_input_shape(repaired, (8,), "the 8 columns of `X_train`", rows=N_TRAIN))
    dense = [place for place, step in enumerate(repaired.operations) if step.kind == "dense"]
    yield need(_expect_depth(repaired, dense))
    yield need(_expect_bends(repaired, dense))
    yield need(_expect_linear_output(repaired))
    yield need(expect_finite_weights(repaired))
    loss = validation_loss(repaired)
    still = all(step.kind != "batch_normalization" for step in repaired.operations) and any(
        step.kind == "sigmoid" for step in repaired.operations
    )
    yield expect(
        loss < 0.5,
        where="the validation loss of `repaired`",
        expected="below 0.5; always the mean has about 1",
        found=f"{loss:.2f}",
        next_step=_STILL_SIGMOID if still else _NOT_TRAINED,
        mistake="still-vanishing" if still else "not-trained",
        weight=2,
    )


_STILL_SIGMOID = (
    "Its gates still pass a quarter at most. Take an activation whose slope is 1 where it matters, "
    "or put a batch normalization between each dense layer and its sigmoid. Then train it."
)
_NOT_TRAINED = "Train it: `train(repaired)`. If it does not learn, look at its first weights."


def _expect_depth(model, dense):
    hidden = len(dense) - 1
    return expect(
        hidden >= 10,
        where="the hidden layers of `repaired`",
        expected="ten dense ones, as before",
        found=f"{max(hidden, 0)}",
        next_step="A flat network learns, that is true, and often it is all one needs. But here "
        "keep the ten layers, and change what is between them.",
        mistake="made-flat" if 0 < hidden < 10 else "",
    )


def _expect_bends(model, dense):
    """Expect an activation behind ten dense layers; another one may come without, as a start."""
    bent = [
        any(_bends(step) for step in model.operations[here + 1 : there])
        for here, there in zip(dense[:-1], dense[1:], strict=True)
    ]
    return expect(
        bent.count(True) >= 10,
        where="the activations of `repaired`",
        expected="one behind each hidden layer",
        found=f"{bent.count(False)} of {len(bent)} without any",
        next_step="A linear layer passes all of the blame, but it does not bend: ten of them are "
        "one, and no better than a flat model. Give each an activation.",
        mistake="linear-layers",
    )


def _bends(step):
    bent = step.kind in ACTIVATIONS and step.kind != "linear"
    return bent or step.kind in {"prelu", "opaque"}


def _expect_linear_output(model):
    last = model.operations[-1]
    return expect(
        last.kind not in ACTIVATIONS or last.kind == "linear",
        where="the output of `repaired`",
        expected="linear: a standardized strength has both signs",
        found=f"`{last.kind}` behind the last layer",
        next_step="Leave the activation of the last layer away. The output follows the target.",
        mistake="activation-on-the-output",
    )


@question("8.9")
def check_deepest(explorer: ExplorerRecord, token: TextRecord) -> Looks:
    """Expect the deepest sigmoid network whose first layer still gets 1 % of the gradient."""
    yield expect_goal(explorer, token, "activations")
