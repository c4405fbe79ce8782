"""Validation rows of another kind: scaled otherwise, easier, or from somewhere else."""

import numpy as np

from course_utils.diagnosis.judged import REGRESSION
from course_utils.diagnosis.patient import Patient
from course_utils.diagnosis.report import Trouble

NEEDS = ("X", "y", "validation")
FINE = "Training and validation rows are of one kind."
FAR, RARE = 2.0, 0.1


def examine(patient: Patient) -> Trouble | None:
    """Compare inputs, targets and errors of the two."""
    if not len(patient.y_valid) or patient.valid.n < 10:
        return None
    return _inputs(patient) or _targets(patient) or _easier(patient)


def _inputs(patient):
    train, valid = patient.X, patient.valid.X
    if train is None or valid is None or train.shape[1:] != valid.shape[1:]:
        return None
    if train.ndim != 2:
        train, valid = train.reshape(-1, 1), valid.reshape(-1, 1)
    if not (np.all(np.isfinite(train)) and np.all(np.isfinite(valid))):
        return None
    deviation = np.maximum(train.std(axis=0), 1e-9)
    # A column that is nearly always the same says little about the rows it is in.
    varied = np.mean(train != np.median(train, axis=0), axis=0) > RARE
    shift = np.abs(valid.mean(axis=0) - train.mean(axis=0)) / deviation
    ratio = valid.std(axis=0) / deviation
    off = varied & ((shift > FAR) | (ratio > 4) | (ratio < 0.1))
    # One column may drift, as a year does. More of them, or a model that suffers, is another kind.
    if not off.any() or (off.sum() / varied.sum() < 0.3 and not _suffers(patient)):
        return None
    worst = int(np.argmax(np.where(off, np.maximum(shift, ratio), -1)))
    name = patient.train.column(worst) if patient.table is not None else "the inputs"
    return _trouble(
        f"In the training rows {name} has a mean of {train[:, worst].mean():.3g} and a deviation "
        f"of {train[:, worst].std():.3g}, in the validation rows {valid[:, worst].mean():.3g} and "
        f"{valid[:, worst].std():.3g}.",
        "Prepare both in the same way, with what was learnt from the training rows "
        "(`scaler.transform`, not `fit_transform`).",
        0.93,
    )


def _suffers(patient):
    left, other = patient.left_train, patient.left_valid
    return left is not None and other is not None and other > max(2 * left, left + 0.2)


def _targets(patient):
    y, other = patient.y, patient.y_valid
    if y.ndim != other.ndim or not (np.all(np.isfinite(y)) and np.all(np.isfinite(other))):
        return None
    if patient.task == REGRESSION:
        if y.ndim > 1 or not _suffers(patient):
            return None
        shift = abs(other.mean() - y.mean()) / max(y.std(), 1e-9)
        return (
            _trouble(
                f"The targets have a mean of {y.mean():.4g} in the training rows and of "
                f"{other.mean():.4g} in the validation rows.",
                "Shuffle before you split, or collect rows that are like those to come.",
                0.85,
            )
            if shift > 1
            else None
        )
    if y.ndim == 2:
        y, other = y.argmax(axis=1), other.argmax(axis=1)
    shares, others = _shares(y), _shares(other)
    apart = sum(abs(shares.get(v, 0) - others.get(v, 0)) for v in shares | others) / 2
    if apart < 0.25 + 2 / np.sqrt(len(other)) * 0.5:
        return None
    worst = max(shares | others, key=lambda v: abs(shares.get(v, 0) - others.get(v, 0)))
    return _trouble(
        f"Class {worst:g} has {shares.get(worst, 0):.0%} of the training rows and "
        f"{others.get(worst, 0):.0%} of the validation rows.",
        "Shuffle before you split, and let both have all classes: "
        "`train_test_split(X, y, stratify=y)`.",
        0.9,
    )


def _shares(y):
    values, counts = np.unique(y, return_counts=True)
    return dict(zip(values.tolist(), counts / len(y), strict=True))


def _easier(patient):
    """Much better on rows that were never seen, with dropout off for both."""
    left, other = patient.left_train, patient.left_valid
    if left is None or other is None or left < 0.05 or other > 0.5 * left or left > 1.5:
        return None
    if patient.valid.n < 30:
        return None
    return _trouble(
        f"With the network as it is, {left:.2f} of the loss of a constant prediction is left on "
        f"the training rows, and {other:.2f} on the validation rows, in the same mode.",
        "Validation rows cannot be easier by that much by chance: look how they were chosen.",
        0.75,
    )


def _trouble(evidence, next_step, sure):
    return Trouble(
        "validation_differs",
        "The validation rows are of another kind than the training rows",
        evidence,
        next_step,
        sure,
        lesson=11,
    )
