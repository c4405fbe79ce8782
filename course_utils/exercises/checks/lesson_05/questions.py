"""Checks of lesson 5: dropout on hotel prices, batch normalization on unscaled concrete."""

from dataclasses import replace

import numpy as np

from course_utils.exercises.checks.lesson_05.batch_norm import NOT_BATCH_NORM, batch_norm_of
from course_utils.exercises.expect import (
    CONDITION,
    Instead,
    curve_of,
    expect,
    expect_both_losses,
    expect_built,
    expect_conclusion,
    expect_finite_weights,
    expect_function,
    expect_gap,
    expect_goal,
    expect_guess,
    expect_input_shape,
    expect_layers,
    expect_number,
    last_value,
    layer,
    need,
)
from course_utils.exercises.forward import CannotPredictError, predict
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

N = 150
ROWS = 400


@question("5.1", points=2, weight=9)
def check_two_dropouts(model: ModelRecord) -> Looks:
    """Expect 128, 64 and 1 units with ReLU, and 30 % dropped behind both hidden layers."""
    yield expect_built(model)
    yield expect_input_shape(model, (N,), f"the {N} columns of `X_train`", rows=ROWS)
    hidden = [
        step
        for units in (128, 64)
        for step in (layer("dense", units=units), layer("relu"), layer("dropout", rate=0.3))
    ]
    for finding in expect_layers(_dropout_last(model), [*hidden, layer("dense", units=1)]):
        yield replace(finding, next_step=_about_rate(finding))
    yield expect_finite_weights(model)


def _dropout_last(model):
    """The same model with ReLU before dropout: in either order the outputs are the same."""
    steps = list(model.operations)
    for place in range(len(steps) - 1):
        first, second = steps[place : place + 2]
        if (first.kind, second.kind) == ("dropout", "relu") and second.inputs == (place,):
            steps[place] = replace(second, inputs=first.inputs)
            steps[place + 1] = replace(first, inputs=second.inputs)
    return replace(model, operations=tuple(steps))


def _about_rate(finding):
    if "rate=0.7" in finding.found:
        return "The rate is the share that is dropped, not the share that stays: 0.3."
    if finding.found.startswith("`GaussianDropout"):
        return "This one puts noise on every unit and silences none. Write `Dropout`."
    if "Dropout" in finding.found and finding.expected == "nothing more here":
        return "Remove this one: only the outputs of the two hidden layers are dropped."
    return finding.next_step


def _dropout(x, rate, draws):
    return np.where(draws < rate, 0, x / (1 - rate))


