"""Lesson 3: learning rate and batch size, on one neuron that learns a line."""

import numpy as np

from course_utils.storage import cached_arrays
from course_utils.widgets.panels import Curves, Fit, Heatmap, Series
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
from course_utils.widgets.spec_key import spec_key

RATES = (0.005, 0.02, 0.05, 0.1, 0.2, 0.5, 0.9, 0.99, 1.0)
BATCH_SIZES = (2, 8, 32, 128, 4096)
N_EXAMPLES = (256, 8192)
STEPS = 100
SEEDS = tuple(range(1, 21))  # the first is the run on the page, all together the spread
SHOWN = 256  # points drawn; the others lie among them
ASKED = (0.02, 0.2, 1.0)  # the rates of the prediction
ASKED_PLOT = "Loss against batches seen"
ASKED_AT = 20  # and the batches seen
CALM = 20  # the last batches, in which a run that has converged stays low
CONVERGED = 1.5
REACH = 20  # a weight or bias beyond it has left its panel for good
ENDS = np.array([-4.0, 4.0])  # a line needs two points
AXES = ("rate", "batch_size", "n_examples")

CODE = """\
import keras
import numpy as np

rng = np.random.default_rng(0)
x = rng.normal(size=8192)
y = 2 * x + 1 + rng.normal(size=8192)
X, y = x[:$n_examples, np.newaxis], y[:$n_examples]

keras.utils.set_random_seed(1)
model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1, kernel_initializer="zeros")])
model.compile(optimizer=keras.optimizers.SGD($rate), loss="mean_squared_error")

weights = [model.get_weights()]  # before the first batch


class Record(keras.callbacks.Callback):
    def on_train_batch_end(self, batch, logs=None):
        weights.append(self.model.get_weights())
        self.model.stop_training = len(weights) > $step


model.fit(X, y, batch_size=$batch_size, epochs=100, callbacks=[Record()], verbose=0)

w, b = (array.item() for array in weights[$step])
loss = np.mean((w * X[:, 0] + b - y) ** 2)
"""


def spec() -> Spec:
    """Train one neuron at every setting from 20 seeds, and say what to show.

    Returns
    -------
    Spec
        With settings ``rate``, ``batch_size``, ``n_examples`` and ``step``, which counts batches.
        The loss is the mean squared error over all examples, measured after each batch; not the
        running mean of the batches that `fit` reports. The lowest mean squared error a line can
        have is near 1, the variance of the noise.
    """
    x, y = _data()
    runs = cached_arrays(spec_key(__file__, x, y), _train)
    measures = _measures(x, y, runs["w"], runs["b"])
    return Spec(
        name="learning_rate",
        title="Learning rate and batch size",
        settings=_settings(),
        measures=measures,
        panels=_panels(),
        sentence=(
            Phrase("after $step batches: loss $loss, line with weight $w and bias $b"),
            Phrase("that is more than at the start: it diverges", when="worse"),
        ),
        prediction=_prediction(measures["loss"].values),
        goal=_goal(),
        code=CODE,
        readouts=(
            Readout("Loss", "loss"),
            Readout("Highest loss of the last 20 batches", "worst"),
            Readout("Rows used so far", "rows"),
            Readout("Epochs so far", "epochs"),
        ),
        spread_over=f"{len(SEEDS)} seeds",
        trained=f"Every setting was trained from {len(SEEDS)} seeds with plain gradient descent, "
        f"for {STEPS} batches. Seed {SEEDS[0]} is drawn.",
        alt="Points around a rising line and the line of a neuron that learns; its loss, and its "
        "weight and bias, against the batches seen; and a map of the loss after 100 batches for "
        "each learning rate and batch size. Rates from 0.05 to 0.5 arrive near the best line, "
        "smaller ones are still on their way, and those near 1 diverge unless batches are large.",
    )


def _data():
    rng = np.random.default_rng(0)
    x = rng.normal(size=max(N_EXAMPLES))
    return x, 2 * x + 1 + rng.normal(size=len(x))


