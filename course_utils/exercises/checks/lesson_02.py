"""Checks of lesson 2: deep networks, on the strength of 1,030 samples of concrete."""

from dataclasses import replace

import numpy as np

from course_utils.activations import ACTIVATIONS
from course_utils.exercises.expect import (
    Instead,
    condition,
    expect,
    expect_array,
    expect_bend,
    expect_built,
    expect_choice,
    expect_finite_weights,
    expect_function,
    expect_goal,
    expect_input_shape,
    expect_last_values,
    expect_layers,
    expect_number,
    last_value,
    layer,
)
from course_utils.exercises.expect.merging import expect_merged
from course_utils.exercises.questions import question
from course_utils.exercises.records import (
    ArrayRecord,
    ExplorerRecord,
    FunctionRecord,
    HistoryRecord,
    ModelRecord,
    NumberRecord,
    TextRecord,
)

ROWS = 1030
N = 8
ROW = f"the {N} columns of `X`"

# The small network of question 2.6.
WEIGHTS = np.array([2.0, -1.0, 4.0])
BIASES = np.array([1.0, 3.0, -2.0])


def _leaky(slope):
    says = f"Below 0 your function still rises, with slope {slope:g}. ReLU is flat there: 0."
    return Instead(lambda x: np.where(x > 0, x, slope * x), "leaky-for-relu", says)


_NOT_RELU = [
    Instead(np.abs, "absolute-value", "This is the absolute value: below 0 it turns upwards."),
    Instead(lambda x: np.minimum(x, 0), "minimum-for-maximum", "Take the larger one of x and 0."),
    Instead(lambda x: np.clip(x, 0, 1), "clipped-at-one", "Above 0 nothing changes: 3 stays 3."),
    Instead(lambda x: x > 0, "step-for-relu", "This is a step. Above 0 give `x` itself, not 1."),
    Instead(lambda x: x[x > 0], "negatives-dropped", "Put a 0 there: each number keeps its place."),
    Instead(np.max, "one-maximum", "`np.max` gives one number; `np.maximum` compares each with 0."),
    *map(_leaky, (0.01, 0.1, 0.2, 0.3)),
]


@question(
    "2.1",
    hints=[
        "A number above 0 stays as it is. Any other number becomes 0.",
        "`if` looks at one number. NumPy has functions that look at each number of an array.",
        "`np.maximum(a, b)` takes the larger one of two, for each number. What is `b` here?",
    ],
    insight="One small bend at 0. All that deep networks can do beyond a straight line is built "
    "from bends like it.",
)
def check_relu(relu: FunctionRecord):
    """Expect max(x, 0) for arrays of one, two and three axes."""
    rng = np.random.default_rng()
    small = np.array([-2.0, 3.0, 0.5])
    cases = [(small,), (rng.normal(0, 2, (4, 5)),), (rng.normal(0, 2, (2, 3, 4)),)]
    step = "Above 0 give the number itself, below 0 give 0, in an array of the same shape."
    ran, *others = expect_function(relu, lambda x: np.maximum(x, 0), cases, step, _NOT_RELU)
    whole = expect(
        not any(part in ran.found for part in ("truth value", "0-dimensional", "only length-1")),
        "how `relu` looks at `x`",
        "all numbers of an array at once",
        "one number at a time, which fails for an array",
        "`if`, `max` and `math` want a single number. Look for NumPy's function with two inputs.",
        "one-number-at-a-time",
    )
    yield condition(whole)
    yield from (ran, *others)


@question(
    "2.2",
    points=2,
    hints=[
        "Write both layers as one formula: `(X @ W1 + b1) @ W2 + b2`. Then take it apart.",
        "It is `X @ W1 @ W2 + b1 @ W2 + b2`. Which part meets `X`, and which does not?",
        "`W = W1 @ W2`. The bias is everything without `X`. Return both: `return W, b`.",
    ],
    insight="Two linear layers are one. To stack them gains nothing, unless something bends "
    "between them.",
)
def check_merge(merge: FunctionRecord):
    """Expect W1 @ W2 and b1 @ W2 + b2."""
    yield from expect_merged(merge)


@question(
    "2.3",
    points=2,
    hints=[
        "First say what one row looks like. How many columns has `X`?",
        "Each hidden layer is `keras.layers.Dense(512, activation=...)`. There are three.",
        "The last layer is `keras.layers.Dense(1)`. A strength may be any number, so nothing "
        "bends it.",
    ],
    insight="More than half a million numbers that training can turn, in six lines.",
)
def check_deep(model: ModelRecord):
    """Expect 8 inputs, three hidden layers of 512 with ReLU, and a linear output."""
    yield expect_built(model)
    yield expect_input_shape(model, (N,), ROW, rows=ROWS)
    yield condition(expect_bend(model))
    hidden = [layer("dense", units=512), layer("relu")]
    yield from expect_layers(model, [*hidden * 3, layer("dense", units=1)])
    yield expect_finite_weights(model)


