"""`validation_split` sets the last rows aside: of sorted rows, those of another kind."""

import numpy as np

from course_utils.diagnosis.judged import REGRESSION
from course_utils.diagnosis.patient import Patient
from course_utils.diagnosis.report import Trouble

NEEDS = ("y",)
SORTED = 0.9


def examine(patient: Patient) -> Trouble | None:
    """Look at the order of the targets, where the validation rows were the last of them."""
    y = patient.y
    if not patient.used_validation_split or not np.all(np.isfinite(y)) or len(y) < 20:
        return None
    y = y.argmax(axis=1) if y.ndim == 2 else y
    if y.ndim > 1:
        return None
    if patient.task == REGRESSION:
        return _of_numbers(patient, y)
    first, last = y[: patient.n_train], y[patient.n_train :]
    missing = 1 - np.mean(np.isin(last, first))
    # Where labels come in blocks, far fewer neighbours differ than by chance.
    differ = np.mean(y[1:] != y[:-1])
    by_chance = 1 - np.sum((np.unique(y, return_counts=True)[1] / len(y)) ** 2)
    if by_chance < 0.05 or differ > 0.4 * by_chance:
        return None
    classes = ", ".join(f"{value:g}" for value in np.unique(last)[:4])
    evidence = f"The last fifth of the rows has only the classes {classes}"
    evidence += "; the rows before have none of some of them." if missing > 0.05 else "."
    return _trouble(patient, evidence)


def _of_numbers(patient, y):
    rank = np.argsort(np.argsort(y, kind="stable")).astype(float)
    order = np.corrcoef(rank, np.arange(len(y)))[0, 1]
    if abs(order) < SORTED or len(np.unique(y)) < 5:
        return None
    first, last = y[: patient.n_train], y[patient.n_train :]
    return _trouble(
        patient,
        f"The targets are in order: the first rows have a mean of {first.mean():.4g}, the last "
        f"fifth one of {last.mean():.4g}.",
    )


def _trouble(patient, evidence):
    accuracy = next(
        (
            patient.curve(name)
            for name in (
                "val_binary_accuracy",
                "val_accuracy",
                "val_sparse_categorical_accuracy",
                "val_categorical_accuracy",
            )
            if patient.curve(name) is not None
        ),
        None,
    )
    if accuracy is not None:
        evidence += f" The validation accuracy ended at {accuracy[-1]:.2f}."
    return Trouble(
        "sorted_rows",
        "`validation_split` cut sorted rows",
        evidence,
        "Shuffle before the split: `train_test_split(X, y, shuffle=True, stratify=y)`, or "
        "permute rows and targets alike.",
        0.94,
        lesson=11,
    )