def _train():
    """Weight and bias after each batch: (rates, batch sizes, numbers of examples, seeds, steps)."""
    import keras

    from course_utils.training import train_grid

    def build():
        neuron = keras.layers.Dense(1, kernel_initializer="zeros")
        return keras.Sequential([keras.Input((1,)), neuron])

    x, y = _data()
    grid = train_grid(
        build,
        (x[:, np.newaxis], y),
        learning_rate=RATES,
        batch_size=BATCH_SIZES,
        seed=SEEDS,
        n_examples=N_EXAMPLES,
        epochs=1,
        steps_per_epoch=STEPS,
        per_batch="weights",
        snapshots=[0],
        progress=False,
        cache=False,
    )
    names, paths = ("w", "b"), zip(grid.weights, grid.batch_curves["weights"], strict=True)
    runs = {n: np.concatenate(p, axis=4) for n, p in zip(names, paths, strict=True)}
    shape = (*map(len, (RATES, BATCH_SIZES, SEEDS, N_EXAMPLES)), STEPS + 1)
    return {name: np.swapaxes(run.reshape(shape), 2, 3) for name, run in runs.items()}


def _starts(n, batch_size):
    """First row of each batch, epoch after epoch, for all steps."""
    return np.resize(np.arange(0, n, batch_size), STEPS)


def _means(x, y):
    """Means of x, y, x², xy and y² along the last axis."""
    return [values.mean(axis=-1) for values in (x, y, x * x, x * y, y * y)]


def _losses(w, b, means):
    """Mean squared error of each line, from the means of the points."""
    mx, my, mxx, mxy, myy = means
    return w * w * mxx + 2 * w * b * mx + b * b - 2 * w * mxy - 2 * b * my + myy


def _settings():
    everything = "4096, or all"
    return (
        Setting("rate", "Learning rate", RATES, start=RATES.index(0.05)),
        Setting(
            "batch_size",
            "Batch size",
            BATCH_SIZES,
            start=BATCH_SIZES.index(32),
            texts=(*map(str, BATCH_SIZES[:-1]), everything),
        ),
        Setting("n_examples", "Examples", N_EXAMPLES, texts=("256", "8,192"), kind="choice"),
        Setting("step", "Batches seen", tuple(range(STEPS + 1)), start=ASKED_AT, kind="time"),
    )


def _measures(x, y, w, b):
    """What the page looks up; `w` and `b` as from `_train`."""
    whole = [_means(x[:n], y[:n]) for n in N_EXAMPLES]
    # One number for each n_examples, then axes for the seeds and the steps.
    means = [np.array(column)[:, np.newaxis, np.newaxis] for column in zip(*whole, strict=True)]
    loss = _losses(w, b, means)
    low, high = np.percentile(loss, [10, 90], axis=3)
    w, b, loss = w[..., 0, :], b[..., 0, :], loss[..., 0, :]
    best_w, best_b = _best_lines(means)
    floor = _losses(best_w, best_b, means)
    worst = loss[..., -CALM:].max(axis=-1)
    rows = [[np.cumsum([0, *_sizes(n, size)]) for n in N_EXAMPLES] for size in BATCH_SIZES]
    per_run = (*AXES, "step")
    with np.errstate(over="ignore"):  # what float32 cannot hold is infinite for Keras, too
        seen = {
            "w": w,
            "b": b,
            "loss": loss,
            "loss_low": low,
            "loss_high": high,
            "worst": worst,
            "end": np.where(loss[..., -1] > loss[..., 0], np.inf, loss[..., -1]),
            "worse": loss > loss[..., :1],
            "w_drawn": _until_lost(w, w, b),
            "b_drawn": _until_lost(b, w, b),
        }
        seen = {name: values.astype("float32") for name, values in seen.items()}
    axes = dict.fromkeys(seen, per_run) | {"worst": AXES, "end": AXES}
    return {name: Measure(axes[name], values) for name, values in seen.items()} | {
        "x": Measure((), x[:SHOWN]),
        "y": Measure((), y[:SHOWN]),
        "ends": Measure((), ENDS),
        "line": Measure(per_run, seen["w"][..., np.newaxis] * ENDS + seen["b"][..., np.newaxis]),
        "best_line": Measure(("n_examples",), best_w[:, 0] * ENDS + best_b[:, 0]),
        "floor": Measure(("n_examples",), floor[:, 0, 0]),
        "rows": Measure(("batch_size", "n_examples", "step"), np.array(rows)),
        "epochs": Measure(
            ("batch_size", "n_examples", "step"),
            np.array(rows) / np.array(N_EXAMPLES)[:, np.newaxis],
        ),
        "found": Measure(AXES, _largest(worst)),
        **_missed(worst),
    }


