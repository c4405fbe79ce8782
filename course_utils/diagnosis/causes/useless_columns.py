"""Columns that say nothing, or the same twice."""

import numpy as np

from course_utils.diagnosis.patient import Patient
from course_utils.diagnosis.report import Trouble

NEEDS = ("X",)
MANY = 40  # a picture has constant pixels, and words seldom used have constant columns


def examine(patient: Patient) -> Trouble | None:
    """Look for constant and for repeated columns in a table."""
    X = patient.table
    if X is None or not 2 <= X.shape[1] <= MANY or len(X) < 20 or not np.all(np.isfinite(X)):
        return None
    flags = [set(np.unique(column)) <= {0.0, 1.0} for column in X.T]
    constant = [i for i, column in enumerate(X.T) if np.ptp(column) < 1e-12]
    # A rare level of a category may have no row here.
    constant = [i for i in constant if not (flags[i] and sum(flags) > 3)]
    twins = _twins(X, set(constant))
    if not constant and not twins:
        return None
    said = [f"{patient.train.column(i)} is {X[0, i]:g} in every row" for i in constant[:2]]
    said += [f"{patient.train.column(j)} repeats {patient.train.column(i)}" for i, j in twins[:2]]
    return Trouble(
        "useless_columns",
        "Some columns say nothing new",
        f"{'; '.join(said)}.",
        "Leave them out: they cost weights and teach nothing. A column that is constant was "
        "often meant to be another.",
        0.62,
        lesson=12,
    )


def _twins(X, constant):
    """Pairs of columns of which one is the other, on whatever scale."""
    # Flags may agree in all rows by chance: two cells that were always empty together.
    varied = [i for i in range(X.shape[1]) if i not in constant and len(np.unique(X[:, i])) > 2]
    if len(varied) < 2:
        return []
    alike = np.abs(np.corrcoef(X[:, varied].T)) > 1 - 1e-9
    return [
        (varied[i], varied[j])
        for j in range(1, len(varied))
        for i in [int(np.argmax(alike[:j, j]))]
        if alike[i, j]
    ]
