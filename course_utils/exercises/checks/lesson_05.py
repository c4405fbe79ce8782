"""Checks of lesson 5: dropout on hotel prices, batch normalization on unscaled concrete."""

from dataclasses import replace

import numpy as np

from course_utils.exercises.checks.batch_norm import NOT_BATCH_NORM, batch_norm_of
from course_utils.exercises.expect import (
    Instead,
    condition,
    expect,
    expect_both_losses,
    expect_built,
    expect_choice,
    expect_finite_weights,
    expect_function,
    expect_gap,
    expect_goal,
    expect_input_shape,
    expect_layers,
    expect_number,
    last_value,
    layer,
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

N = 150
ROWS = 400


@question(
    "5.1",
    points=2,
    hints=[
        "There are five layers besides `Input`: three dense ones, and a dropout behind two.",
        "`layers.Dropout(rate)` drops what comes out of the layer above it. 30 % is a rate of 0.3.",
        "Each hidden layer is two lines: `layers.Dense(128, activation=...),` and then "
        "`layers.Dropout(...),`.",
    ],
    insight="Dropout has no weights. It acts on what comes out of the layer before it.",
)
def check_two_dropouts(model: ModelRecord):
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
        lambda x, rate, draws: x,
        "nothing-dropped",
        "Nothing was dropped. Compare `draws` with `rate`.",
    ),
]


@question(
    "5.2",
    points=2,
    hints=[
        "`draws < rate` gives `True` where a number is dropped.",
        "`np.where(condition, a, b)` takes `a` where the condition holds, else `b`.",
        "What stays is divided by `1 - rate`. Fill in: `np.where(draws < rate, ..., ...)`.",
    ],
    insight="One comparison and one division: that is a whole dropout layer.",
)
def check_dropout(dropout: FunctionRecord):
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


@question(
    "5.3",
    points=3,
    hints=[
        "The training loss is measured while the network learns, with dropout on.",
        "A history holds two lists: `loss` and `val_loss`. `[-1]` takes the last number of each.",
        '`plain_history.history["val_loss"][-1] - plain_history.history["loss"][-1]` is the first '
        "gap. The other one looks the same.",
    ],
    insight="Dropout makes the training rows harder to learn by heart, and both curves move "
    "together.",
)
def check_gaps(
    guess: TextRecord,
    plain_gap: NumberRecord,
    dropout_gap: NumberRecord,
    plain_history: HistoryRecord,
    dropout_history: HistoryRecord,
):
    """Judge a guess and two gaps by the learner's own two runs."""
    histories = {"plain_history": plain_history, "dropout_history": dropout_history}
    readable = expect_both_losses(
        histories, "Run the cells that train both networks, then this one."
    )
    yield readable
    if not readable.ok:
        return
    plain, dropped = (last_value(history, "loss") for history in histories.values())
    found = f"your runs ended at {plain:.3f} without dropout and {dropped:.3f} with it"
    step = "A guess may be wrong: look at the last training losses and say what they show."
    right = _larger(plain, dropped)
    yield expect_choice(guess, right, CHOICES, "the larger training loss", step, found)
    yield expect_gap(plain_gap, plain_history, "`plain_gap`")
    yield expect_gap(dropout_gap, dropout_history, "`dropout_gap`")


def _larger(plain, dropped):
    """Name the run with the larger loss; within 10 % of the larger there is no difference."""
    if not abs(plain - dropped) > 0.1 * max(plain, dropped):
        return "no difference"
    return "without dropout" if plain > dropped else "with dropout"


@question(
    "5.4",
    points=3,
    hints=[
        "First decide where mean and variance come from. `if training:` they come from `x`.",
        "`x.mean(axis=0)` and `x.var(axis=0)` give one number for each column.",
        "`gamma * (x - mean) / np.sqrt(variance + 0.001) + beta`, for the mean and the variance "
        "you decided on.",
    ],
    insight="The same formula twice. In training it looks at the batch, in prediction at what it "
    "remembers.",
)
def check_batch_norm(batch_norm: FunctionRecord):
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


@question(
    "5.5",
    points=2,
    hints=[
        "A batch normalization holds four numbers for each column it sees.",
        "The first one sees 8 columns, the second one 64. A dense layer holds inputs × units + "
        "units.",
        "Of the four, gamma and beta are trained. Take two numbers a column off `total`.",
    ],
    insight="The moving averages are kept, not trained: no gradient ever turns them.",
)
def check_count(total: NumberRecord, trainable: NumberRecord):
    """Expect 929 and 785."""
    normalizations, dense = 4 * (8 + 64), (8 * 64 + 64) + (64 + 1)
    right = normalizations + dense
    says = "the number of all weights, biases, gammas, betas and moving averages"
    step = "Four numbers for each column that is normalized; inputs × units + units for dense."
    yield expect_number(total, right, "`total`", step, _NOT_TOTAL, 1e-9, expected=says)
    says = "the number of all that training turns"
    step = "Take the moving averages off `total`: two numbers for each normalized column."
    instead = [
        Instead(right, "moving-averages-trained", "The moving averages are not turned."),
        Instead(dense, "gamma-and-beta-not-trained", "Gamma and beta are trained as well."),
        Instead(
            right - normalizations // 4,
            "one-moving-average",
            "There are two moving averages a column: of the means and of the variances.",
        ),
        Instead(
            normalizations // 2,
            "moving-averages-counted",
            "Those are the moving averages. Subtract them.",
        ),
    ]
    kept = normalizations // 2
    yield expect_number(trainable, right - kept, "`trainable`", step, instead, 1e-9, expected=says)