def _until_lost(values, w, b):
    """Infinite from where a run has swung out of reach: its curve would only fill the panel."""
    lost = np.maximum.accumulate((np.abs(w) > REACH) | (np.abs(b) > REACH), axis=-1)
    return np.where(lost, np.inf, values)


def _sizes(n, batch_size):
    """How many rows each batch holds; the last of an epoch may hold fewer."""
    return np.minimum(batch_size, n - _starts(n, batch_size))


def _best_lines(means):
    """Weight and bias of the line with the lowest squared error, each (n_examples, 1, 1)."""
    mx, my, mxx, mxy, _ = means
    w = (mxy - mx * my) / (mxx - mx**2)
    return w, my - w * mx


def _largest(worst):
    """Mark the largest rate that converges with batch size 32, for each number of examples."""
    found = np.zeros(worst.shape, dtype=bool)
    column = BATCH_SIZES.index(32)
    for place in range(len(N_EXAMPLES)):
        found[np.flatnonzero(worst[:, column, place] < CONVERGED)[-1], column, place] = True
    return found


def _missed(worst):
    """Why a setting is not the one that is looked for."""
    asked = np.array(BATCH_SIZES)[:, np.newaxis] == 32
    calm = worst < CONVERGED
    return {
        "other_batch": Measure(("batch_size",), ~asked[:, 0]),
        "restless": Measure(AXES, asked & ~calm),
        "cautious": Measure(AXES, asked & calm & ~_largest(worst)),
    }


def _panels():
    return (
        Fit(
            title="The line",
            points=("x", "y"),
            line_x="ends",
            series=(Series("line", "the neuron's line"), Series("best_line", "the best line", 2)),
            x_label="input x",
            y_label="target y",
            x_range=(-4, 4),
            y_range=(-8, 10),
        ),
        Curves(
            title=ASKED_PLOT,
            x="step",
            series=(Series("loss", "loss", band=("loss_low", "loss_high")),),
            y_label="mean squared error",
            log=True,
            y_range=(0.5, 100),
            floor="floor",
            floor_label="best line",
        ),
        Curves(
            title="Weight and bias against batches seen",
            x="step",
            series=(Series("w_drawn", "weight w"), Series("b_drawn", "bias b", 1)),
            y_label="weight and bias",
            y_range=(-4, 8),
        ),
        Heatmap(
            title="Loss after 100 batches; ✕ is above the start",
            rows="rate",
            columns="batch_size",
            measure="end",
            label="mean squared error",
            log=True,
        ),
    )


def _prediction(loss):
    """Three rates after 20 batches of 32: read from the losses."""
    column, place = BATCH_SIZES.index(32), N_EXAMPLES.index(256)
    after = [loss[RATES.index(rate), column, place, ASKED_AT] for rate in ASKED]
    ends = ", ".join(f"{end:.2g} with {rate}" for rate, end in zip(ASKED, after, strict=True))
    return Prediction(
        question="One neuron starts at weight 0 and bias 0, with 256 examples and batch size 32. "
        f"Which learning rate has the lowest loss after {ASKED_AT} batches?",
        choices=tuple(map(str, ASKED)),
        outcome=int(np.argmin(after)),
        because=f"After {ASKED_AT} batches the loss is {ends}. The smallest rate is on its "
        "way, but slow. The largest jumps over the valley with each step. Move the slider and see.",
        panel=ASKED_PLOT,
        at={"rate": ASKED[np.argmin(after)], "batch_size": 32, "step": ASKED_AT},
        claims=tuple((Claim("loss", {"rate": rate}, high=float(min(after))),) for rate in ASKED),
    )


def _goal():
    return Goal(
        text="Find the largest learning rate that still converges with batch size 32: over the "
        f"last {CALM} batches the loss stays below {CONVERGED}.",
        met="found",
        yes=f"Yes: with learning rate $rate the loss stays below {CONVERGED}, and with the next "
        "larger one it does not. Would it hold with smaller batches, too?",
        no="Not yet: with learning rate $rate and batch size $batch_size, the highest loss of the "
        f"last {CALM} batches is $worst.",
        hints=(
            Phrase("Set the batch size to 32.", when="other_batch"),
            Phrase(f"It should be below {CONVERGED}.", when="restless"),
            Phrase(f"It is below {CONVERGED}, but so it is with a larger rate.", when="cautious"),
        ),
    )
