"""Checks of lesson 2: deep networks, on the strength of 1,030 samples of concrete."""

from dataclasses import replace

import numpy as np

from course_utils.exercises.acceptance import as_array
from course_utils.exercises.checks.lesson_02.bends import expect_bend
from course_utils.exercises.checks.lesson_02.merging import expect_merged
from course_utils.exercises.expect import (
    Instead,
    curve_of,
    expect,
    expect_array,
    expect_built,
    expect_conclusion,
    expect_finite_weights,
    expect_function,
    expect_goal,
    expect_guess,
    expect_input_shape,
    expect_last_values,
    expect_layers,
    expect_number,
    expect_outcome,
    last_value,
    layer,
    need,
)
from course_utils.exercises.expect.values import brief
from course_utils.exercises.questions import question
from course_utils.exercises.records import (
    ArrayRecord,
    ExplorerRecord,
    FunctionRecord,
    HistoryRecord,
    ModelRecord,
    NumberRecord,
    SequenceRecord,
    TextRecord,
)
from course_utils.exercises.verdicts import Looks
from course_utils.networks.activations import ACTIVATIONS

ROWS = 1030
N = 8
ROW = f"the {N} columns of `X`"

# The small network of question 2.6.
WEIGHTS = np.array([2.0, -1.0, 4.0])
BIASES = np.array([1.0, 3.0, -2.0])


def _leaky(slope):
    says = f"Below 0 your function still rises, with slope {slope:g}. ReLU is flat there: 0."
    return Instead(lambda x: np.where(x > 0, x, slope * x), "leaky-for-relu", says)


_IS_STRAIGHT = "ReLU is straight on both sides: `x` itself above 0, and 0 below."
_NOT_RELU = [
    Instead(np.abs, "absolute-value", "This is the absolute value: below 0 it turns upwards."),
    Instead(lambda x: np.minimum(x, 0), "minimum-for-maximum", "Take the larger one of x and 0."),
    Instead(lambda x: np.clip(x, 0, 1), "clipped-at-one", "Above 0 nothing changes: 3 stays 3."),
    Instead(lambda x: x > 0, "step-for-relu", "This is a step. Above 0 give `x` itself, not 1."),
    Instead(lambda x: x[x > 0], "negatives-dropped", "Put a 0 there: each number keeps its place."),
    Instead(np.max, "one-maximum", "`np.max` gives one number; `np.maximum` compares each with 0."),
    Instead(lambda x: x, "nothing-changed", "`x` comes back as it was. Below 0 it must be 0."),
    Instead(
        lambda x: np.logaddexp(0, x),
        "softplus-for-relu",
        "This one bends slowly. ReLU has a corner: below 0 it is 0, above it is `x` itself.",
    ),
    Instead(np.tanh, "tanh-for-relu", f"This is tanh. {_IS_STRAIGHT}"),
    Instead(lambda x: 1 / (1 + np.exp(-x)), "sigmoid-for-relu", f"A sigmoid. {_IS_STRAIGHT}"),
    Instead(np.square, "square-for-relu", f"These are squares. {_IS_STRAIGHT}"),
    Instead(lambda x: -np.maximum(x, 0), "sign-turned", "Above 0 the sign is turned: 3 stays 3."),
    *map(_leaky, (0.01, 0.1, 0.2, 0.3)),
]


@question("2.1", weight=2)
def check_relu(relu: FunctionRecord) -> Looks:
    """Expect max(x, 0) for arrays of one, two and three axes."""
    rng = np.random.default_rng()
    small = np.array([-2.0, 3.0, 0.5])
    cases = [(small,), (rng.normal(0, 2, (4, 5)),), (rng.normal(0, 2, (2, 3, 4)),)]
    step = "Above 0 give the number itself, below 0 give 0, in an array of the same shape."
    yield from expect_function(
        relu, lambda x: np.maximum(x, 0), cases, step, _NOT_RELU, raises=_ONE_AT_A_TIME
    )


_ONE_AT_A_TIME = [
    Instead(
        said,
        "one-number-at-a-time",
        "`x` is a whole array. `if`, `max` and `math` want a single number: look for NumPy's "
        "function that compares each number with 0.",
    )
    for said in ("truth value", "0-dimensional", "only length-1")
]


