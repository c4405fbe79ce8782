"""Checks of lesson 10: what optimizers remember, how far they step, and whether anything moved."""

import numpy as np

from course_utils.exercises.checks.lesson_10.schedules import (
    EPOCHS,
    IN_ALL,
    STEPS,
    expect_cosine,
    expect_end,
)
from course_utils.exercises.checks.lesson_10.standing_still import (
    expect_moved,
    not_moved,
    percent_moved,
)
from course_utils.exercises.checks.lesson_10.steps import (
    NOT_ADAM,
    NOT_MOMENTUM,
    take_adam_step,
    take_momentum_step,
)
from course_utils.exercises.expect import (
    CONDITION,
    Instead,
    curve_of,
    expect,
    expect_built,
    expect_compiled,
    expect_conclusion,
    expect_finite_weights,
    expect_function,
    expect_given,
    expect_goal,
    expect_input_shape,
    expect_noted,
    expect_number,
    need,
    part,
)
from course_utils.exercises.questions import question
from course_utils.exercises.records import (
    ArrayRecord,
    ExplorerRecord,
    FunctionRecord,
    HistoryRecord,
    MappingRecord,
    ModelRecord,
    NumberRecord,
    SequenceRecord,
    TextRecord,
)
from course_utils.exercises.verdicts import Looks


@question("10.1", points=2, weight=2)
def check_momentum(momentum_step: FunctionRecord) -> Looks:
    """Expect the ball's step, for arrays of several lengths."""
    rng = np.random.default_rng()
    cases = [
        (*rng.normal(size=(3, n)), rate, kept) for n, rate, kept in [(2, 0.1, 0.9), (4, 0.3, 0.5)]
    ]
    step = "`velocity = kept * velocity - learning_rate * slope`, then `w + velocity`. Return both."
    yield from expect_function(momentum_step, take_momentum_step, cases, step, NOT_MOMENTUM)


_RATE_TIMES_SLOPE = "That is rate × slope, as SGD steps. Adam divides the slope by its size."
_UNCORRECTED = (
    "That is without the correction: the direction is 10 % of the slope, the root of the size "
    "3.2 % of it. Adam divides both by what is missing."
)


@question("10.2", points=2, weight=3)
def check_lengths(
    first_small: NumberRecord, first_large: NumberRecord, hundredth: NumberRecord
) -> Looks:
    """Expect the learning rate twice, and 0.1 / √4.1."""
    step = "The first step of Adam is rate · slope / √slope², whatever the slope."
    for name, record, slope in [
        ("`first_small`", first_small, 0.001),
        ("`first_large`", first_large, 1000.0),
    ]:
        instead = [
            Instead(0.01 * slope, "rate-times-slope", _RATE_TIMES_SLOPE),
            Instead(0.01 * 0.1 / np.sqrt(0.001), "no-bias-correction", _UNCORRECTED),
            Instead(-0.01, "sign-for-length", "It is a length: write it without the minus."),
            Instead(1, "rate-forgotten", "The slope over its size is 1. And the learning rate?"),
        ]
        said = "the length of Adam's first step"
        yield expect_number(record, 0.01, name, step, instead, within=0.005, expected=said)
    step = "The sum is 0.1 + 100 · 0.2². The step is 0.5 · 0.2, divided by the root of the sum."
    said = "the length of Adagrad's hundredth step"
    yield expect_number(
        hundredth, 0.1 / np.sqrt(4.1), "`hundredth`", step, _NOT_HUNDREDTH, 0.009, expected=said
    )


_NOT_HUNDREDTH = [
    Instead(0.05, "accumulator-forgotten", "Nearly: the sum starts at 0.1, not at 0."),
    Instead(0.005, "rate-over-steps", "That is the rate over 100. It is divided by the root of a "
            "sum of squares."),
    Instead(0.1 / 100, "rate-over-steps", "That is rate × slope over 100. It is divided by the "
            "root of a sum of squares."),
    Instead(0.1, "rate-times-slope", "That is rate × slope, as SGD steps. Adagrad divides by what "
            "it remembers."),
    Instead(0.1 / 4.1, "root-forgotten", "You divided by the sum. Divide by its root."),
    Instead(0.1 / np.sqrt(0.14), "first-step", "That is the first step. By the hundredth, the sum "
            "has grown."),
    Instead(0.1 / np.sqrt(20.1), "slope-not-squared", "The sum is that of the *squared* slopes: "
            "100 · 0.04."),
    Instead(0.5 / np.sqrt(4.1), "slope-forgotten", "The rate over the root is the rate of this "
            "weight. Multiply it by the slope."),
]  # fmt: skip