_NOT_DROPOUT = [
    Instead(
        lambda x, rate, draws: np.where(draws < rate, 0, x),
        "not-scaled",
        "What stays must grow, so that the sum stays the same on average: x / (1 - rate).",
    ),
    Instead(
        lambda x, rate, draws: np.where(draws < rate, 0, x * (1 - rate)),
        "scaled-down",
        "What stays must grow, not shrink: divide by 1 - rate.",
    ),
    Instead(
        lambda x, rate, draws: np.where(draws < rate, 0, x / rate),
        "divided-by-the-rate",
        "The share that stays is 1 - rate. Divide by that.",
    ),
    Instead(
        lambda x, rate, draws: np.where(draws >= rate, 0, x / (1 - rate)),
        "mask-turned-around",
        "You kept what should be dropped. A draw below the rate means: drop it.",
    ),
    Instead(
        lambda x, rate, draws: (x / (1 - rate))[draws >= rate],
        "dropped-ones-removed",
        "Put a 0 where a number is dropped: each number keeps its place.",
    ),
    Instead(
        lambda x, rate, draws: np.where(draws < rate, x, x / (1 - rate)),
        "kept-as-it-was",
        "What is dropped becomes 0. Yours stays as it was.",
    ),
    Instead(
        lambda x, rate, draws: np.where(x < rate, 0, x / (1 - rate)),
        "number-for-its-draw",
        "You compared the numbers themselves with the rate. It is the draws that decide.",
    ),
    Instead(
        lambda x, rate, draws: np.where(draws < rate, 0, x / (1 + rate)),
        "divided-by-one-plus-the-rate",
        "What stays must grow, and 1 + rate makes it smaller: divide by 1 - rate.",
    ),
    Instead(
        lambda x, rate, draws: np.where(draws < 0.5, 0, x * 2),
        "fixed-rate",
        "Your rate is always 0.5: take the `rate` that the function is given.",
    ),
    Instead(
        lambda x, rate, draws: draws < rate,
        "mask-returned",
        "That says which ones are dropped. Return the numbers, with a 0 in these places.",
    ),
    Instead(
        lambda x, rate, draws: np.where(draws < rate, 0, 1 / (1 - rate)),
        "mask-returned",
        "That is the mask, as large as it must be. Multiply `x` by it.",
    ),
    *(
        Instead(scaled, "nothing-dropped", "All are changed alike, and none is dropped.")
        for scaled in (
            lambda x, rate, draws: x * (1 - rate),
            lambda x, rate, draws: x / (1 - rate),
            lambda x, rate, draws: x * rate,
            lambda x, rate, draws: x - rate,
        )
    ),
    Instead(
        lambda x, rate, draws: x * draws,
        "multiplied-by-the-draws",
        "A draw only decides whether a number is dropped. Do not multiply by it.",
    ),
    Instead(
        lambda x, rate, draws: x,
        "nothing-dropped",
        "Nothing was dropped. Compare `draws` with `rate`.",
    ),
]


@question("5.2", points=2, weight=2)
def check_dropout(dropout: FunctionRecord) -> Looks:
    """Expect 0 where a draw is below the rate and x / (1 - rate) elsewhere."""
    rng = np.random.default_rng()
    small = np.array([4.0, 2.0, -6.0, 8.0]), 0.6, np.array([0.1, 0.7, 0.9, 0.3])
    cases = [small, *(_case(rng, *case) for case in [((5, 3), 0.3), ((2, 3, 4), 0.8)])]
    step = "Put 0 where the draw is below the rate, and divide all others by 1 - rate."
    yield from expect_function(dropout, _dropout, cases, step, _NOT_DROPOUT)


def _case(rng, shape, rate):
    """Numbers, a rate, and draws among which some are dropped and some are not."""
    draws = rng.permutation(np.linspace(0.02, 0.98, np.prod(shape))).reshape(shape)
    return rng.normal(0, 3, shape), rate, draws


CHOICES = ["with dropout", "without dropout", "no difference"]


@question("5.3", points=3, weight=3)
def check_gaps(
    guess: TextRecord,
    plain_gap: NumberRecord,
    dropout_gap: NumberRecord,
    plain_history: HistoryRecord,
    dropout_history: HistoryRecord,
) -> Looks:
    """Expect a guess, and judge two gaps by the learner's own two runs."""
    histories = {"plain_history": plain_history, "dropout_history": dropout_history}
    step = "Run the cells that train both networks, then this one."
    yield need(expect_both_losses(histories, step))
    plain, dropped = (last_value(history, "loss") for history in histories.values())
    shown = "a training loss that is clearly higher with dropout than without"
    found = f"your runs ended at {plain:.3f} without dropout and {dropped:.3f} with it"
    yield need(expect_conclusion(plain < 0.9 * dropped, shown, found, step))
    yield expect_guess(guess, CHOICES)
    yield expect_gap(plain_gap, plain_history, "`plain_gap`", dropout_history)
    yield expect_gap(dropout_gap, dropout_history, "`dropout_gap`", plain_history)


@question("5.4", points=3, weight=2)
def check_batch_norm(batch_norm: FunctionRecord) -> Looks:
    """Expect what Keras' layer does, in training and in prediction, for several sizes."""
    rng = np.random.default_rng()
    cases = [_layer(rng, n, k, on) for n, k, on in [(2, 2, True), (6, 3, True), (1, 4, False)]]
    step = "Subtract the mean, divide by the root of variance + 0.001, times gamma, plus beta."
    yield from expect_function(batch_norm, batch_norm_of, cases, step, NOT_BATCH_NORM)


