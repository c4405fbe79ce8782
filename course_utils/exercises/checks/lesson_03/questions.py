"""Checks of lesson 3: stochastic gradient descent, on the fuel economy of 300 cars."""

import numpy as np

from course_utils.exercises.checks.lesson_03.iterations import (
    BATCH_SIZE,
    EPOCHS,
    IN_ALL,
    NOT_IN_ALL,
    NOT_PER_EPOCH,
    PER_EPOCH,
    ROWS,
)
from course_utils.exercises.checks.lesson_03.losses import course_of, falls
from course_utils.exercises.checks.lesson_03.sgd_steps import NOT_STEPS, one_step
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
    expect_goal,
    expect_guess,
    expect_input_shape,
    expect_last_values,
    expect_layers,
    expect_noted,
    expect_number,
    expect_outcome,
    last_value,
    layer,
    need,
)
from course_utils.exercises.questions import question
from course_utils.exercises.records import (
    ExplorerRecord,
    FunctionRecord,
    HistoryRecord,
    ModelRecord,
    NumberRecord,
    TextRecord,
)
from course_utils.exercises.verdicts import Looks


@question("3.1", points=2, weight=2)
def check_iterations(per_epoch: NumberRecord, in_all: NumberRecord) -> Looks:
    """Expect 3 and 180."""
    step = "Divide the rows by the batch size. The rest at the end is a batch of its own."
    counted = "the number of batches that 300 cars make"
    yield expect_number(
        per_epoch, PER_EPOCH, "`per_epoch`", step, NOT_PER_EPOCH, 1e-9, expected=counted
    )
    step = "Every epoch has the same number of iterations."
    counted = "the iterations of all epochs together"
    follows = []
    if per_epoch.value != PER_EPOCH:
        says = "That follows from your `per_epoch`. Correct that first, and multiply again."
        follows = [Instead(per_epoch.value * EPOCHS, "follows-from-per-epoch", says)]
    not_in_all = [*NOT_IN_ALL, *follows]
    yield expect_number(in_all, IN_ALL, "`in_all`", step, not_in_all, 1e-9, expected=counted)


@question("3.2", points=2, weight=2)
def check_step(sgd_step: FunctionRecord) -> Looks:
    """Expect one step against both slopes, for batches of several sizes."""
    rng = np.random.default_rng()
    cases = [
        (rng.uniform(1, 3, n), rng.uniform(4, 9, n), *rng.uniform(1, 2, 2), rate)
        for n, rate in [(4, 0.5), (32, 0.1), (1, 0.01)]
    ]
    step = "New value = old value − learning rate · slope, for `w` and for `b`."
    yield from expect_function(sgd_step, one_step, cases, step, NOT_STEPS, same=_two_numbers)


def _two_numbers(given, wanted):
    """Numbers may come in arrays of one."""
    return given.reshape(wanted.shape) if given.size == wanted.size else given


@question("3.3", points=2, weight=11)
def check_compiled(model: ModelRecord) -> Looks:
    """Expect 6-128-128-64-1 with ReLU, compiled with Adam and the MAE."""
    yield expect_built(model)
    yield expect_input_shape(model, (6,), "the 6 columns of `X_train`", rows=ROWS)
    hidden = [
        step for units in (128, 128, 64) for step in (layer("dense", units=units), layer("relu"))
    ]
    yield from expect_layers(model, [*hidden, layer("dense", units=1)])
    yield expect_finite_weights(model)
    yield from expect_compiled(
        model, optimizer="adam", loss="mean_absolute_error", instead=_NOT_COMPILED
    )
    yield from _expect_usual_rate(model)


def _expect_usual_rate(model):
    """Where Adam was made with another learning rate, say so."""
    optimizer = model.compiled.optimizer if model.compiled else None
    if optimizer is None or optimizer.name != "adam":
        return
    rate = optimizer.settings.get("learning_rate")
    usual = isinstance(rate, float) and np.isclose(rate, 0.001, rtol=1e-3)
    yield expect(
        usual,
        where="the learning rate",
        expected="0.001, Adam's usual one",
        found=f"{rate:.4g}" if isinstance(rate, float) else "a schedule",
        next_step='Write `optimizer="adam"`: that is Adam with its usual settings.',
        mistake="another-rate",
        weight=CONDITION,
    )


_NOT_COMPILED = [
    Instead(
        "mean_squared_error",
        "squared-for-absolute-error",
        "The question asks for the mean *absolute* error: `loss="
        '"mean_absolute_error"`, or `"mae"`.',
    ),
    Instead("sgd", "sgd-for-adam", 'Plain SGD has one rate for all. Write `optimizer="adam"`.'),
    Instead(
        "rmsprop",
        "optimizer-left-out",
        'Keras takes this one if no optimizer is named. Write `optimizer="adam"`.',
    ),
]