@question("10.3")
def check_half(half: NumberRecord) -> Looks:
    """Expect the logarithm of a half to the base 0.9."""
    instead = [
        Instead(10, "reach-for-half", "Ten steps are how far it reaches back: then 0.9¹⁰ = 35 % "
                "is left. When is it 50 %?"),
        Instead(5, "lost-of-the-start", "After 5 steps 59 % is left. It loses 10 % of what is "
                "left, not of what there was."),
        Instead(7, "rounded-up", "After 7 whole steps it is 48 %, less than half. The question "
                "asks for one decimal."),
        Instead(6, "rounded-down", "After 6 whole steps it is 53 %, more than half. The question "
                "asks for one decimal."),
        Instead(-np.log(0.5) / np.log(0.9), "sign-turned", "The sign is turned around."),
        Instead(np.log(0.9) / np.log(0.5), "turned-over", "The fraction is upside down."),
        Instead(np.log(0.5) / np.log(0.1), "other-share", "You took 0.1, which is what is lost. "
                "What is kept is 0.9."),
    ]  # fmt: skip
    step = "Find n with 0.9 to the power of n equal to 0.5: `np.log(0.5) / np.log(0.9)`."
    said = "the steps after which half is left"
    value = np.log(0.5) / np.log(0.9)
    yield expect_number(half, value, "`half`", step, instead, within=0.01, expected=said)


@question("10.4", points=3, weight=2)
def check_adam(adam_step: FunctionRecord) -> Looks:
    """Expect Adam's step at the first step and later."""
    rng = np.random.default_rng()
    cases = []
    for n, counted in [(2, 1), (3, 5), (1, 40)]:
        w, direction, slope = rng.normal(size=(3, n))
        cases.append((w, direction, rng.uniform(0.5, 2, n), counted, slope, 0.1))
    step = (
        "Two fading averages, both corrected for the change, and both returned without the "
        "correction: weights, direction, size."
    )
    yield from expect_function(adam_step, take_adam_step, cases, step, NOT_ADAM)


_NAMES = ("sgd", "momentum", "adagrad", "adam")
_RIGHT_ORDER = ("momentum", "adam", "sgd", "adagrad")


@question("10.5", points=2, weight=2)
def check_order(guess: SequenceRecord, order: SequenceRecord, losses: MappingRecord) -> Looks:
    """Expect any guess, and the order that the learner's own losses have."""
    values = _losses_of(losses)
    said = "a finite loss for each of `sgd`, `momentum`, `adagrad` and `adam`"
    step = "Run the cell that trains four times, then this one."
    found = ", ".join(f"{name} {value:.3g}" for name, value in values.items()) or losses.describe()
    there = set(values) == set(_NAMES) and all(np.isfinite(value) for value in values.values())
    yield need(
        expect(
            there, where="`losses`", expected=said, found=found, next_step=step, weight=CONDITION
        )
    )
    own = tuple(sorted(values, key=lambda name: values[name]))
    shown = "momentum lowest, then adam, sgd and adagrad, as these four always come out"
    yield need(expect_conclusion(own == _RIGHT_ORDER, shown, found, step))
    yield _expect_names(guess, "`guess`")
    yield _expect_order(order, own, found)


def _losses_of(losses):
    return {
        name: record.value
        for name, record in losses.items.items()
        if isinstance(record, NumberRecord)
    }


def _texts(record):
    """The names in a list, whatever their case; a thing that is no text is none."""
    items = [item for item in record.items if isinstance(item, TextRecord)]
    return tuple(item.value.strip().casefold() for item in items)


def _expect_names(record, where):
    names = _texts(record)
    return expect(
        sorted(names) == sorted(_NAMES) and len(record.items) == len(_NAMES),
        where=where,
        expected="the four names, each once",
        found=", ".join(names) or record.describe(),
        next_step='Write a list of four texts: `["sgd", "momentum", "adagrad", "adam"]`, in your '
        "order.",
        weight=CONDITION,
    )


def _expect_order(record, own, found):
    names = _texts(record)
    step, mistake = "Look at the four numbers of `losses`: the lowest one comes first.", ""
    if names == own[::-1]:
        step, mistake = "Turned around: the lowest loss comes first.", "order-turned"
    elif sorted(names) != sorted(_NAMES):
        step, mistake = "Write all four names, each once.", "names-missing"
    return expect(
        names == own and len(record.items) == len(_NAMES),
        where="`order`",
        expected="the order of your own four losses, the lowest first",
        found=f"{', '.join(names) or record.describe()}; your losses are {found}",
        next_step=step,
        mistake=mistake,
        weight=2,
    )


