"""Lesson 18: twelve runs, two of them healthy, and what eight examinations find in each."""

from itertools import product

import numpy as np

from course_utils.data.catalogue import datasets_folder, find_card
from course_utils.storage import cached_arrays
from course_utils.widgets import ward
from course_utils.widgets.panels import Heatmap, Matrix
from course_utils.widgets.spec import Goal, Measure, Phrase, Prediction, Readout, Setting, Spec
from course_utils.widgets.spec_key import spec_key
from course_utils.widgets.ward import BY_HEART, EPOCHS, EXAMINATIONS, PATIENTS, examine_all

TABLES = ("concrete", "breast_cancer", "churn")
MOST = 12  # examinations in a night
ASKED = "What is not as in a sound run"
NIGHT = "Tonight: how many it can be"


TONIGHT = ("A", "E", "F", "G", "I")


NAMES = tuple(EXAMINATIONS)
ORDER, NTH = ("first", "second", "third"), ("1st", "2nd", "3rd")

CODE = """\
import keras
import numpy as np

from course_utils import load_dataset

examination = "$examination"
case = {
    "table": "concrete", "scaled": True, "labels": "own", "rows": "mixed", "units": 32,
    "dropout": 0.0, "output": "linear", "optimizer": "adam", "rate": 0.01, "trained before": False,
} | $patient

if case["table"] == "concrete":
    table, n = load_dataset("concrete").sample(frac=1, random_state=1), 400
    y = table.pop("compressive_strength").to_numpy()
    y = (y - y[:n].mean()) / y[:n].std()
elif case["table"] == "tumours":
    table, n = load_dataset("breast_cancer").sample(frac=1, random_state=1), 400
    y = (table.pop("diagnosis") == "malignant").to_numpy(float)
else:
    table, n = load_dataset("churn").sample(frac=1, random_state=1), 1200
    table = table[table["contract"] == "Two year"].fillna({"total_charges": 0})
    y = (table["churn"] == "Yes").to_numpy(float)
    table = table[["tenure", "monthly_charges", "total_charges", "senior_citizen", "partner"]]
X, y = table.to_numpy(float)[: n + 100], y[: n + 100]
if case["labels"] == "permuted":
    y = np.random.default_rng(2).permutation(y)
if case["rows"] == "sorted":
    order = np.argsort(y, kind="stable")
    X, y = X[order], y[order]
if case["scaled"]:
    X = (X - X[:n].mean(axis=0)) / X[:n].std(axis=0)
X, y, X_valid, y_valid = X[:n], y[:n], X[n:], y[n:]

classes = case["table"] != "concrete"
output = "sigmoid" if classes else case["output"]
loss = "binary_crossentropy" if classes else "mean_squared_error"
rule = {"sgd": keras.optimizers.SGD, "adam": keras.optimizers.Adam}[case["optimizer"]]


def build(seed, weights=None):
    keras.utils.set_random_seed(seed)
    drop = [keras.layers.Dropout(case["dropout"])] if case["dropout"] else []
    hidden = keras.layers.Dense(case["units"], activation="relu")
    last = keras.layers.Dense(1, activation=output)
    model = keras.Sequential([keras.Input((X.shape[1],)), hidden, *drop, last])
    if weights:
        model.set_weights(weights)
    model.compile(optimizer=rule(case["rate"]), loss=loss)
    return model


def train(X, y, epochs=20, batch_size=32, seed=1, weights=None):
    model = build(seed, weights)
    run = model.fit(X, y, validation_data=(X_valid, y_valid), batch_size=batch_size,
                    epochs=epochs, verbose=0)
    return model, run.history


start = train(X, y)[0].get_weights() if case["trained before"] else None
model, history = train(X, y, weights=start)

if examination == "first loss":
    ignorant = np.log(2) if classes else np.mean(y**2)
    number = build(1, start).evaluate(X, y, verbose=0) / ignorant
elif examination == "answers":
    number = len(np.unique(model.predict(X_valid, verbose=0).round(5)))
elif examination == "base rate":
    number = np.unique(y_valid, return_counts=True)[1].max() / len(y_valid)
elif examination == "NaN":
    number = sum(int(np.isnan(w).sum()) for w in model.get_weights())
elif examination == "spans":
    number = np.ptp(X, axis=0).max()
elif examination == "permuted":
    permuted = np.random.default_rng(1).permutation(y)
    number = train(X, permuted, weights=start)[1]["loss"][-1] / history["loss"][-1]
elif examination == "by heart":  # sixteen rows, from the lowest to the highest target
    some = np.argsort(y, kind="stable")[np.linspace(0, n - 1, 16).astype(int)]
    learnt = train(np.tile(X[some], (300, 1)), np.tile(y[some], 300), epochs=1, batch_size=16)[0]
    share = y[some].mean()
    lazy = -share * np.log(share) - (1 - share) * np.log(1 - share) if classes else y[some].var()
    number = learnt.evaluate(X[some], y[some], verbose=0) / lazy
else:
    other = train(X, y, seed=2, weights=start)[1]
    losses = history["val_loss"][-1], other["val_loss"][-1]
    number = abs(losses[0] - losses[1]) / min(losses)
"""