_TWO = "You counted two numbers a column. The moving mean and the moving variance count, too."
_NOT_TOTAL = [
    Instead(785, "moving-averages-forgotten", _TWO),
    Instead(641, "batch-normalization-forgotten", "A batch normalization holds numbers, too."),
    Instead(897, "first-normalization-forgotten", "The batch normalization in front holds 4 × 8."),
    Instead(673, "second-normalization-forgotten", "The second batch normalization holds 4 × 64."),
    Instead(649, "four-a-layer", "Four numbers for each *column*, not for the whole layer."),
    Instead(864, "biases-forgotten", "Each unit of a dense layer has a bias as well."),
]


@question(
    "5.6",
    points=3,
    hints=[
        "The trouble begins at the entrance: raw numbers in the hundreds. What can stand there?",
        "Put `layers.BatchNormalization()` first in the list, and one more behind each hidden "
        "layer.",
        "`keras.Sequential([keras.Input((8,)), layers.BatchNormalization(), layers.Dense(512, "
        'activation="relu"), ...])`, then `history = train_concrete(repaired)`.',
    ],
    insight="The scaling now travels inside the model. Whoever uses it may hand it the raw table.",
)
def check_repaired(repaired: ModelRecord, history: HistoryRecord):
    """Expect the dense layers of the broken run, normalized, and of use on the raw table."""
    yield expect_built(repaired)
    yield expect_input_shape(repaired, (8,), "the 8 columns of `recipes`", rows=1030)
    yield _expect_normalized(repaired)
    units = [step.settings.get("units") for step in repaired.operations if step.kind == "dense"]
    yield condition(
        expect(
            units == [512, 512, 512, 1],
            "the dense layers",
            "512, 512, 512 and 1 units, as in the broken run",
            f"{', '.join(map(str, units))} units" if units else "none",
            "Change nothing about the dense layers: only put something between them.",
        )
    )
    yield _expect_numbers(history)
    yield _expect_use(repaired)


def _expect_normalized(model):
    return expect(
        any(step.kind == "batch_normalization" for step in model.operations),
        "the layers",
        "at least one `BatchNormalization`",
        model.describe(),
        "Put `layers.BatchNormalization()` in front of the first dense layer.",
        "no-batch-normalization",
    )


def _expect_numbers(history):
    """A training loss that is a number in every epoch; else, where it stopped being one."""
    loss = np.asarray(history.metrics.get("loss", ()), dtype=float)
    lost = np.flatnonzero(~np.isfinite(loss))
    found = f"not a finite number in epoch {lost[0] + 1}" if len(lost) else history.describe()
    return expect(
        len(loss) > 0 and not len(lost),
        "`history`",
        "a loss that is a finite number in every epoch",
        found,
        "Write `history = train_concrete(repaired)`, with the network you repaired.",
        "loss-not-finite" if len(lost) else "",
    )


def _expect_use(model):
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
    if not _is_moved(model):
        step = "Its moving averages are where they started: it has not been trained. " + step
    return expect(
        error < median,
        "its error on the raw table",
        f"below {median:.1f} MPa, the error of always answering the median",
        f"{error:.1f} MPa" if np.isfinite(error) else "no number",
        step,
        "no-better-than-the-median",
        weight=2,
    )


def _is_moved(model):
    """Whether a moving mean has left 0; true where there is none."""
    means = [s.weights["moving_mean"] for s in model.operations if "moving_mean" in s.weights]
    return not means or any(np.any(mean != 0) for mean in means)


@question(
    "5.7",
    points=2,
    hints=[
        "Turn batch normalization on and leave the rate at 0. Read the gap under the sliders.",
        "You look for half of that gap. Raise the rate step by step and read the gap again.",
        "The token reads `dropout normalize=yes rate=... epoch=60`. Only the rate is missing.",
    ],
    insight="One epoch of one run is luck, the mean over many is a result. The single "
    "curves jump by more than the rates differ.",
)
def check_goal(explorer: ExplorerRecord, token: TextRecord):
    """Expect the smallest rate that halves the gap, by the explorer's own runs."""
    yield expect_goal(explorer, token, "dropout")
