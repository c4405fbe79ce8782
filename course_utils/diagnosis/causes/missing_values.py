"""An empty cell spreads: one NaN makes the loss of its batch, and then every weight, NaN."""

import numpy as np

from course_utils.diagnosis.given import GivenRows, floats_of
from course_utils.diagnosis.patient import Patient
from course_utils.diagnosis.report import Trouble

NEEDS = ("X",)
FINE = "No cell is empty or infinite."


def examine(patient: Patient) -> Trouble | None:
    """Count what is no finite number among inputs and targets, and name the column."""
    found = [
        (where, text)
        for where, rows in (("training", patient.train), ("validation", patient.valid))
        for text in _empty(rows)
    ]
    if not found:
        return None
    learns_all_the_same = patient.left_train is not None and np.isfinite(patient.left_train)
    if learns_all_the_same and not patient.has_broken_weights and _is_masked(patient):
        return None
    broken = sum(int(np.sum(~np.isfinite(values))) for values in patient.weights)
    all_weights = sum(values.size for values in patient.weights)
    after = f" After training {broken:,} of {all_weights:,} weights are NaN." if broken else ""
    said = "; ".join(f"{text} of the {where} rows" for where, text in found[:3])
    return Trouble(
        "missing_values",
        "There are empty or infinite cells in the data",
        f"{said}.{after}",
        "Fill them before training (the median of the training rows, and a column that says where "
        "a cell was empty), or leave these rows out: `frame.isna().sum()` counts them.",
        0.99,
        lesson=12,
    )


def _empty(rows: GivenRows):
    for part in rows.inputs:
        values = floats_of(part)
        if values is None:
            continue
        bad = ~np.isfinite(values)
        if not bad.any():
            continue
        if values.ndim == 2:
            counts = bad.sum(axis=0)
            for place in np.flatnonzero(counts)[:2]:
                yield f"{counts[place]:,} in {rows.column(place)}"
        else:
            yield f"{bad.sum():,} among the inputs"
    y = floats_of(rows.y) if rows.y is not None else None
    if y is not None and not np.all(np.isfinite(y)):
        yield f"{np.sum(~np.isfinite(y)):,} among the targets"


def _is_masked(patient):
    """The learner's own layer may know what to do with an empty cell."""
    return not patient.is_seen_into or any("mask" in op.kind for op in patient.operations)
