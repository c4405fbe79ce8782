"""A small explorer that is really computed: gradient descent on a line, by NumPy.

It has every kind of setting, panel, prediction and departure that a page can meet.
"""

from functools import cache

import numpy as np

from course_utils.widgets.panels import Curves, Fit, Heatmap, Histogram, Matrix, Series
from course_utils.widgets.spec import (
    Claim,
    Drawing,
    Goal,
    Measure,
    Phrase,
    Prediction,
    Readout,
    Setting,
    Spec,
)

RATES = (0.01, 0.1, 0.5, 1.2, 30.0)
NOISES = ("calm sea", "rough sea")
SIGMAS = (0.1, 0.6)
STEPS = tuple(range(31))
SEEDS = 20
EDGES = tuple(np.linspace(-3, 3, 13).tolist())
LINE_X = np.linspace(-2, 2, 9)

CODE = """\
import numpy as np

rng = np.random.default_rng($$SEED)
x = rng.uniform(-2, 2, 30)
y = 2 * x + 1 + $noise * rng.normal(size=30)
w, b, losses = 0.0, 0.0, []
for step in range(31):
    error = w * x + b - y
    losses.append(np.mean(error**2))
    w, b = w - $rate * np.mean(error * x), b - $rate * np.mean(error)
""".replace("$$SEED", "0")


def data(seed, sigma):
    """Thirty points along a line, with noise of deviation `sigma`."""
    rng = np.random.default_rng(seed)
    x = rng.uniform(-2, 2, 30)
    return x, 2 * x + 1 + sigma * rng.normal(size=30)


@np.errstate(all="ignore")
def descend(x, y, rate):
    """Weights and losses, one row a step; a rate too high ends in infinity and NaN."""
    w = b = 0.0
    rows = []
    for _ in STEPS:
        error = w * x + b - y
        rows.append((w, b, np.float32(np.mean(error**2))))
        w, b = w - rate * np.mean(error * x), b - rate * np.mean(error)
        w, b = (np.float64(np.float32(value)) for value in (w, b))
    return np.array(rows)


@cache
def runs(seed=0):
    """Shape (rates, noises, steps, 3): weight, bias and loss of every run."""
    return np.array([[descend(*data(seed, sigma), rate) for sigma in SIGMAS] for rate in RATES])


def lines(weights):
    return weights[..., :1] * LINE_X + weights[..., 1:2]


def residuals():
    """How many points lie how far from the line, for every run and step."""
    counts = np.zeros((len(RATES), len(NOISES), len(STEPS), len(EDGES) - 1))
    for index in np.ndindex(counts.shape[:3]):
        x, y = data(0, SIGMAS[index[1]])
        w, b, _ = runs()[index]
        off = w * x + b - y
        counts[index] = np.histogram(off[np.isfinite(off)], EDGES)[0]
    return counts


@np.errstate(all="ignore")
def measures():
    """Every number the explorer shows."""
    trained = runs()
    loss = trained[..., 2]
    spread = np.stack([runs(seed)[..., 2] for seed in range(SEEDS)])
    low, high = np.percentile(spread, [10, 90], axis=0)
    points = np.array([data(0, sigma) for sigma in SIGMAS])
    run, step = ("rate", "noise"), ("rate", "noise", "step")
    return {
        "loss": Measure(step, loss),
        "loss_low": Measure(step, low),
        "loss_high": Measure(step, high),
        "noise_floor": Measure(("noise",), np.array(SIGMAS) ** 2),
        "last_loss": Measure(run, loss[..., -1]),
        "x": Measure(("noise",), points[:, 0]),
        "y": Measure(("noise",), points[:, 1]),
        "above": Measure(("noise",), (points[:, 1] > 2 * points[:, 0] + 1).astype(float)),
        "line_x": Measure((), LINE_X),
        "line": Measure(step, lines(trained)),
        "pieces": Measure(
            step, np.stack([trained[..., :1] * LINE_X, trained[..., 1:2] + 0 * LINE_X], -2)
        ),
        "weights": Measure(step, trained[..., None, :2]),
        "mask": Measure(("step",), np.array([[[s % 2, 1 - s % 2, s > 9]] for s in STEPS])),
        "residuals": Measure(step, residuals()),
        "learnt": Measure(step, (np.abs(trained[..., 0] - 2) < 0.1).astype(float)),
        "lost": Measure(step, (~np.isfinite(loss)).astype(float)),
    }


def outcome(numbers):
    """Which of the choices happens at the largest rate: computed, as in every explorer."""
    return 1 if not np.isfinite(numbers["last_loss"].values[-1, 0]) else 0


@cache
def spec(drawing=False):
    """The explorer's spec; with `drawing`, the loss is to be drawn too."""
    numbers = measures()
    drawn = Drawing("loss", (0, 5, 15, 30), "Draw the loss") if drawing else None
    return Spec(
        name="descent",
        title="Down the slope",
        settings=(
            Setting("rate", "Learning rate", RATES, start=1),
            Setting("noise", "Noise", NOISES, code=("0.1", "0.6"), kind="choice"),
            Setting("step", "Step", STEPS, kind="time"),
        ),
        measures=numbers,
        panels=(
            Curves(
                "Loss",
                "step",
                (Series("loss", "training", 1, ("loss_low", "loss_high")),),
                "squared error",
                log=True,
                y_range=(1e-3, 1e3),
                floor="noise_floor",
                floor_label="noise",
            ),
            Fit(
                "The line",
                ("x", "y"),
                "line_x",
                (Series("line", "prediction"),),
                "x",
                "y",
                (-2.2, 2.2),
                (-5, 6),
                classes="above",
                class_labels=("below", "above"),
                parts="pieces",
                parts_label="pieces",
            ),
            Heatmap("Last loss", "rate", "noise", "last_loss", "squared error", log=True),
            Matrix("Weights", "weights", ("learnt",), ("w", "b"), look="values"),
            Matrix(
                "Mask", "mask", ("on",), ("a", "b", "c"), look="mask", mask_labels=("off", "on")
            ),
            Histogram(
                "Errors",
                (Series("residuals", "points"), Series("residuals", "again", 1)),
                EDGES,
                "error",
                "points",
            ),
        ),
        sentence=(
            Phrase("step $step, loss $loss"),
            Phrase("learning rate $rate, $noise", when="lost"),
            Phrase("the line is right", when="learnt"),
            Phrase("diverged", when="lost"),
        ),
        prediction=Prediction(
            "What happens to the loss at a learning rate of 30?",
            () if drawing else ("It falls faster", "It grows without end"),
            0 if drawing else outcome(numbers),
            "Each step jumps over the valley to a higher place.",
            drawn,
            panel="Loss",
            at={} if drawing else {"rate": 30.0, "step": 4},
            claims=() if drawing else ((Claim("loss", high=1.0),), (Claim("loss", low=1.0),)),
        ),
        goal=Goal(
            "Find a setting whose weight is within 0.1 of 2.",
            "learnt",
            "Yes: at step $step the loss is $loss.",
            "Not yet: at step $step the weight is further off; the loss is $loss.",
            (Phrase("It is lost for good.", when="lost"),),
        ),
        code=CODE,
        readouts=(Readout("Loss", "loss", "units"), Readout("Last loss", "last_loss")),
        spread_over=f"{SEEDS} seeds",
        alt="The loss falls along the steps, and the line comes to lie among the points.",
    )
