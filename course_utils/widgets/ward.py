"""The ward of lesson 18: twelve runs, two of them sound, and what eight examinations give in each.

A case says how a run differs from a sound one. It is trained as `CODE` in `explorers/clinic.py`
does it with Keras.
"""

from dataclasses import dataclass, field

import numpy as np

from course_utils.data import load_dataset

EPOCHS = 20
BY_HEART = 300  # updates on the same sixteen rows


@dataclass(frozen=True)
class ClinicPatient:
    """A run: who brings it, with what words, what is wrong, and how it differs from a sound one."""

    says: str
    wrong: str
    differs: dict = field(default_factory=dict)


SOUND = {
    "table": "concrete",
    "scaled": True,
    "labels": "own",
    "rows": "mixed",
    "units": 32,
    "dropout": 0.0,
    "output": "linear",
    "optimizer": "adam",
    "rate": 0.01,
    "trained before": False,
}
PATIENTS = {
    "A": ClinicPatient("the loss is NaN", "rate too high", {"optimizer": "sgd", "rate": 2.0}),
    "B": ClinicPatient(
        "the loss is NaN", "inputs not scaled", {"optimizer": "sgd", "scaled": False}
    ),
    "C": ClinicPatient("it hardly learns", "rate too low", {"optimizer": "sgd", "rate": 1e-4}),
    "D": ClinicPatient(
        "I only put the rows in order", "sorted rows", {"table": "tumours", "rows": "sorted"}
    ),
    "E": ClinicPatient("98 % right!", "a rare class", {"table": "loyal customers"}),
    "F": ClinicPatient(
        "it learns, and in validation it is a coin",
        "labels of other rows",
        {"table": "tumours", "labels": "permuted"},
    ),
    "G": ClinicPatient("the loss is stuck", "sigmoid on a quantity", {"output": "sigmoid"}),
    "H": ClinicPatient(
        "its first epoch is as good as its last",
        "trained before",
        {"table": "tumours", "trained before": True},
    ),
    "I": ClinicPatient(
        "training loss above validation loss", "nothing", {"units": 64, "dropout": 0.3}
    ),
    "J": ClinicPatient("there must be something wrong", "nothing", {"table": "tumours"}),
    "K": ClinicPatient("today it is worse than yesterday", "too few units", {"units": 2}),
    "L": ClinicPatient("the loss jumps up and down", "rate too high, not yet NaN", {"rate": 3.0}),
}


@dataclass(frozen=True)
class ClinicExamination:
    """A number, what it is, and between which ends it is in a sound run."""

    says: str
    low: float
    high: float

    def finds(self, number: np.ndarray) -> np.ndarray:
        """Return where a number is not as in a sound run; NaN never is."""
        return ~((self.low <= number) & (number <= self.high))


EXAMINATIONS = {
    "first loss": ClinicExamination("first loss $number of the ignorant's (0.5 to 2)", 0.5, 2),
    "answers": ClinicExamination("$number answers for 100 rows (5 or more)", 5, np.inf),
    "base rate": ClinicExamination("base rate $number (up to 0.9)", 0, 0.9),
    "NaN": ClinicExamination("weights that are NaN: $number (0)", 0, 0),
    "spans": ClinicExamination("the widest column spans $number (up to 100)", 0, 100),
    "permuted": ClinicExamination(
        "loss on permuted labels $number of its own (1.3 or more)", 1.3, np.inf
    ),
    "by heart": ClinicExamination(
        "of sixteen rows $number of the loss is left (up to 0.15)", 0, 0.15
    ),
    "two seeds": ClinicExamination("two seeds differ by $number (up to 0.3)", 0, 0.3),
}


def examine_all() -> np.ndarray:
    """Train all patients; return what each examination gives: (n_patients, n_examinations)."""
    return np.array([_examine(SOUND | patient.differs) for patient in PATIENTS.values()])