@question(
    "2.4",
    points=2,
    hints=[
        "The list has an `Input`, three `Dense` layers, and an `Activation` after two of them.",
        '`keras.layers.Activation("tanh")` is a layer that only bends. It has no weights.',
        "One hidden layer is two lines: `keras.layers.Dense(32),` and then "
        '`keras.layers.Activation("tanh"),`.',
    ],
    insight="A dense layer only adds up, an activation only bends. Apart from each other, "
    "something can be put between the two.",
)
def check_parted(parted: ModelRecord):
    """Expect 8, 32 with tanh, 16 with tanh, 1: each tanh done by a layer of its own."""
    yield expect_built(parted)
    yield expect_input_shape(parted, (N,), ROW, rows=ROWS)
    hidden = [step for units in (32, 16) for step in (layer("dense", units=units), layer("tanh"))]
    for finding in expect_layers(parted, [*hidden, layer("dense", units=1)]):
        # The usual advice offers to write it inside the layer before: not here.
        missing = finding.mistake == "no-tanh"
        yield replace(finding, next_step=_OWN_LAYER) if missing else finding
    bends = [step for step in parted.operations if step.kind in ACTIVATIONS]
    inside = [step.layer for step in bends if _is_inside(parted, step)]
    yield expect(
        bool(bends) and not inside,
        "where the activations stand",
        "each in a layer of its own",
        f"inside layer {' and layer '.join(map(str, inside))}" if bends else "no activation",
        _OWN_LAYER,
        "activation-inside-the-layer" if bends else "",
        weight=2,
    )
    yield expect_finite_weights(parted)


_OWN_LAYER = 'Write `Dense(32)` without activation, and `Activation("tanh")` as the next layer.'


def _is_inside(model, step):
    """Whether an activation was done by the same layer as the step before it."""
    before = [model.operations[place] for place in step.inputs if place >= 0]
    same = [(other.layer, other.layer_name) == (step.layer, step.layer_name) for other in before]
    return any(same)


@question(
    "2.5",
    points=2,
    hints=[
        "Each unit has one weight for each of its inputs, and one bias.",
        "A layer holds inputs × units + units. For the next layer, the inputs are the units of "
        "the layer before.",
        "There are four layers: 8 → 512, 512 → 512, 512 → 512 and 512 → 1. Add them up.",
    ],
    insight="Nearly all parameters lie between the wide layers: 512 × 512 is 262,144.",
)
def check_count(first_layer: NumberRecord, total: NumberRecord):
    """Expect 4,608 and 530,433."""
    step = "Inputs × units + units, with 8 inputs and 512 units."
    counted = "the number of its weights and biases"
    yield expect_number(
        first_layer, 4608, "`first_layer`", step, _NOT_FIRST, 1e-9, expected=counted
    )
    step = "Count all four layers, the output too: inputs × units + units for each."
    yield expect_number(total, 530_433, "`total`", step, _NOT_TOTAL, 1e-9, expected=counted)


_NO_BIAS = "These are the weights alone. Each unit has a bias as well."
_TARGET = "You counted 9 inputs. The strength is what we predict, not an input."
_ONE_BIAS = "A layer has not one bias but one for each unit."

_NOT_FIRST = [
    Instead(8 * 512, "biases-forgotten", _NO_BIAS),
    Instead(9 * 512 + 512, "target-among-the-inputs", _TARGET),
    Instead(8 * 512 + 1, "one-bias-a-layer", _ONE_BIAS),
    Instead(8 + 512, "added-not-multiplied", "Every unit looks at every input: multiply."),
    Instead(512 * 512, "units-times-units", "The first layer sees the 8 inputs, not 512 units."),
    Instead(512 * 512 + 512, "units-times-units", "The first layer sees 8 inputs, not 512 units."),
]

_NOT_TOTAL = [
    Instead(528_896, "biases-forgotten", _NO_BIAS),
    Instead(530_945, "target-among-the-inputs", _TARGET),
    Instead(528_900, "one-bias-a-layer", _ONE_BIAS),
    Instead(529_920, "output-layer-forgotten", "The output layer is missing: 512 × 1 + 1."),
    Instead(267_777, "hidden-layer-forgotten", "There are three hidden layers. You counted two."),
    Instead(3 * 4608 + 513, "always-the-inputs", "Only the first layer sees the 8 inputs."),
]


