"""Checks of lesson 7: forward and backward propagation, by hand and on 65 cereals."""

import numpy as np

from course_utils.exercises.checks.lesson_07.cereals import mean_squared_error, slopes_of
from course_utils.exercises.checks.lesson_07.twins import expect_different_units
from course_utils.exercises.expect import (
    CONDITION,
    Instead,
    expect,
    expect_array,
    expect_built,
    expect_choice,
    expect_finite_weights,
    expect_function,
    expect_given,
    expect_goal,
    expect_input_shape,
    expect_layers,
    expect_number,
    layer,
    need,
)
from course_utils.exercises.questions import question
from course_utils.exercises.records import (
    ArrayRecord,
    ExplorerRecord,
    FunctionRecord,
    ModelRecord,
    NoneRecord,
    NumberRecord,
    SequenceRecord,
    TextRecord,
)
from course_utils.exercises.verdicts import Looks

_NETWORK = [layer("dense", units=8), layer("relu"), layer("dense", units=1)]


@question("7.1", points=2, weight=2)
def check_forward(hidden: ArrayRecord, output: NumberRecord) -> Looks:
    """Expect 3 and 0, then -2."""
    instead = [
        Instead([3, -1.5], "relu-forgotten", "−1.5 is the sum. What does ReLU make of it?"),
        Instead([2, 0], "bias-forgotten", "Each hidden unit adds its bias: 1 and −0.5."),
        Instead([2, -1], "bias-forgotten", "Add the biases, 1 and −0.5, and then apply ReLU."),
        Instead([0, 3], "units-swapped", "The units are turned around: the upper one comes first."),
    ]
    step = "A column of `W1` belongs to a unit: multiply, add, then the bias, then ReLU."
    yield expect_array(hidden, [3, 0], "`hidden`", step, instead, expected="two numbers after ReLU")
    instead = [
        Instead(0, "relu-on-output", "The output is linear: it may be negative. ReLU is not used."),
        Instead(-6.5, "relu-forgotten", "The second hidden unit is 0 after ReLU, not −1.5."),
        Instead(-4, "bias-forgotten", "The biases of the hidden units are missing: 1 and −0.5."),
        Instead(6, "bias-forgotten", "The bias of the output is missing: −8."),
    ]
    step = "2 times the first hidden unit, 3 times the second, and the bias −8."
    yield expect_number(output, -2, "`output`", step, instead, expected="the output for this row")


@question("7.2", points=2, weight=2)
def check_backward(slopes_W2: ArrayRecord, slope_b2: NumberRecord) -> Looks:
    """Expect (-18, 0) and -6: what came in times the blame."""
    turned = "The sign is turned around: error = output − target, and here it is −3."
    halved = "Half of it. The slope of error² is 2 · error: the blame is −6."
    instead = [
        Instead([18, 0], "sign-turned", turned),
        Instead([-9, 0], "two-forgotten", halved),
        Instead([-12, -18], "weight-for-input", "That is blame × weight, which goes back to the "
                "hidden units. A weight's slope is what *came in* through it × blame."),
        Instead([-18, 9], "relu-forgotten", "Through the second weight came 0: ReLU cut the −1.5."),
        Instead([-6, -6], "input-forgotten", "That is the blame. Multiply it with what came in."),
    ]  # fmt: skip
    step = "What came in through each weight, 3 and 0, times the blame of the output."
    said = "what came in × blame, for both weights"
    yield expect_array(slopes_W2, [-18, 0], "`slopes_W2`", step, instead, expected=said)
    instead = [
        Instead(6, "sign-turned", turned),
        Instead(-3, "two-forgotten", halved),
        Instead(48, "weight-for-input", "The input of a bias is 1, not its own value."),
        Instead(0, "bias-without-slope", "A bias has the input 1, so its slope is the blame."),
    ]
    step = "The input of a bias is always 1, so its slope is the blame of the output."
    yield expect_number(slope_b2, -6, "`slope_b2`", step, instead, expected="the bias's slope")


def _handed_back(blame, W2, z):
    return blame @ W2.T * (z > 0)


_NOT_HANDED_BACK = [
    Instead(
        lambda blame, W2, z: blame @ W2.T,
        "gate-forgotten",
        "The way back through the kernel is right. The gate is missing: where `z` is below zero, "
        "ReLU passes nothing back.",
    ),
    Instead(
        lambda blame, W2, z: blame @ W2.T * z,
        "value-for-slope",
        "You multiply with `z` itself. The gate is ReLU's slope: 1 where `z` > 0, else 0.",
    ),
    Instead(
        lambda blame, W2, z: np.maximum(blame @ W2.T, 0),
        "gate-on-blame",
        "You cut off the blame where it is negative. What opens the gate is `z`, not the blame.",
    ),
    Instead(
        lambda blame, W2, z: (blame * (blame > 0)) @ W2.T,
        "gate-on-blame",
        "The gate looks at the blame. What opens it is `z`: the sums on the way forward.",
    ),
    Instead(
        lambda blame, W2, z: blame @ W2.T * np.maximum(z, 0),
        "value-for-slope",
        "You multiply with ReLU's output. On the way back counts its *slope*: 1 or 0.",
    ),
    Instead(
        lambda blame, W2, z: blame @ W2 * (z > 0),
        "not-transposed",
        "Forward it was `h @ W2`. Back it must be `W2.T`: the sum over the outputs.",
    ),
    Instead(
        lambda blame, W2, z: -blame @ W2.T * (z > 0),
        "sign-turned",
        "The sign is turned around. Handing back keeps it; the optimizer goes against it later.",
    ),
]