def _layer(rng, n, k, training):
    """A batch of small deviations, so that 0.001 can be seen, and a layer that has learnt."""
    x = np.linspace(0.02, 0.1, n)[:, np.newaxis] * rng.uniform(1, 2, (n, k)) + rng.uniform(2, 3, k)
    gamma, beta, mean = rng.uniform(2, 3, k), rng.uniform(1, 2, k), rng.uniform(0, 1, k)
    return x, gamma, beta, mean, rng.uniform(0.02, 0.1, k), training


@question("5.5", points=2, weight=2)
def check_count(total: NumberRecord, trainable: NumberRecord) -> Looks:
    """Expect 929 and 785."""
    normalizations, dense = 4 * (8 + 64), (8 * 64 + 64) + (64 + 1)
    right = normalizations + dense
    says = "the number of all weights, biases, gammas, betas and moving averages"
    step = "Four numbers for each column that is normalized; inputs × units + units for dense."
    yield expect_number(total, right, "`total`", step, _NOT_TOTAL, 1e-9, expected=says)
    says = "the number of all that training changes"
    step = "Subtract the moving averages from `total`: two numbers for each normalized column."
    instead = [
        Instead(
            right, "moving-averages-trained", "The moving averages are not changed by training."
        ),
        Instead(dense, "gamma-and-beta-not-trained", "Gamma and beta are trained as well."),
        Instead(
            right - normalizations // 4,
            "one-moving-average",
            "Each column has two moving averages: of its mean and of its variance.",
        ),
        Instead(
            normalizations // 2,
            "moving-averages-counted",
            "Those are the moving averages. Subtract them.",
        ),
    ]
    kept = normalizations // 2
    if total.value != right:
        says_so = "That fits your `total`: correct that first, and subtract again."
        instead.append(Instead(total.value - kept, "follows-from-total", says_so))
    yield expect_number(trainable, right - kept, "`trainable`", step, instead, 1e-9, expected=says)


_TWO = (
    "You counted two numbers for each column. The moving mean and the moving variance count, too."
)
_NOT_TOTAL = [
    Instead(785, "moving-averages-forgotten", _TWO),
    Instead(641, "batch-normalization-forgotten", "A batch normalization holds numbers, too."),
    Instead(897, "first-normalization-forgotten", "The batch normalization in front holds 4 × 8."),
    Instead(673, "second-normalization-forgotten", "The second batch normalization holds 4 × 64."),
    Instead(649, "four-a-layer", "Four numbers for each *column*, not for the whole layer."),
    Instead(864, "biases-forgotten", "Each unit of a dense layer has a bias as well."),
]


@question("5.6", points=3, weight=6, rows=("recipes[hold_out]", "strength[hold_out]"))
def check_repaired(repaired: ModelRecord, history: HistoryRecord) -> Looks:
    """Expect the dense layers of the broken run, normalized, and of use on the raw table."""
    yield expect_built(repaired)
    yield expect_input_shape(repaired, (8,), "the 8 columns of `recipes`", rows=1030)
    yield _expect_normalized(repaired)
    units = [step.settings.get("units") for step in repaired.operations if step.kind == "dense"]
    yield expect(
        units == [512, 512, 512, 1],
        where="the dense layers",
        expected="512, 512, 512 and 1 units, as in the broken run",
        found=f"{', '.join(map(str, units))} units" if units else "none",
        next_step="Change nothing about the dense layers: only put something between them.",
        weight=CONDITION,
    )
    yield _expect_bends(repaired)
    yield _expect_numbers(history)
    yield _expect_use(repaired, history)


