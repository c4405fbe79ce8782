"""Checks of lesson 3: stochastic gradient descent, on the fuel economy of 300 cars."""

import numpy as np

from course_utils.exercises.checks.iterations import (
    BATCH_SIZE,
    EPOCHS,
    IN_ALL,
    NOT_IN_ALL,
    NOT_PER_EPOCH,
    PER_EPOCH,
    ROWS,
)
from course_utils.exercises.checks.sgd_steps import NOT_STEPS, one_step
from course_utils.exercises.expect import (
    Instead,
    condition,
    course_of,
    expect,
    expect_built,
    expect_choice,
    expect_compiled,
    expect_finite_weights,
    expect_function,
    expect_goal,
    expect_input_shape,
    expect_last_values,
    expect_layers,
    expect_number,
    falls,
    last_value,
    layer,
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


@question(
    "3.1",
    points=2,
    hints=[
        "One iteration uses one batch. How many batches do 300 cars fill?",
        "300 / 128 is 2.34. What becomes of the cars that fill no whole batch?",
        "Two full batches and a smaller one: 3 an epoch. Times the epochs, that is all.",
    ],
    insight="Each iteration changes the weights once: 180 small steps in this training.",
)
def check_iterations(per_epoch: NumberRecord, in_all: NumberRecord):
    """Expect 3 and 180."""
    step = "Divide the rows by the batch size. The rest at the end is a batch of its own."
    counted = "the number of batches that 300 cars make"
    yield expect_number(
        per_epoch, PER_EPOCH, "`per_epoch`", step, NOT_PER_EPOCH, 1e-9, expected=counted
    )
    step = "Every epoch has the same number of iterations."
    counted = "the iterations of all epochs together"
    yield expect_number(in_all, IN_ALL, "`in_all`", step, NOT_IN_ALL, 1e-9, expected=counted)


@question(
    "3.2",
    points=2,
    hints=[
        "Four lines: the error of each row, the slope for `w`, the slope for `b`, the step.",
        "`error = w * x + b - y`. Then `slope_w = np.mean(2 * error * x)`.",
        "Go against the slope: `w - learning_rate * slope_w`, and the same for `b`.",
    ],
    insight="This is what `fit` does for every batch, only with more weights.",
)
def check_step(sgd_step: FunctionRecord):
    """Expect one step against both slopes, for batches of several sizes."""
    rng = np.random.default_rng()
    cases = [
        (rng.uniform(1, 3, n), rng.uniform(4, 9, n), *rng.uniform(1, 2, 2), rate)
        for n, rate in [(4, 0.5), (32, 0.1), (1, 0.01)]
    ]
    step = "New value = old value − learning rate · slope, for `w` and for `b`."
    yield from expect_function(sgd_step, one_step, cases, step, NOT_STEPS, same=_two_numbers)


def _two_numbers(found, wanted):
    """Numbers may come in arrays of one."""
    return found.reshape(wanted.shape) if found.size == wanted.size else found


@question(
    "3.3",
    points=2,
    hints=[
        "Two parts: `keras.Sequential([...])` as in lesson 2, and then `model.compile(...)`.",
        '`compile` takes two things here: `optimizer=` and `loss=`. Texts will do: `"adam"`.',
        '`model.compile(optimizer="adam", loss="mean_absolute_error")`, on a line of its own: '
        "`compile` returns nothing.",
    ],
    insight="The layers say what the network can compute. `compile` says what it shall aim at.",
)
def check_compiled(model: ModelRecord):
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
    shown = f"{rate:.4g}" if isinstance(rate, float) else "a schedule"
    step = 'Write `optimizer="adam"`: that is Adam with its usual settings.'
    yield condition(
        expect(usual, "the learning rate", "0.001, Adam's usual one", shown, step, "another-rate")
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
        'This is what Keras takes where no optimizer is named. Write `optimizer="adam"`.',
    ),
]