@question("7.3", points=3, weight=2)
def check_hidden_blame(hidden_blame: FunctionRecord) -> Looks:
    """Expect the blame through the kernel's transpose and ReLU's gate, for many rows."""
    rng = np.random.default_rng()
    cases = [
        (rng.normal(size=(n, k)), rng.normal(size=(m, k)), rng.normal(size=(n, m)))
        for n, m, k in [(2, 3, 3), (5, 4, 1), (3, 2, 6)]
    ]
    step = "Back through the kernel, `blame @ W2.T`, and then ReLU's gate, `z > 0`."
    yield from expect_function(hidden_blame, _handed_back, cases, step, _NOT_HANDED_BACK)


def _slopes(w):
    return 2 * (w - np.arange(1, len(w) + 1))


_NOT_NUDGED = [
    Instead(
        lambda w: 2 * _slopes(w),
        "one-nudge-for-two",
        "Twice too large: from down to up it is *two* nudges. Divide by 2 · nudge.",
    ),
    Instead(
        lambda w: np.full(len(w), _slopes(w).sum()),
        "all-nudged-together",
        "All slopes are equal: you nudge all weights at once. Nudge one, and leave the others.",
    ),
    Instead(
        lambda w: _slopes(w).sum(),
        "all-nudged-together",
        "One number: you nudge all weights at once. Nudge them one at a time.",
    ),
    Instead(
        lambda w: -_slopes(w),
        "sign-turned",
        "The sign is turned around: it is the loss above minus the loss below.",
    ),
    Instead(
        lambda w: np.zeros(len(w)),
        "nudge-too-small",
        "All slopes are 0: with a nudge that small both losses are equal in all 16 digits. Take "
        "about 0.0001.",
    ),
]


@question("7.4", points=3, weight=2)
def check_numeric_gradient(numeric_gradient: FunctionRecord) -> Looks:
    """Expect the slopes of a sum of squares, which two-sided nudges give exactly."""
    rng = np.random.default_rng()
    cases = [(rng.normal(size=n),) for n in (2, 5, 1)]
    step = "`(loss(up) - loss(down)) / (2 * nudge)` for each weight, the others left alone."
    yield from expect_function(numeric_gradient, _slopes, cases, step, _NOT_NUDGED, within=1e-5)


@question("7.5", points=3)
def check_tape(slopes: SequenceRecord, model: ModelRecord) -> Looks:
    """Expect the slopes of the mean squared error for the weights that the model has."""
    yield need(_expect_the_model(model))
    yield need(_expect_recorded(slopes))
    wanted = slopes_of(model)
    found = [np.asarray(_values(item)) for item in slopes.items]
    shapes = [array.shape for array in wanted]
    yield need(
        expect(
            [array.shape for array in found] == shapes,
            where="`slopes`",
            expected=f"four arrays of shapes {shapes}",
            found=f"shapes {[array.shape for array in found]}",
            next_step="Ask for `tape.gradient(..., model.trainable_variables)`: kernel and bias of "
            "both layers, in this order.",
            weight=CONDITION,
        )
    )
    yield _expect_slopes(found, wanted)


def _expect_the_model(model):
    kinds = [step.kind for step in model.operations]
    shapes = [step.weights["kernel"].shape for step in model.operations if step.weights]
    return expect_given(
        kinds == ["dense", "relu", "dense"] and shapes == [(4, 8), (8, 1)],
        where="`model`",
        expected="the model that the cell above makes",
        found=model.describe(),
    )


def _expect_recorded(slopes):
    nothing = sum(isinstance(item, NoneRecord) for item in slopes.items)
    return expect(
        not nothing,
        where="`slopes`",
        expected="an array for each of the four",
        found=f"`None` for {nothing} of {len(slopes.items)}",
        next_step="The tape did not see how the loss depends on the weights. Call `model(X)` while "
        "the tape runs, and use TensorFlow from there to the loss, no NumPy and no `predict`.",
        mistake="tape-saw-nothing",
        weight=CONDITION,
    )


def _values(record):
    """A slope of one number may come without its axis."""
    return getattr(record, "values", getattr(record, "value", np.nan))