@question("10.6", points=3, weight=9)
def check_scheduled(scheduled: ModelRecord, history: HistoryRecord) -> Looks:
    """Expect SGD with momentum and a cosine as long as the learner's own training."""
    yield expect_built(scheduled)
    yield need(expect_noted(history))
    yield from expect_compiled(
        scheduled, loss="mean_squared_error", optimizer=part("sgd", momentum=0.9)
    )
    yield expect_cosine(scheduled, history)
    yield expect_end(scheduled, history)
    ran = int(history.epochs * history.params["steps"])
    yield expect(
        ran == IN_ALL,
        where="the training",
        expected=f"{EPOCHS} epochs of {STEPS} steps",
        found=f"{history.epochs} epochs of {history.params['steps']} steps",
        next_step="Train on all rows of `X_train`: `fit(..., epochs=10, batch_size=32)`.",
        mistake="another-training",
        weight=2,
    )
    losses = curve_of(history, "loss")
    yield expect(
        bool(np.isfinite(losses).all()) and losses[-1] < min(losses[0], 1.0),
        where="the loss",
        expected="one that falls to below 1 (tens of MPa, squared)",
        found=f"from {losses[0]:.3g} to {losses[-1]:.3g}",
        next_step="If the plan ends too early, little is learnt after it. If it is long "
        "enough, build the network again and train it on `X_train` and `y_train`.",
        weight=CONDITION,
    )


_KINDS = {"minimum", "maximum", "saddle"}
_PLACES = (
    ("A", "minimum", "At A the height grows with each of the four nudges."),
    ("B", "saddle", "At B it grows with both nudges in x, and falls with both in y."),
    ("C", "maximum", "At C it falls with each of the four nudges."),
)


@question("10.7", points=2, weight=3)
def check_kinds(kinds: SequenceRecord) -> Looks:
    """Expect a low point, a saddle and a hilltop."""
    given = _texts(kinds)
    yield need(
        expect(
            len(given) == len(kinds.items) == len(_PLACES) and set(given) <= _KINDS,
            where="`kinds`",
            expected='three texts, each `"minimum"`, `"maximum"` or `"saddle"`',
            found=", ".join(given) or kinds.describe(),
            next_step="Write a list of three: the word for A, for B and for C.",
            weight=CONDITION,
        )
    )
    for word, (place, right, says) in zip(given, _PLACES, strict=True):
        yield expect(
            word == right,
            where=f"the place {place}",
            expected="what four nudges show",
            found=f'"{word}"',
            next_step=f"{says} {_about(word, right)}".strip(),
            mistake=f"{right}-called-{word}",
        )


def _about(word, right):
    if {word, right} == {"minimum", "maximum"}:
        return "Up all around is a low point, down all around a hilltop."
    if right == "saddle":
        return "Look at both directions, not at one: up in one and down in the other is a saddle."
    return "A saddle goes up in one direction and down in another."


@question("10.8", points=3, weight=5)
def check_moved(
    before: ArrayRecord, after: ArrayRecord, moved: NumberRecord, repaired: ModelRecord
) -> Looks:
    """Expect the way of the slow kernel in percent, and a network that learns."""
    yield need(_expect_kernels(before, after))
    wanted = percent_moved(before.values, after.values)
    step = "`100 * np.linalg.norm(after - before) / np.linalg.norm(before)`"
    said = "the length of the change, in percent of the length before"
    instead = not_moved(before.values, after.values)
    yield expect_number(moved, wanted, "`moved`", step, instead, within=0.02, expected=said)
    yield expect_built(repaired)
    yield expect_input_shape(repaired, (8,), "the 8 columns of `X_train`", rows=1030)
    yield need(expect_finite_weights(repaired))
    yield need(_expect_dense(repaired))
    yield expect_moved(before.values, repaired)


def _expect_kernels(before, after):
    shapes = [np.shape(record.values) for record in (before, after)]
    numbers = all(
        record.values.dtype.kind == "f" and np.isfinite(record.values).all()
        for record in (before, after)
    )
    there = shapes == [(8, 32), (8, 32)] and numbers and np.any(before.values != after.values)
    return expect_given(
        bool(there),
        where="`before` and `after`",
        expected="the first kernel of `slow`, shape (8, 32), before and after its training",
        found=f"arrays of shapes {shapes[0]} and {shapes[1]}"
        + (", equal or not finite" if shapes == [(8, 32), (8, 32)] else ""),
        cell="the cell that trains `slow`",
    )


def _expect_dense(model):
    return expect(
        any("kernel" in step.weights for step in model.operations)
        and model.input_shapes[:1] == ((8,),),
        where="`repaired`",
        expected="a network from `build()`",
        found=model.describe(),
        next_step="Make it by `build()`, or let `train` make it.",
        weight=CONDITION,
    )


@question("10.9")
def check_over_the_hill(explorer: ExplorerRecord, token: TextRecord) -> Looks:
    """Expect a start and a rate with which momentum alone reaches the deeper valley."""
    yield expect_goal(explorer, token, "optimizers")