@question(
    "2.6",
    points=2,
    hints=[
        "ReLU bends where its input changes sign. Which number is that?",
        "Set the inside to zero: `w * x + b = 0`. Now find `x`.",
        "`x = -b / w`, for each of the three units. NumPy divides whole arrays.",
    ],
    insight="Weights and biases decide where a network bends. Training moves the bends.",
)
def check_bends(bends: ArrayRecord):
    """Expect the three zeros of w x + b, in any order."""
    w, b = WEIGHTS, BIASES
    yield expect_array(
        ArrayRecord(np.sort(bends.values, axis=None)),
        np.sort(-b / w),
        "`bends`, put in order",
        "Each unit bends where `w * x + b` is 0. Solve that for `x`.",
        [
            Instead(np.sort(b / w), "sign-lost", "Check the sign: `w * x` must be `-b`."),
            Instead(np.sort(-w / b), "fraction-upside-down", "Divide by the weight, not the bias."),
            Instead(np.sort(w / b), "fraction-upside-down", "Divide by `w`, and mind the sign."),
            Instead(np.sort(-b), "not-divided-by-the-weight", "Divide by the weight of the unit."),
            Instead(np.sort(b), "bias-for-the-bend", "These are the biases. Solve for `x`."),
            Instead(np.sort(-b * w), "multiplied-by-the-weight", "Divide by the weight instead."),
        ],
        expected="the three values of `x` at which a unit's input is 0",
    )


CHOICES = ["the linear stack", "the ReLU network", "no difference"]


def _expect_losses(linear, relu):
    histories = {"linear_history": linear, "relu_history": relu}
    return expect_last_values(histories, "Run the cell that trains both networks, then this one.")


@question(
    "2.7",
    hints=[
        "What did question 2.2 say about a stack of linear layers?",
        "A stack of linear layers is as flat as one neuron, however many parameters it has.",
        "Train, then compare the last number of `val_loss` in the two histories.",
    ],
    insight="Same layers, same number of parameters: the two differ in their bends only.",
)
def check_guess(guess: TextRecord, linear_history: HistoryRecord, relu_history: HistoryRecord):
    """Judge a guess, made before training, by the two runs themselves."""
    yield _expect_losses(linear_history, relu_history)
    linear, relu = last_value(linear_history), last_value(relu_history)
    right = _lower(linear, relu)
    found = f"your runs ended at {linear:.1f} MPa for the linear stack and {relu:.1f} MPa with ReLU"
    step = "A guess may be wrong: look at the two errors and say what they show."
    yield expect_choice(guess, right, CHOICES, "the lower error", step, found)


def _lower(linear, relu):
    """Name the one with the lower loss; within 10 % of the larger there is no difference."""
    if not abs(linear - relu) > 0.1 * max(linear, relu):
        return "no difference"
    return "the linear stack" if linear < relu else "the ReLU network"


@question(
    "2.8",
    hints=[
        "You need two numbers: the last entry of `val_loss` in each history.",
        '`relu_history.history["val_loss"][-1]` is one of them. `[-1]` takes the last entry.',
        "Divide the loss of the linear stack by that of the ReLU network.",
    ],
    insight="Now you can say it with a number: this is what the bends are worth here.",
)
def check_factor(factor: NumberRecord, linear_history: HistoryRecord, relu_history: HistoryRecord):
    """Judge a ratio by the learner's own two histories."""
    yield _expect_losses(linear_history, relu_history)
    linear, relu = last_value(linear_history), last_value(relu_history)
    training = last_value(linear_history, "loss") / last_value(relu_history, "loss")
    yield expect_number(
        factor,
        linear / relu,
        "`factor`",
        "Divide the last validation loss of the linear stack by that of the ReLU network.",
        [
            Instead(relu / linear, "ratio-upside-down", "Turn the fraction over."),
            Instead(linear - relu, "difference-for-ratio", "That is a difference in MPa. Divide."),
            Instead(training, "training-loss", "That is the training loss, not `val_loss`."),
        ],
        within=0.01,
        expected="the last validation loss of the linear stack, divided by that with ReLU",
    )


@question(
    "2.9",
    points=2,
    hints=[
        "More units make a good run likelier, but one good run is enough here.",
        "Begin with 1 unit at epoch 100 and try all four starts. Then take one unit more.",
        "Three units can do it, from one of the four starts. Which one?",
    ],
    insight="The same network, another start, another result. Three bends in the right places "
    "follow the curve better than eight in a bad place.",
)
def check_frugal(explorer: ExplorerRecord, token: TextRecord):
    """Expect a setting below the limit, with the fewest units that come below it."""
    yield expect_goal(explorer, token, "bends")