def _expect_slopes(found, wanted):
    """All four arrays at once: a mistake in the loss shows in each of them."""
    scale = max(float(np.abs(array).max()) for array in wanted)
    gap = max(float(np.abs(f - w).max()) for f, w in zip(found, wanted, strict=True))
    factor, mistake, says = _known_factor(found, wanted, scale)
    return expect(
        gap < 1e-3 * scale,
        where="`slopes`",
        expected="the slopes of the mean squared error",
        found=f"slopes that differ by up to {gap:.3g}" + factor,
        next_step=says,
        mistake=mistake,
    )


_FACTORS = {
    65: ("sum-for-mean", "The sum over the rows in place of the mean: `tf.reduce_mean`."),
    -1: ("sign-turned", "The sign is turned around. Return the slopes, not the step."),
    0.5: ("two-forgotten", "Half of it: the loss is the mean of error², without ½."),
}


def _known_factor(found, wanted, scale):
    for factor, (mistake, says) in _FACTORS.items():
        pairs = zip(found, wanted, strict=True)
        if all(np.allclose(f, factor * w, atol=1e-3 * abs(factor) * scale) for f, w in pairs):
            return f": each is {factor:g} times what it should be", mistake, says
    says = (
        "Record `tf.reduce_mean((model(X) - y) ** 2)`, with both `X` and `y` as the cell above "
        "made them. If you have trained `model` since, make it again."
    )
    return "", "", says


@question("7.6")
def check_passes(passes: NumberRecord) -> Looks:
    """Expect two forward passes for each of 4,801 parameters."""
    instead = [
        Instead(4801, "one-nudge", "That is one pass for each. Up *and* down makes two."),
        Instead(4802, "one-nudge", "One pass for each and one for the start: so it is if you nudge "
                "upwards alone. Here each is nudged up and down."),
        Instead(2, "price-of-backpropagation", "That is about what backpropagation costs. Nudging "
                "asks for each parameter by itself."),
        Instead(3, "price-of-backpropagation", "That is about what backpropagation costs. Nudging "
                "asks for each parameter by itself."),
        Instead(9604, "one-more-parameter", "It is 2 · 4,801."),
    ]  # fmt: skip
    step = "Each parameter is nudged twice, and each nudge needs one forward pass."
    said = "the forward passes for all parameters"
    yield expect_number(passes, 9602, "`passes`", step, instead, 1e-6, expected=said)


@question("7.7", points=3, weight=12)
def check_repaired(different: NumberRecord, repaired: ModelRecord) -> Looks:
    """Expect one different unit in the equal start, and several in a network that has learnt."""
    instead = [
        Instead(8, "equal-units-counted", "Eight units, but look at the columns of `kernel`: are "
                "they different?"),
        Instead(4, "rows-for-units", "Each unit has four different weights. Compare unit with "
                "unit: column with column."),
        Instead(0, "none-different", "They are all equal, so there is one kind of unit."),
        Instead(32, "weights-for-units", "Those are all weights. Compare column with column."),
    ]  # fmt: skip
    step = "Compare the columns of `kernel`: one column is one hidden unit."
    said = "the number of different columns"
    found = expect_number(different, 1, "`different`", step, instead, 1e-6, expected=said)
    yield expect(
        found.ok,
        where=found.where,
        expected=found.expected,
        found=found.found,
        next_step=found.next_step,
        mistake=found.mistake,
        weight=4,
    )
    yield expect_built(repaired)
    yield expect_input_shape(repaired, (4,), "the 4 columns of `X`", rows=65)
    yield from expect_layers(repaired, _NETWORK)
    yield need(expect_finite_weights(repaired))
    yield need(expect_different_units(repaired))
    loss = mean_squared_error(repaired)
    yield expect(
        loss < 0.2,
        where="the mean squared error of `repaired`",
        expected="below 0.2; always the mean has 0.38",
        found=f"{loss:.2f}",
        next_step="Compile it, and train it as `fair` was: `repaired.fit(X, y, epochs=40, "
        "batch_size=13, verbose=0)`.",
        mistake="not-trained",
    )


_SENTENCES = ("a", "b", "c", "d")
_WHY_NOT = {
    "a": "Gradient descent is one way to use the slopes. Backpropagation finds them, whatever uses "
    "them.",
    "c": "What travels backwards is no data. It is the blame: how much the loss grows with each "
    "unit.",
    "d": "No weight changes on the way back: all slopes belong to the same, unchanged weights. The "
    "optimizer changes them afterwards, all at once.",
}


@question("7.8")
def check_sentence(sentence: TextRecord) -> Looks:
    """Expect the sentence that keeps slopes and steps apart."""
    chosen = sentence.value.strip().casefold()
    why = _WHY_NOT.get(chosen, "")
    yield expect_choice(
        sentence, "b", _SENTENCES, "`sentence`", why, mistake=f"sentence-{chosen}" if why else ""
    )


@question("7.9")
def check_promise(explorer: ExplorerRecord, token: TextRecord) -> Looks:
    """Expect the largest nudge of the output's first weight that keeps its promise."""
    yield expect_goal(explorer, token, "backpropagation")