@question(
    "3.4",
    points=2,
    hints=[
        "`fit` is called on the network: `network = make_network()`, then `network.fit(...)`.",
        "It takes the inputs, the targets, `batch_size=...` and `epochs=...`.",
        "`history = network.fit(X_train, y_train, batch_size=128, epochs=60, verbose=0)`",
    ],
    insight="180 small steps took the error from over 20 mpg to a few.",
)
def check_fit(history: HistoryRecord):
    """Expect 60 epochs of 3 iterations whose loss fell, read from the history itself."""
    losses = np.asarray(history.metrics.get("loss", ()), dtype=float)
    yield condition(_noted(history))
    yield expect(
        history.epochs == EPOCHS,
        "the epochs",
        f"{EPOCHS}",
        f"{history.epochs}",
        f"Say it in `fit`: `epochs={EPOCHS}`.",
        "default-epochs" if history.epochs == 1 else "other-epochs",
    )
    yield _expect_steps(history.params.get("steps"))
    yield expect(
        falls(losses) and losses[-1] < 5,
        "the loss",
        "one that falls to below 5 mpg",
        course_of(losses),
        "Train on `X_train` and `y_train`, with a new network from `make_network()`.",
    )
    if history.epochs == EPOCHS and falls(losses):
        yield condition(_starts_anew(losses))


def _noted(history):
    return expect(
        "steps" in history.params,
        "`history`",
        "what `fit` returns",
        "the numbers alone, without what Keras noted of the run",
        "Pass `history` itself, not `history.history`.",
        "history-of-history",
    )


def _expect_steps(steps):
    """Judge the batch size by the iterations of an epoch."""
    known = {
        10: ("default-batch-size", "That is Keras' own batch size, 32."),
        4: ("all-rows", "Four batches of 128 hold all 392 cars: train on the 300 in `X_train`."),
        2: ("rows-missing", "Two batches of 128 hold less than 300 cars: some were kept back."),
        1: ("one-batch", "One batch held all cars."),
        ROWS: ("batch-of-one", "Each car was a batch of its own."),
    }
    mistake, says = known.get(steps, ("other-batch-size", ""))
    step = f"{says} Say it in `fit`: `batch_size={BATCH_SIZE}`, with all rows of `X_train`."
    found = "not known" if steps is None else f"{steps}"
    ok = steps == PER_EPOCH
    return expect(ok, "iterations in an epoch", f"{PER_EPOCH}", found, step.strip(), mistake)


def _starts_anew(losses):
    return expect(
        losses[0] > 10,
        "the start",
        "a network that has learnt nothing yet: above 20 mpg",
        f"{losses[0]:.2f} mpg in the first epoch",
        "`fit` continues where it stopped. Make a new network first: `make_network()`.",
        "fit-continued",
    )


LEVEL = 3.0


@question(
    "3.5",
    hints=[
        "Where does the curve cross 3? Look at the figure first, then find the exact epoch.",
        '`np.array(curve.history["loss"]) < 3` says for each epoch whether it is below 3.',
        "`np.argmax` finds the first `True`, but it counts from 0. Epochs count from 1.",
    ],
    insight="The first epochs do most of the work. The later ones bring less and less.",
)
def check_first_epoch(first_epoch: NumberRecord, curve: HistoryRecord):
    """Judge an epoch by the learner's own curve."""
    losses = np.asarray(curve.metrics.get("loss", ()), dtype=float)
    below = np.flatnonzero(losses < LEVEL)
    above = len(below) < len(losses)
    crossing = expect(
        len(below) > 0 and above,
        "`curve`",
        "a loss that begins above 3 mpg and falls below it",
        course_of(losses),
        "Run the cell that trains and draws the curve, then this one.",
    )
    yield condition(crossing)
    right = below[0] + 1 if len(below) else np.nan
    yield expect_number(
        first_epoch,
        right,
        "`first_epoch`",
        "Go through the list from the start, and stop at the first number below 3.",
        _not_first_epoch(losses, below),
        within=1e-9,
        expected="the first epoch with a loss below 3 mpg",
    )


def _not_first_epoch(losses, below):
    if not len(below):
        return []
    last_above = int(np.flatnonzero(losses >= LEVEL)[-1]) + 1 if len(below) < len(losses) else 0
    return [
        Instead(below[0], "counted-from-zero", "Python counts from 0, epochs from 1."),
        Instead(losses[below[0]], "loss-for-epoch", "That is the loss. In which epoch was it?"),
        Instead(len(below), "epochs-counted", "That is how many epochs are below 3."),
        Instead(len(losses), "last-epoch", "That is the last epoch. Look for the first below 3."),
        Instead(last_above, "last-above", "That is the last epoch above 3."),
        Instead(int(np.argmin(losses)) + 1, "lowest-loss", "That is the epoch of the lowest loss."),
    ]


