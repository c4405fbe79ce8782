"""Lesson 6: the threshold of a classifier, its two kinds of mistakes, and what they cost."""

import numpy as np

from course_utils.data.catalogue import datasets_folder, find_card
from course_utils.storage import cached_arrays
from course_utils.widgets.panels import Curves, Fit, Histogram, Matrix, Series
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

EPOCHS = (0, 1, 2, 5, 10, 20)
COSTS = (1, 2, 5, 10, 20)  # of a miss; a false alarm costs 1
THRESHOLDS = tuple(round(0.01 * step, 2) for step in range(1, 100))
SEEDS = tuple(range(1, 21))  # the first is the run on the page, all together the spread
EDGES = np.linspace(0, 1, 41)
ASKED_COST = 10
ASKED_PLOT = "Cost against the threshold"
GOOD = 1.02  # within 2 % of the lowest cost
ASKED = (0.1, 0.5, 0.9)

CODE = """\
import keras
import numpy as np
import pandas as pd
from sklearn.metrics import confusion_matrix, precision_score, recall_score

from course_utils import load_dataset

customers = load_dataset("churn")
table = customers.drop(columns="churn").fillna({"total_charges": 0})
X = pd.get_dummies(table, drop_first=True, dtype=float).to_numpy()
y = (customers["churn"] == "Yes").to_numpy().astype(int)

order = np.random.default_rng(1).permutation(len(X))
train, valid = order[:5000], order[5000:]
X = (X - X[train].mean(axis=0)) / X[train].std(axis=0)

keras.utils.set_random_seed(1)
model = keras.Sequential(
    [
        keras.Input((30,)),
        keras.layers.Dense(16, activation="relu"),
        keras.layers.Dense(1, activation="sigmoid"),
    ]
)
model.compile(optimizer=keras.optimizers.Adam(0.01), loss="binary_crossentropy")
if $epoch > 0:
    model.fit(X[train], y[train], batch_size=512, epochs=$epoch, verbose=0)

p = model.predict(X[valid], verbose=0).ravel()
says_leaves = p > $threshold
counts = confusion_matrix(y[valid], says_leaves)
recall = recall_score(y[valid], says_leaves)
precision = precision_score(y[valid], says_leaves, zero_division=1.0)
false_alarms, misses = counts[0, 1], counts[1, 0]
cost = $miss_cost * misses + false_alarms
"""


def spec() -> Spec:
    """Train a classifier on the customers of `churn` from 20 seeds, and say what to show.

    Returns
    -------
    Spec
        With settings ``threshold``, ``miss_cost`` (in false alarms) and ``epoch``. All counts are
        of the 2,043 validation rows. Where nobody is called, no call is wrong: the
        precision is 1, as at the end of scikit-learn's `precision_recall_curve`.
    """
    table = (datasets_folder() / find_card("churn").file).read_bytes()
    runs = cached_arrays(spec_key(__file__, table), _train)
    measures = _measures(runs)
    return Spec(
        name="threshold",
        title="Where to draw the line",
        settings=_settings(),
        measures=measures,
        panels=_panels(int(runs["bars"].max())),
        sentence=(
            Phrase(
                "threshold $threshold: $missed customers missed, $false_alarms false alarms, "
                "recall $recall, precision $precision, cost $cost"
            ),
            Phrase("nobody is called", when="nobody"),
        ),
        prediction=_prediction(measures["cost"].values),
        goal=_goal(),
        code=CODE,
        readouts=(
            Readout("Cost, in false alarms", "cost"),
            Readout("Recall", "recall"),
            Readout("Precision", "precision"),
            Readout("Accuracy", "accuracy"),
            Readout("Area under the ROC curve", "area"),
        ),
        spread_over=f"{len(SEEDS)} seeds",
        trained=f"16 hidden units, trained from {len(SEEDS)} seeds on 5,000 customers with Adam, "
        f"judged on 2,043 others. Seed {SEEDS[0]} is drawn.",
        alt="Two histograms of predicted probabilities, of customers who stayed and who left, "
        "overlap. Beside them the confusion matrix, precision and recall, the cost, and the ROC "
        "curve for each threshold. A lower threshold misses fewer customers and alarms more. The "
        "more a miss costs, the lower the threshold of the lowest cost.",
    )


def _data():
    """Inputs and labels, standardized by the training rows, as in `CODE`."""
    import pandas as pd

    from course_utils.data import load_dataset

    customers = load_dataset("churn")
    table = customers.drop(columns="churn").fillna({"total_charges": 0})
    X = pd.get_dummies(table, drop_first=True, dtype=float).to_numpy()
    y = (customers["churn"] == "Yes").to_numpy().astype(int)
    order = np.random.default_rng(1).permutation(len(X))
    train, valid = order[:5000], order[5000:]
    X = (X - X[train].mean(axis=0)) / X[train].std(axis=0)
    return X[train], y[train], X[valid], y[valid]


