"""A scaler that was fitted on all rows: the validation rows had a say in the training data."""

import numpy as np

from course_utils.diagnosis.patient import Patient
from course_utils.diagnosis.report import Trouble

NEEDS = ("X", "validation")
EXACT, APART = 2e-5, 1e-3


def examine(patient: Patient) -> Trouble | None:
    """Ask whether all rows together have mean 0 and deviation 1, or the range 0 to 1, exactly."""
    train, valid = patient.table, patient.valid.X
    if train is None or valid is None or valid.ndim != 2 or train.shape[1] != valid.shape[1]:
        return None
    if not (np.all(np.isfinite(train)) and np.all(np.isfinite(valid))):
        return None
    both = np.concatenate([train, valid])
    columns = both.std(axis=0) > 1e-9
    # Columns of few values may have such a mean by themselves.
    columns &= np.array([len(np.unique(column)) > 10 for column in both.T])
    if columns.sum() < 2 or len(train) < 10:
        return None
    return _standardized(train, both, columns) or _min_max(train, both, columns)


def _standardized(train, both, columns):
    means, deviations = both.mean(axis=0)[columns], both.std(axis=0)[columns]
    own = np.abs(train.mean(axis=0)[columns])
    # `pandas` divides by n − 1, NumPy by n.
    if np.abs(means).max() > EXACT or np.abs(deviations - 1).max() > 1.0 / len(both) + EXACT:
        return None
    if np.median(own) < APART:
        return None
    return _trouble(
        "Training and validation rows together have a mean of 0 in every column; the training "
        f"rows alone have means of up to {own.max():.2g}."
    )


def _min_max(train, both, columns):
    low, high = both.min(axis=0)[columns], both.max(axis=0)[columns]
    if np.abs(low).max() > EXACT or np.abs(high - 1).max() > EXACT:
        return None
    own_low, own_high = train.min(axis=0)[columns], train.max(axis=0)[columns]
    short = (own_low > APART) | (own_high < 1 - APART)
    enough = short.mean() >= 0.25 or (short.sum() >= 2 and len(short) >= 10)
    if not enough or columns.sum() > 32:
        return None
    return _trouble(
        "Training and validation rows together fill 0 to 1 in every column; the training rows "
        f"alone do not in {short.sum()} of {columns.sum()}."
    )


def _trouble(evidence):
    return Trouble(
        "scaler_on_all_rows",
        "The inputs were scaled by all rows, validation rows included",
        evidence,
        "Fit the scaler on the training rows, and use it on the others: "
        "`scaler.fit(X_train)`, then `scaler.transform(X_valid)`.",
        0.7,
        lesson=11,
    )