def _expect_normalized(model):
    return expect(
        any(step.kind == "batch_normalization" for step in model.operations),
        where="the layers",
        expected="at least one `BatchNormalization`",
        found=model.describe(),
        next_step="Put `layers.BatchNormalization()` in front of the first dense layer.",
        mistake="no-batch-normalization",
    )


def _expect_bends(model):
    """A ReLU after each hidden layer, before or after its normalization, and none at the end."""
    kinds = [step.kind for step in model.operations]
    places = [index for index, kind in enumerate(kinds) if kind == "dense"]
    after = [kinds[here:there] for here, there in zip(places, [*places[1:], None], strict=True)]
    bent = ["relu" in between for between in after]
    said = [f"dense layer {number}" for number, is_bent in enumerate(bent, start=1) if is_bent]
    at_the_end = bool(bent) and bent[-1]
    return expect(
        bent == [True, True, True, False],
        where="the ReLUs",
        expected="one after each of the three hidden layers, none after the last layer",
        found=f"after {', '.join(said)}" if said else "none",
        next_step="The last layer says the strength itself: leave its activation out."
        if at_the_end
        else 'Keep `activation="relu"` in each hidden layer, or put `layers.ReLU()` behind it.',
        mistake="relu-at-the-end" if at_the_end else "relu-missing",
        weight=CONDITION,
    )


def _expect_numbers(history):
    """A training loss that is a number in every epoch; else, where it stopped being one."""
    loss = curve_of(history, "loss")
    lost = np.flatnonzero(~np.isfinite(loss))
    found = f"not a finite number in epoch {lost[0] + 1}" if len(lost) else history.describe()
    return expect(
        len(loss) > 0 and not len(lost),
        where="`history`",
        expected="a loss that is a finite number in every epoch",
        found=found,
        next_step="Write `history = train_concrete(repaired)`, with the network you repaired.",
        mistake="loss-not-finite" if len(lost) else "",
    )


def _expect_use(model, history):
    """Ask the model about the raw table, and compare with always answering the median."""
    from course_utils.data import load_dataset  # late: pandas is slow to load

    concrete = load_dataset("concrete")
    strength = concrete.pop("compressive_strength").to_numpy()
    median = np.abs(strength - np.median(strength)).mean()
    error, step = np.nan, "Train it: `history = train_concrete(repaired)`, on the table as it is."
    if model.built and model.input_shapes == ((8,),):
        try:
            error = np.abs(np.ravel(predict(model, concrete.to_numpy())) - strength).mean()
        except (CannotPredictError, ValueError):
            step = "Its outputs cannot be compared: end with `layers.Dense(1)`."
    learnt = float(next(iter(curve_of(history, "loss")[::-1]), np.nan))
    if not _is_moved(model):
        step = "Its moving averages are where they started: it has not been trained. " + step
    elif history.epochs == 1:
        step = "One epoch is too short. Train it longer: `history = train_concrete(repaired)`."
    elif np.isfinite(error) and learnt < median:
        step = (
            f"It is trained: its last training loss is {learnt:.1f} MPa, by the mean and variance "
            "of each batch. In prediction it takes moving averages, and these do not keep up "
            "where raw numbers come in. Put `layers.BatchNormalization()` first in the list."
        )
    return expect(
        error < median,
        where="its error on the raw table",
        expected=f"below {median:.1f} MPa, the error of always answering the median",
        found=f"{error:.1f} MPa" if np.isfinite(error) else "no number",
        next_step=step,
        mistake="no-better-than-the-median",
        weight=2,
    )


def _is_moved(model):
    """Whether a moving mean has left 0; true where there is none."""
    means = [s.weights["moving_mean"] for s in model.operations if "moving_mean" in s.weights]
    return not means or any(np.any(mean != 0) for mean in means)


@question("5.7", points=2)
def check_goal(explorer: ExplorerRecord, token: TextRecord) -> Looks:
    """Expect the rate with the lowest validation loss, by the explorer's own runs."""
    yield expect_goal(explorer, token, "dropout")