@question("2.2", points=2, weight=3)
def check_merge(merge: FunctionRecord) -> Looks:
    """Expect W1 @ W2 and b1 @ W2 + b2."""
    yield from expect_merged(merge)


@question("2.3", points=2, weight=9)
def check_deep(model: ModelRecord) -> Looks:
    """Expect 8 inputs, three hidden layers of 512 with ReLU, and a linear output."""
    yield expect_built(model)
    yield expect_input_shape(model, (N,), ROW, rows=ROWS)
    yield expect_bend(model)
    hidden = [layer("dense", units=512), layer("relu")]
    yield from expect_layers(model, [*hidden * 3, layer("dense", units=1)])
    yield expect_finite_weights(model)


@question("2.4", points=2, weight=9)
def check_parted(parted: ModelRecord) -> Looks:
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
        where="where the activations stand",
        expected="each in a layer of its own",
        found=f"inside layer {' and layer '.join(map(str, inside))}" if bends else "no activation",
        next_step=_OWN_LAYER,
        mistake="activation-inside-the-layer" if bends else "",
        weight=2,
    )
    yield expect_finite_weights(parted)


_OWN_LAYER = 'Write `Dense(32)` without activation, and `Activation("tanh")` as the next layer.'


def _is_inside(model, step):
    """Whether an activation was done by the same layer as the step before it."""
    before = [model.operations[place] for place in step.inputs if place >= 0]
    same = [(other.layer, other.layer_name) == (step.layer, step.layer_name) for other in before]
    return any(same)


@question("2.5", points=2, weight=2)
def check_count(first_layer: NumberRecord, total: NumberRecord) -> Looks:
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
    Instead(512, "units-for-parameters", "Those are the units. Each has a weight for each input."),
    Instead(ROWS * 512 + 512, "rows-for-columns", "That counts the rows. Inputs are columns."),
    Instead(530_433, "total-for-a-layer", "That is the whole network: take one layer."),
]

_NOT_TOTAL = [
    Instead(528_896, "biases-forgotten", _NO_BIAS),
    Instead(530_945, "target-among-the-inputs", _TARGET),
    Instead(528_900, "one-bias-a-layer", _ONE_BIAS),
    Instead(529_920, "output-layer-forgotten", "The output layer is missing: 512 × 1 + 1."),
    Instead(267_777, "hidden-layer-forgotten", "There are three hidden layers. You counted two."),
    Instead(4, "layers-counted", "Those are the layers. How many numbers do they hold?"),
    Instead(4608, "one-layer", "That is the first layer alone. Three more follow."),
    Instead(793_089, "hidden-layer-too-many", "There are three hidden layers. You counted four."),
    Instead(3 * 4608 + 513, "always-the-inputs", "Only the first layer sees the 8 inputs."),
]


@question("2.6", points=2)
def check_bends(bends: ArrayRecord | SequenceRecord) -> Looks:
    """Expect the three zeros of w x + b, in any order: a set will do."""
    if isinstance(bends, SequenceRecord):
        bends = as_array(replace(bends, container="list")) or ArrayRecord(np.array([]))
    w, b = WEIGHTS, BIASES
    given = np.sort(bends.values, axis=None)
    yield expect_array(
        ArrayRecord(given),
        np.sort(-b / w),
        "`bends`, put in order",
        f"{_how_many_bends(given)}Each unit bends where `w * x + b` is 0. Solve that for `x`.",
        [
            Instead(np.sort(b / w), "sign-lost", "Check the sign: `w * x` must be `-b`."),
            Instead(np.sort(-w / b), "fraction-upside-down", "Divide by the weight, not the bias."),
            Instead(np.sort(w / b), "fraction-upside-down", "Divide by `w`, and check the sign."),
            Instead(np.sort(-b), "not-divided-by-the-weight", "Divide by the weight of the unit."),
            Instead(np.sort(b), "bias-for-the-bend", "These are the biases. Solve for `x`."),
            Instead(np.sort(-b * w), "multiplied-by-the-weight", "Divide by the weight instead."),
        ],
        expected="the three values of `x` at which a unit's input is 0",
    )


