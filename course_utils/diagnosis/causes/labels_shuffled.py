"""Targets that have nothing to do with their inputs: they can be learnt by heart alone."""

import numpy as np

from course_utils.diagnosis.judged import REGRESSION
from course_utils.diagnosis.patient import LOOKED_AT, Patient
from course_utils.diagnosis.report import Trouble

NEEDS = ("X", "y")
FOLLOWS_FROM = (
    "missing_values",
    "validation_differs",
    "sorted_rows",
    "label_shape",
    "input_shape",
)
TREES, NOTHING, MORE, PART = 40, 0.03, 0.15, 0.5


def examine(patient: Patient) -> Trouble | None:
    """Ask a forest of trees whether the inputs say anything about the targets."""
    trained = patient.history.metrics or patient.updates_made
    if not trained or not _is_suspicious(patient):
        return None
    inputs, y = _flat(patient.train, patient.n_train), patient.y
    if inputs is None or len(y) < 60 or len(y) != patient.train.n:
        return None
    y = y[: len(inputs)]
    y = y.argmax(axis=1).astype(float) if y.ndim == 2 else y
    if y.ndim > 1 or not np.all(np.isfinite(y)) or patient.seconds_left < 2:
        return None
    known = _skill(inputs, y, patient.task)
    other = _flat(patient.valid, patient.valid.n)
    if other is not None and len(other) >= 60:
        y_other = patient.y_valid[: len(other)]
        y_other = y_other.argmax(axis=1).astype(float) if y_other.ndim == 2 else y_other
        right = _skill(other, y_other, patient.task)
        doubt = _doubt(y_other, patient.task)
        if right > known + MORE + doubt and known < PART * right:
            return _trouble(
                f"A forest of trees, trained on the training rows, explains {max(known, 0):.0%} of "
                f"their targets on rows left out; on the validation rows, which are fewer, it "
                f"explains {right:.0%}.",
                0.9,
            )
    if known > NOTHING:
        return None
    return _trouble(
        f"A forest of {TREES} trees finds nothing either: on rows left out it explains "
        f"{max(known, 0):.0%} of the target.",
        0.8,
    )


def _is_suspicious(patient):
    """Nothing is learnt that holds for other rows."""
    if patient.left_valid is not None:
        return patient.left_valid > 0.8 or (
            patient.left_train is not None and patient.left_valid > 1.4 * patient.left_train + 0.05
        )
    val, loss = patient.curve("val_loss"), patient.curve("loss")
    if val is not None and loss is not None:
        return bool(np.nanmin(val) > 0.9 * val[0]) and not bool(np.nanmin(val) < loss[0] * 0.5)
    return patient.left_train is not None and patient.left_train > 0.8


def _flat(rows, n):
    if not rows.n or rows.X is None or len(rows.inputs) != 1:
        return None
    flat = rows.X[:n][:LOOKED_AT].reshape(min(n, rows.n, LOOKED_AT), -1)
    return flat if np.all(np.isfinite(flat)) and flat.shape[1] <= 4_000 else None


def _skill(X, y, task):
    """The share of the target that trees explain on rows left out, above what they do by chance."""
    from sklearn.ensemble import RandomForestClassifier, RandomForestRegressor
    from sklearn.model_selection import cross_val_predict

    options = {"n_estimators": TREES, "random_state": 0, "min_samples_leaf": 3}
    if task == REGRESSION:
        p = cross_val_predict(RandomForestRegressor(**options), X, y, cv=3)
        return float(1 - np.mean((p - y) ** 2) / max(np.var(y), 1e-12))
    classes, counts = np.unique(y, return_counts=True)
    kept = np.isin(y, classes[counts >= 3])
    X, y = X[kept], y[kept]
    if len(np.unique(y)) < 2:
        return 1.0
    forest = RandomForestClassifier(class_weight="balanced", **options)
    p = cross_val_predict(forest, X, y, cv=3)
    recalls = [np.mean(p[y == value] == value) for value in np.unique(y)]
    chance = 1 / len(recalls)
    return float((np.mean(recalls) - chance) / (1 - chance))


def _doubt(y, task):
    """How far a skill on these rows may be off by chance: two standard errors, about."""
    if task == REGRESSION:
        return 1 / np.sqrt(len(y))
    rarest = np.unique(y, return_counts=True)[1].min()
    classes = len(np.unique(y))
    return 1 / np.sqrt(rarest) / max(classes - 1, 1)


def _trouble(evidence, sure):
    return Trouble(
        "labels_shuffled",
        "The targets have little to do with their inputs",
        evidence,
        "Look at ten rows with their targets: were inputs and targets sorted, joined or shuffled "
        "apart? If they belong together, the inputs do not say what is asked.",
        sure,
        lesson=11,
    )