def _build():
    import keras

    return keras.Sequential(
        [
            keras.Input((30,)),
            keras.layers.Dense(16, activation="relu"),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )


def _train():
    """Counts on the validation rows: (seeds, epochs, thresholds), and bars of the first seed."""
    from course_utils.training import train_grid

    X_train, y_train, X_valid, y_valid = _data()
    grid = train_grid(
        _build,
        (X_train, y_train),
        loss="binary_crossentropy",
        optimizer="adam",
        learning_rate=0.01,
        batch_size=512,
        epochs=EPOCHS[-1],
        seed=SEEDS,
        probe=X_valid,
        snapshots=EPOCHS,
        progress=False,
        cache=False,
    )
    p = grid.predictions[..., 0]
    stayed, left = p[..., y_valid == 0], p[..., y_valid == 1]
    bars = [[np.histogram(one, EDGES)[0] for one in group[0]] for group in (stayed, left)]
    return {
        "false_alarms": _above(stayed),
        "found": _above(left),
        "bars": np.array(bars),
        "sizes": np.array([stayed.shape[-1], left.shape[-1]]),
        "area": np.array([_area(*pair) for pair in zip(stayed[0], left[0], strict=True)]),
    }


def _above(p):
    """How many probabilities lie above each threshold: (..., n_rows) -> (..., n_thresholds)."""
    return np.stack([(p > np.float32(threshold)).sum(axis=-1) for threshold in THRESHOLDS], axis=-1)


def _area(stayed, left):
    """Area under the ROC curve: the share of pairs in which the one who left gets more."""
    ordered = np.sort(stayed)
    below = np.searchsorted(ordered, left, "left") + np.searchsorted(ordered, left, "right")
    return below.mean() / 2 / len(stayed)


def _settings():
    return (
        Setting(
            "threshold",
            "Threshold",
            THRESHOLDS,
            start=THRESHOLDS.index(0.5),
            texts=tuple(f"{threshold:.2f}" for threshold in THRESHOLDS),
        ),
        Setting(
            "miss_cost",
            "A miss costs as much as",
            COSTS,
            texts=("1 false alarm", *(f"{cost} false alarms" for cost in COSTS[1:])),
        ),
        Setting("epoch", "Epochs trained", EPOCHS, start=len(EPOCHS) - 1, kind="time"),
    )


def _measures(runs):
    """What the page looks up, from the counts of all seeds."""
    n_stayed, n_left = runs["sizes"]
    found, false_alarms = runs["found"], runs["false_alarms"]
    missed, alone = n_left - found, n_stayed - false_alarms
    called = found + false_alarms
    precision = np.where(called, found / np.maximum(called, 1), 1.0)
    recall = found / n_left
    # A new axis for the costs: (seeds, epochs, costs, thresholds).
    cost = (
        np.array(COSTS)[:, np.newaxis] * missed[:, :, np.newaxis] + false_alarms[:, :, np.newaxis]
    )
    counts = np.stack([alone, false_alarms, missed, found], axis=-1)[0]
    per_run = {
        "missed": missed[0],
        "false_alarms": false_alarms[0],
        "recall": recall[0],
        "precision": precision[0],
        "accuracy": (alone + found)[0] / (n_stayed + n_left),
        "nobody": called[0] == 0,
        "counts": counts.reshape(*counts.shape[:2], 2, 2),
        "here_x": (false_alarms[0] / n_stayed)[..., np.newaxis],
        "here_y": recall[0][..., np.newaxis],
        **_spread("recall", recall),
        **_spread("precision", precision),
    }
    per_cost = {
        "cost": cost[0],
        "good": _good(cost[0]),
        "far": cost[0] > GOOD * cost[0].min(axis=-1, keepdims=True),
        **_spread("cost", cost),
    }
    measures = {name: Measure(("epoch", "threshold"), values) for name, values in per_run.items()}
    for name, values in per_cost.items():
        measures[name] = Measure(("epoch", "miss_cost", "threshold"), values)
    return measures | {
        "lowest": Measure(("epoch", "miss_cost"), cost[0].min(axis=-1)),
        "other_cost": Measure(("miss_cost",), np.array(COSTS) != ASKED_COST),
        "early": Measure(("epoch",), np.array(EPOCHS) < EPOCHS[-1]),
        "area": Measure(("epoch",), runs["area"]),
        "stayed": Measure(("epoch",), runs["bars"][0]),
        "left": Measure(("epoch",), runs["bars"][1]),
        **_roc(false_alarms[0] / n_stayed, recall[0]),
    }


def _spread(name, values):
    """Edges of the spread over seeds, which are the first axis."""
    low, high = np.percentile(values, [10, 90], axis=0)
    return {f"{name}_low": low, f"{name}_high": high}


def _good(cost):
    """Thresholds near the lowest cost, after the last epoch and at the cost that is asked for."""
    good = np.zeros(cost.shape, dtype=bool)
    place = COSTS.index(ASKED_COST)
    good[-1, place] = cost[-1, place] <= GOOD * cost[-1, place].min()
    return good


def _roc(false_alarm_share, recall):
    """The ROC curve from left to right, with its ends: everybody called, and nobody."""
    ends = np.ones((len(recall), 1))
    across = np.hstack([0 * ends, false_alarm_share[:, ::-1], ends])
    up = np.hstack([0 * ends, recall[:, ::-1], ends])
    measures = {"roc_x": across, "roc_y": up, "coin": across}
    return {name: Measure(("epoch",), values) for name, values in measures.items()}


def _panels(highest):
    return (
        Histogram(
            title="Who gets which probability",
            series=(Series("stayed", "stayed"), Series("left", "left", 1)),
            edges=tuple(EDGES),
            x_label="predicted probability that the customer leaves",
            y_label="customers",
            marker="threshold",
        ),
        Matrix(
            title="Confusion matrix",
            measure="counts",
            row_labels=("stayed", "left"),
            column_labels=("left alone", "called"),
        ),
        Curves(
            title=ASKED_PLOT,
            x="threshold",
            series=(Series("cost", "cost", band=("cost_low", "cost_high")),),
            y_label="cost, in false alarms",
            log=True,
            y_range=(300, 12_000),
            floor="lowest",
            floor_label="lowest cost",
        ),
        Curves(
            title="Recall and precision against the threshold",
            x="threshold",
            series=(
                Series("recall", "recall", band=("recall_low", "recall_high")),
                Series("precision", "precision", 1, band=("precision_low", "precision_high")),
            ),
            y_label="share",
            y_range=(0, 1),
        ),
        Fit(
            title="ROC curve",
            points=("here_x", "here_y"),
            class_labels=("this threshold",),
            line_x="roc_x",
            series=(Series("roc_y", "the classifier"), Series("coin", "a coin", 3)),
            x_label="called, of those who stayed",
            y_label="called, of those who left",
            x_range=(0, 1),
            y_range=(0, 1),
        ),
    )


def _prediction(cost):
    """Which of three thresholds is nearest to the lowest cost: read from the costs."""
    curve = cost[-1, COSTS.index(ASKED_COST)]
    best = THRESHOLDS[int(np.argmin(curve))]
    asked = [int(curve[THRESHOLDS.index(threshold)]) for threshold in ASKED]
    costs = ", ".join(f"{cost:,} at {at}" for at, cost in zip(ASKED, asked, strict=True))
    return Prediction(
        question="A company calls the customers who will probably leave. A miss costs "
        f"{ASKED_COST} times as much as a false alarm. At which threshold is the cost lowest?",
        choices=tuple(f"near {threshold}" for threshold in ASKED),
        outcome=int(np.argmin([abs(best - threshold) for threshold in ASKED])),
        because=f"The cost is {costs}. To call somebody with a probability of 1 in "
        f"{ASKED_COST + 1} pays already: {ASKED_COST} such calls for nothing cost as much as the "
        "one miss they prevent.",
        panel=ASKED_PLOT,
        at={"threshold": best, "miss_cost": ASKED_COST, "epoch": EPOCHS[-1]},
        claims=tuple(
            (Claim("cost", {"threshold": threshold}, high=float(min(asked))),)
            for threshold in ASKED
        ),
    )


def _goal():
    return Goal(
        text=f"A missed customer costs {ASKED_COST} times a false alarm. Find a threshold whose "
        f"cost, after {EPOCHS[-1]} epochs, is within 2 % of the lowest one.",
        met="good",
        yes="Yes: at $threshold the cost is $cost, and the lowest is $lowest. The accuracy is only "
        "$accuracy there: it is not what you pay for.",
        no="Not yet: at $threshold, with a miss at $miss_cost and after $epoch epochs, the "
        "cost is $cost, and the lowest there is $lowest.",
        hints=(
            Phrase(f"Set the cost of a miss to {ASKED_COST} false alarms.", when="other_cost"),
            Phrase(f"Set the epochs to {EPOCHS[-1]}.", when="early"),
            Phrase("Move the threshold towards the lowest cost.", when="far"),
        ),
    )