def _how_many_bends(given):
    """What is known of bends that are not all right: how many there are, how many of them are."""
    if len(given) != len(WEIGHTS):
        return "Three units have three bends. "
    if given.dtype.kind not in "biuf":
        return ""
    right = [x for x in -BIASES / WEIGHTS if np.isclose(given, x).any()]
    return f"Right so far: {brief(np.sort(right))}. " if right else ""


CHOICES = ["the linear stack", "the ReLU network", "no difference"]


def _need_losses(linear_history, relu_history):
    """Both must have a last loss, and that with ReLU must be the lower one."""
    histories = {"linear_history": linear_history, "relu_history": relu_history}
    step = "Run the cell that trains both networks, then this one."
    yield need(expect_last_values(histories, step))
    linear, relu = map(last_value, histories.values())
    shown = "a ReLU network with a clearly lower error than the linear stack"
    yield need(expect_conclusion(relu < 0.9 * linear, shown, _ends(linear, relu), step))


def _ends(linear, relu):
    return f"your runs ended at {linear:.1f} MPa for the linear stack and {relu:.1f} MPa with ReLU"


@question("2.7", weight=2)
def check_outcome(
    guess: TextRecord,
    outcome: TextRecord,
    linear_history: HistoryRecord,
    relu_history: HistoryRecord,
) -> Looks:
    """Expect a guess, and judge what was read from the two runs by the runs themselves."""
    yield from _need_losses(linear_history, relu_history)
    found = _ends(last_value(linear_history), last_value(relu_history))
    yield expect_guess(guess, CHOICES)
    yield expect_outcome(outcome, "the ReLU network", CHOICES, found, "the two errors")


@question("2.8")
def check_factor(
    factor: NumberRecord, linear_history: HistoryRecord, relu_history: HistoryRecord
) -> Looks:
    """Judge a ratio by the learner's own two histories."""
    yield from _need_losses(linear_history, relu_history)
    linear, relu = last_value(linear_history), last_value(relu_history)
    curves = [curve_of(history, "val_loss") for history in (linear_history, relu_history)]
    training = last_value(linear_history, "loss") / last_value(relu_history, "loss")
    first, best = (of(curves[0]) / of(curves[1]) for of in (lambda curve: curve[0], np.nanmin))
    means = np.nanmean(curves[0]) / np.nanmean(curves[1])
    alone = "That is one of the two losses. Divide one by the other."
    yield expect_number(
        factor,
        linear / relu,
        "`factor`",
        "Divide the last validation loss of the linear stack by that of the ReLU network.",
        [
            Instead(
                relu / linear,
                "ratio-upside-down",
                "This is upside down: divide the linear stack's loss by the other.",
            ),
            Instead(linear - relu, "difference-for-ratio", "That is a difference in MPa. Divide."),
            Instead(training, "training-loss", "That is the training loss, not `val_loss`."),
            *(
                Instead(ratio, "validation-over-training", "Take `val_loss` in both places.")
                for ratio in _mixed(linear_history, relu_history)
            ),
            Instead(means, "means-for-last", "Those are means of all epochs. Take the last."),
            Instead(
                1 - relu / linear, "share-for-ratio", "That is the share by which it fell. Divide."
            ),
            Instead(linear * relu, "product-for-ratio", "That is a product. Divide."),
            Instead(first, "first-for-last", "That is after the first epoch. Take the last one."),
            Instead(best, "best-for-last", "Those are the lowest losses. Take the last ones."),
            *(Instead(loss, "one-loss-alone", alone) for loss in (linear, relu)),
        ],
        within=0.01,
        expected="the last validation loss of the linear stack, divided by that with ReLU",
    )


def _mixed(linear_history, relu_history):
    """The validation loss of one divided by the training loss of the other, both ways."""
    pairs = [(last_value(h, "loss"), last_value(h)) for h in (linear_history, relu_history)]
    return pairs[0][1] / pairs[1][0], pairs[0][0] / pairs[1][1]


@question("2.9", points=2)
def check_frugal(explorer: ExplorerRecord, token: TextRecord) -> Looks:
    """Expect a setting below the limit, with the fewest units that come below it."""
    yield expect_goal(explorer, token, "bends")