CHOICES = [
    "about the same",
    "up to ten times as large",
    "more than ten times as large, or no number",
]


@question(
    "3.6",
    hints=[
        "Slopes are errors times inputs. How large is the weight of a car, in pounds?",
        "Inputs of several thousand make slopes of several thousand, and so do the steps.",
        "Train, then compare the two numbers that the cell prints.",
    ],
    insight="The learning rate that is right for inputs around 1 jumps over the valley when they "
    "are a thousand times larger.",
)
def check_raw(guess: TextRecord, scaled_history: HistoryRecord, raw_history: HistoryRecord):
    """Judge a guess, made before training, by the two runs themselves."""
    step = "Run the cell that trains twice, then this one."
    yield expect_last_values({"scaled_history": scaled_history}, step, "loss")
    ran = expect(
        raw_history.epochs > 0 and "loss" in raw_history.metrics,
        "`raw_history`",
        "the history of the training on raw inputs",
        raw_history.describe(),
        step,
    )
    yield condition(ran)
    scaled = last_value(scaled_history, "loss")
    raw = last_value(raw_history, "loss")
    shown = f"{raw:.4g}" if np.isfinite(raw) else "no number"
    found = f"your runs ended at {scaled:.1f} with scaled inputs and {shown} with raw ones"
    step = "A guess may be wrong: look at the two numbers and say what they show."
    yield expect_choice(guess, _how_large(raw / scaled), CHOICES, "the raw run", step, found)


def _how_large(ratio):
    """Name a ratio of losses; within 20 % they are about the same, and smaller counts as well."""
    if not ratio <= 10:
        return CHOICES[2]
    return CHOICES[1] if ratio > 1.2 else CHOICES[0]


@question(
    "3.7",
    points=2,
    hints=[
        "Compare with the training of question 3.6 that went well. Which number differs?",
        "The loss grows from step to step until it is no number: the steps are too large.",
        "Make the learning rate ten times smaller: `train(X_train, learning_rate=0.01)`.",
    ],
    insight="When a loss becomes `nan`, try a smaller learning rate and look at the inputs first.",
)
def check_repaired(repaired: HistoryRecord):
    """Expect a squared error that stays a number, falls, and ends well below that of a guess."""
    losses = np.asarray(repaired.metrics.get("loss", ()), dtype=float)
    finite = len(losses) > 0 and bool(np.all(np.isfinite(losses)))
    yield expect(
        finite,
        "the loss",
        "a finite number in every epoch",
        course_of(losses),
        "The steps are too large. Make the learning rate ten times smaller, and try again.",
        "still-diverges",
    )
    if not finite:
        losses = np.array([np.nan, np.nan])
    yield expect(
        falls(losses),
        "its course",
        "a loss that falls from the first to the last epoch",
        course_of(losses),
        "One epoch shows no course: train for several." if len(losses) == 1 else _TRY,
        "one-epoch" if len(losses) == 1 else "does-not-fall",
    )
    yield _expect_end(losses)


_TRY = "Try learning rates between 0.003 and 0.03, on `X_train`."


def _expect_end(losses):
    """Judge how far it came; a squared error that starts at 25 is none: it is an absolute one."""
    another = losses[0] < 30
    end = expect(
        losses[-1] < 20 and not another,
        "the end",
        "a mean squared error below 20 in the last epoch",
        f"{losses[-1]:.4g}" if np.isfinite(losses[-1]) else "no number",
        "It is on its way, but too slowly. A rate that is too small crawls. " + _TRY,
        "crawls",
    )
    if not another:
        return end
    return expect(
        False,
        "the loss",
        "the mean squared error, from a network that has learnt nothing yet",
        f"{losses[0]:.4g} in the first epoch",
        'Call `train`, which starts anew, or compile with `loss="mean_squared_error"`.',
        "another-loss-or-start",
    )


@question(
    "3.8",
    hints=[
        "Leave the batch size at 32 and move the learning rate alone.",
        "Read the highest loss of the last 20 batches. At which rate does it leave 1.5 behind?",
        "0.2 converges well, and 0.9 no longer stays below 1.5. One rate is left between them.",
    ],
    insight="The fastest rate is close to the edge. People stay well below it.",
)
def check_largest_rate(explorer: ExplorerRecord, token: TextRecord):
    """Expect a setting of the learning-rate explorer that reaches its goal."""
    yield expect_goal(explorer, token, "learning_rate")