@question("3.4", points=2, weight=3)
def check_fit(history: HistoryRecord) -> Looks:
    """Expect 60 epochs of 3 iterations whose loss fell, read from the history itself."""
    losses = curve_of(history, "loss")
    yield expect_noted(history)
    yield expect(
        history.epochs == EPOCHS,
        where="the epochs",
        expected=f"{EPOCHS}",
        found=f"{history.epochs}",
        next_step=f"Write it in `fit`: `epochs={EPOCHS}`.",
        mistake="default-epochs" if history.epochs == 1 else "other-epochs",
    )
    yield _expect_steps(history.params.get("steps"))
    yield expect(
        falls(losses) and losses[-1] < 5,
        where="the loss",
        expected="one that falls to below 5 mpg",
        found=course_of(losses),
        next_step=_about_course(history, losses),
    )
    if history.epochs == EPOCHS and falls(losses):
        yield _starts_fresh(losses)


def _about_course(history, losses):
    """Why a loss did not come down: too few epochs, or the rows and labels it was given."""
    if 0 < history.epochs < EPOCHS and (falls(losses) or history.epochs == 1):
        return f"It had {history.epochs} of {EPOCHS} epochs to fall in. Train for all of them."
    if falls(losses):
        return (
            "It learnt little from many epochs: do the rows of `X_train` and `y_train` belong "
            "together, as they were made, and are the inputs the scaled ones?"
        )
    return "Train on `X_train` and `y_train`, with a new network from `make_network()`."


def _expect_steps(steps):
    """Judge the batch size by the iterations of an epoch."""
    known = {
        10: ("default-batch-size", "That is Keras' own batch size, 32."),
        4: ("all-rows", "Four batches of 128 hold all 392 cars: train on the 300 in `X_train`."),
        2: ("rows-missing", "Two batches of 128 hold fewer than 300 cars: some were left out."),
        1: ("one-batch", "One batch held all cars."),
        ROWS: ("batch-of-one", "Each car was a batch of its own."),
    }
    mistake, says = known.get(steps, ("other-batch-size", ""))
    step = f"{says} Write in `fit`: `batch_size={BATCH_SIZE}`, with all rows of `X_train`."
    found = "not known" if steps is None else f"{steps}"
    ok = steps == PER_EPOCH
    return expect(
        ok,
        where="iterations in an epoch",
        expected=f"{PER_EPOCH}",
        found=found,
        next_step=step.strip(),
        mistake=mistake,
    )


def _starts_fresh(losses):
    step = "`fit` continues where it stopped. Make a new network first: `make_network()`."
    mistake = "fit-continued"
    if losses[0] < 1:  # no network is as good as that after 60 epochs
        step = "Its targets are not the mpg: train on `y_train` as it is."
        mistake = "other-targets"
    return expect(
        losses[0] > 10,
        where="the start",
        expected="a network that has learnt nothing yet: above 20 mpg",
        found=f"{losses[0]:.2f} mpg in the first epoch",
        next_step=step,
        mistake=mistake,
        weight=CONDITION,
    )


LEVEL = 3.0


@question("3.5")
def check_first_epoch(first_epoch: NumberRecord, curve: HistoryRecord) -> Looks:
    """Judge an epoch by the learner's own curve."""
    losses = curve_of(curve, "loss")
    below = np.flatnonzero(losses < LEVEL)
    crossing = expect(
        0 < len(below) < len(losses),
        where="`curve`",
        expected="a loss that begins above 3 mpg and falls below it",
        found=course_of(losses),
        next_step="Run the cell that trains and draws the curve, then this one.",
        weight=CONDITION,
    )
    yield need(crossing)
    yield expect_number(
        first_epoch,
        below[0] + 1,
        "`first_epoch`",
        f"{_about_epoch(first_epoch.value, losses)} Go through the list from the start, and stop "
        "at the first number below 3.",
        _not_first_epoch(losses, below),
        within=1e-9,
        expected="the first epoch with a loss below 3 mpg",
    )


def _about_epoch(epoch, losses):
    """What the loss was in an epoch that is not the first below 3 mpg."""
    if epoch not in range(1, len(losses) + 1):
        return f"The epochs are 1 to {len(losses)}."
    loss = losses[int(epoch) - 1]
    if loss < LEVEL:
        return f"In epoch {int(epoch)} it is {loss:.2f}, and in an earlier one below 3 as well."
    return f"In epoch {int(epoch)} it is {loss:.2f}."