def _examine(case):
    X, y, X_valid, y_valid = rows = _rows(case)
    runs = _Runs(case, X.shape[1])
    permuted = np.random.default_rng(1).permutation(y)
    start = runs.train(rows, snapshots=(EPOCHS,)) if case["trained before"] else None
    grid = runs.train(
        rows,
        seed=(1, 2),
        targets={0: y, 1: permuted},
        probe=np.concatenate([X, X_valid]),
        snapshots=(0, EPOCHS),
        initial_weights=None if start is None else lambda *_: [w[0] for w in start.weights],
    )
    own, wind = grid.curves["loss"][0, :, -1]
    valid = grid.curves["val_loss"][:, 0, -1]
    before, after = grid.predictions[0, 0, :, :, 0]
    n, ignorant = len(y), np.log(2) if runs.classes else np.mean(y**2)
    return (
        runs.loss_of(before[:n], y) / ignorant,
        len(np.unique(after[n:].round(5))),
        np.unique(y_valid, return_counts=True)[1].max() / len(y_valid),
        sum(np.isnan(weight[0, 0, -1]).sum() for weight in grid.weights),
        np.ptp(X, axis=0).max(),
        wind / own,
        _by_heart(runs, X, y),
        abs(valid[0] - valid[1]) / min(valid),
    )


def _by_heart(runs, X, y):
    """The share of the loss that is left on sixteen rows, from the lowest to the highest target."""
    some = np.argsort(y, kind="stable")[np.linspace(0, len(y) - 1, 16).astype(int)]
    again = np.tile(X[some], (BY_HEART, 1)), np.tile(y[some], BY_HEART)
    grid = runs.train(again, epochs=1, batch_size=16, probe=X[some])
    lazy = runs.loss_of(np.full(16, y[some].mean()), y[some])
    return runs.loss_of(grid.predictions[0, :, 0], y[some]) / lazy


class _Runs:
    """Trains networks as a case says."""

    def __init__(self, case, n_inputs):
        self.case, self.n_inputs = case, n_inputs
        self.classes = case["table"] != "concrete"

    def build(self):
        from keras import Input, Sequential, layers

        case, output = self.case, "sigmoid" if self.classes else self.case["output"]
        drop = [layers.Dropout(case["dropout"])] if case["dropout"] else []
        hidden = layers.Dense(case["units"], activation="relu")
        last = layers.Dense(1, activation=output)
        return Sequential([Input((self.n_inputs,)), hidden, *drop, last])

    def train(self, rows, epochs=EPOCHS, **settings):
        from course_utils.training import train_grid

        return train_grid(
            self.build,
            rows,
            loss="binary_crossentropy" if self.classes else "mean_squared_error",
            optimizer=self.case["optimizer"],
            learning_rate=self.case["rate"],
            epochs=epochs,
            progress=False,
            cache=False,
            **settings,
        )

    def loss_of(self, outputs, y):
        if not self.classes:
            return np.mean((outputs - y) ** 2)
        p = np.clip(outputs, 1e-7, 1 - 1e-7)  # as Keras does
        return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


def _rows(case):
    """Rows for training and for validation, as `CODE` makes them."""
    X, y, n = _table(case["table"])
    X, y = X[: n + 100], y[: n + 100]
    if case["labels"] == "permuted":
        y = np.random.default_rng(2).permutation(y)
    if case["rows"] == "sorted":
        order = np.argsort(y, kind="stable")
        X, y = X[order], y[order]
    if case["scaled"]:
        X = (X - X[:n].mean(axis=0)) / X[:n].std(axis=0)
    return X[:n], y[:n], X[n:], y[n:]


def _table(name):
    """Inputs, targets and the number of rows for training."""
    if name == "concrete":
        table, n = load_dataset("concrete").sample(frac=1, random_state=1), 400
        y = table.pop("compressive_strength").to_numpy()
        return table.to_numpy(float), (y - y[:n].mean()) / y[:n].std(), n
    if name == "tumours":
        table = load_dataset("breast_cancer").sample(frac=1, random_state=1)
        y = (table.pop("diagnosis") == "malignant").to_numpy(float)
        return table.to_numpy(float), y, 400
    table = load_dataset("churn").sample(frac=1, random_state=1)
    table = table[table["contract"] == "Two year"].fillna({"total_charges": 0})
    y = (table["churn"] == "Yes").to_numpy(float)
    columns = ["tenure", "monthly_charges", "total_charges", "senior_citizen", "partner"]
    return table[columns].to_numpy(float), y, 1200