def spec() -> Spec:
    """Train and examine twelve patients, and say what to show.

    Returns
    -------
    Spec
        With settings ``patient`` and ``examination``, and ``first``, ``second``, ``third``: what
        each of tonight's five patients is examined by, in this order, until no other of the five
        would have shown the same.
    """
    tables = [(datasets_folder() / find_card(name).file).read_bytes() for name in TABLES]
    key = spec_key(ward.__file__, *tables)
    numbers = cached_arrays(key, lambda: {"numbers": examine_all()})["numbers"]
    measures = _measures(numbers)
    return Spec(
        name="clinic",
        title="A night at the clinic",
        settings=_settings(),
        measures=measures,
        panels=_panels(),
        sentence=_sentence(),
        prediction=_prediction(measures),
        goal=_goal(),
        code=CODE,
        readouts=(
            Readout("This finds", "number"),
            Readout("Told apart", "told"),
            Readout("Examinations", "total"),
        ),
        trained=f"Each patient is one hidden layer, trained for {EPOCHS} epochs on concrete, on "
        "tumours or on customers with a contract for two years. Sixteen rows are learnt by heart "
        f"in {BY_HEART} updates. In brackets: what a sound run gives.",
        alt="Which of eight examinations find something in which of twelve runs. Two runs are "
        "sound in all; the others differ in what is found.",
    )


# What the page shows ---------------------------------------------------------------------------


def _settings():
    who, which = tuple(PATIENTS), NAMES.index("permuted")
    code = tuple(repr(patient.differs) for patient in PATIENTS.values())
    return (
        Setting("patient", "Patient", who, code=code),
        Setting("examination", "Examination", NAMES, code=NAMES),
        *(
            Setting(name, f"Tonight, {nth}", NAMES, start=start, code=NAMES)
            for name, nth, start in zip(ORDER, NTH, (0, 1, which), strict=True)
        ),
    )


def _measures(numbers):
    """The numbers, what is found by them, and how each order of three parts tonight's five."""
    pairs = zip(EXAMINATIONS.values(), numbers.T, strict=True)
    found = np.stack([examination.finds(column) for examination, column in pairs], axis=1)
    five = found[[list(PATIENTS).index(name) for name in TONIGHT]]
    left = np.array([_left(five[:, list(order)]) for order in product(range(8), repeat=3)])
    left = left.reshape(8, 8, 8, len(TONIGHT), 3)
    told = (left[..., -1] == 1).sum(axis=-1)
    total = 3 * len(TONIGHT) - (left[..., :-1] == 1).sum(axis=(-2, -1))
    all_told = told == len(TONIGHT)
    both = ("patient", "examination")
    return {
        "number": Measure(both, numbers),
        "found": Measure(both, found),
        "left": Measure(ORDER, left),
        "told": Measure(ORDER, told),
        "total": Measure(ORDER, total),
        "reached": Measure(ORDER, all_told & (total <= MOST)),
        "alike": Measure(ORDER, ~all_told),
        "too_many": Measure(ORDER, all_told & (total > MOST)),
        **{f"is_{name}": Measure(("patient",), _one(PATIENTS, name)) for name in PATIENTS},
        **{
            f"by_{place}": Measure(("examination",), _one(NAMES, name))
            for place, name in enumerate(NAMES)
        },
    }


def _left(found):
    """How many of the patients look alike after each examination: (patients, examinations)."""
    same = np.logical_and.accumulate(found[:, np.newaxis] == found[np.newaxis], axis=-1)
    return same.sum(axis=1)


def _one(names, name):
    return np.array([other == name for other in names])


def _panels():
    return (
        Heatmap(
            title=ASKED,
            rows="examination",
            columns="patient",
            measure="found",
            label="1: found something",
        ),
        Matrix(NIGHT, "left", TONIGHT, tuple(f"after {nth}" for nth in NTH)),
    )


def _sentence():
    says = [
        Phrase(f"$patient says “{patient.says}” ({patient.wrong})", f"is_{name}")
        for name, patient in PATIENTS.items()
    ]
    gives = [Phrase(e.says, f"by_{place}") for place, e in enumerate(EXAMINATIONS.values())]
    return (
        *says,
        *gives,
        Phrase("tonight $told of 5 told apart"),
    )


def _prediction(measures):
    """What patient F has, by what two examinations find."""
    patient = list(PATIENTS).index("F")
    found = dict(zip(NAMES, measures["found"].values[patient], strict=True))
    number = dict(zip(NAMES, measures["number"].values[patient], strict=True))
    outcome = 0 if found["by heart"] else 1 if found["permuted"] else 2
    return Prediction(
        question="The network of patient F learns its training rows, and is a coin on others. No "
        "weight is NaN, the columns are scaled, and sixteen rows it learns by heart: "
        f"{number['by heart']:.1g} of the loss is left. What does it have?",
        choices=(
            "its rate is too low",
            "its labels belong to other rows",
            "it has too many units, and overfits",
        ),
        outcome=outcome,
        because=f"On labels in random order its training loss is only {number['permuted']:.2f} "
        "times as high. What is learnt as well from chaos, was chaos. J has as many units and the "
        "same table, with its own labels, and is sound.",
        panel=ASKED,
        at={"patient": "F", "examination": "permuted"},
    )


def _goal():
    return Goal(
        text=f"Five patients come tonight, without their name tags: {', '.join(TONIGHT)}. Each is "
        "examined in your order until no other of the five would have shown the same. Find an "
        f"order that tells all five apart with at most {MOST} examinations.",
        met="reached",
        yes="Yes: all five with $total examinations. The first two part them into small groups, "
        "and only those who still look alike need the third.",
        no="Not yet: $told of five are told apart, with $total examinations.",
        hints=(
            Phrase("Some look alike to all three. Look at the columns of the five.", "alike"),
            Phrase("All are told apart. Begin with what parts them two and three.", "too_many"),
        ),
    )