def _not_first_epoch(losses, below):
    above = np.flatnonzero(losses >= LEVEL)
    return [
        Instead(below[0], "counted-from-zero", "Python counts from 0, epochs from 1."),
        *(
            Instead(loss, "loss-for-epoch", "That is the loss. In which epoch was it?")
            for loss in (losses[below[0]], losses.min())
        ),
        Instead(len(below), "epochs-counted", "That is how many epochs are below 3."),
        Instead(len(losses), "last-epoch", "That is the last epoch. Look for the first below 3."),
        Instead(above[-1] + 1, "last-above", "That is the last epoch above 3."),
        Instead(int(np.argmin(losses)) + 1, "lowest-loss", "That is the epoch of the lowest loss."),
    ]


CHOICES = [
    "about the same",
    "up to ten times as large",
    "more than ten times as large, or no number",
]


@question("3.6", weight=2)
def check_raw(
    guess: TextRecord,
    outcome: TextRecord,
    scaled_history: HistoryRecord,
    raw_history: HistoryRecord,
) -> Looks:
    """Expect a guess, and judge what was read from the two runs by the runs themselves."""
    step = "Run the cell that trains twice, then this one."
    compared = expect_last_values({"scaled_history": scaled_history}, step, "loss")
    ran = expect(
        raw_history.epochs > 0 and "loss" in raw_history.metrics,
        where="`raw_history`",
        expected="the history of the training on raw inputs",
        found=raw_history.describe(),
        next_step=step,
        weight=CONDITION,
    )
    yield need(compared, ran)
    scaled = last_value(scaled_history, "loss")
    raw = last_value(raw_history, "loss")
    shown = f"{raw:.4g}" if np.isfinite(raw) else "no number"
    found = f"your runs ended at {scaled:.1f} with scaled inputs and {shown} with raw ones"
    shown = "raw inputs with more than ten times the loss of scaled ones, or no number"
    yield need(expect_conclusion(not raw <= 10 * scaled, shown, found, step))
    yield expect_guess(guess, CHOICES)
    yield expect_outcome(outcome, CHOICES[2], CHOICES, found, "the two numbers")


@question("3.7", points=2, weight=3)
def check_repaired(repaired: HistoryRecord) -> Looks:
    """Expect a squared error that stays a number, falls, and ends well below that of a guess."""
    losses = curve_of(repaired, "loss")
    finite = expect(
        len(losses) > 0 and bool(np.all(np.isfinite(losses))),
        where="the loss",
        expected="a finite number in every epoch",
        found=course_of(losses),
        next_step="The steps are too large, because of the learning rate or of inputs that are not "
        f"scaled, or they go uphill, because the rate is negative. {_TRY}",
        mistake="still-diverges",
    )
    yield need(finite)
    yield expect(
        falls(losses),
        where="its course",
        expected="a loss that falls from the first to the last epoch",
        found=course_of(losses),
        next_step="One epoch does not show whether it falls: train for several."
        if len(losses) == 1
        else _TRY,
        mistake="one-epoch" if len(losses) == 1 else "does-not-fall",
    )
    yield _expect_end(losses)


_TRY = "Try learning rates between 0.003 and 0.015, on `X_train`."


def _expect_end(losses):
    """Judge how far it came; a squared error that starts at 25 is none: it is an absolute one."""
    if losses[0] < 30:
        return expect(
            False,
            where="the loss",
            expected="the mean squared error, from a network that has learnt nothing yet",
            found=f"{losses[0]:.4g} in the first epoch",
            next_step="Call `train`, which starts again, or compile with "
            '`loss="mean_squared_error"`.',
            mistake="another-loss-or-start",
        )
    rises = bool(np.any(np.diff(losses) > 0))
    course = _about_speed(losses, rises)
    return expect(
        losses[-1] < 20,
        where="the end",
        expected="a mean squared error below 20 in the last epoch",
        found=f"{losses[-1]:.4g}",
        next_step=f"{course} {_TRY}",
        mistake="jumps" if rises else "crawls",
    )


def _about_speed(losses, rises):
    if len(losses) == 1:
        return "One epoch is too short."
    if rises:
        return "It jumps: the steps are a little too large."
    if losses[-1] == losses[0]:
        return "It did not change at all: with a learning rate of 0 the weights do not move."
    return "It falls in every epoch, but too slowly: the rate is too small, or the inputs are raw."


@question("3.8")
def check_largest_rate(explorer: ExplorerRecord, token: TextRecord) -> Looks:
    """Expect a setting of the learning-rate explorer that reaches its goal."""
    yield expect_goal(explorer, token, "learning_rate")
