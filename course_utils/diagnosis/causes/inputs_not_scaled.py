"""Columns on very different scales: a rate that suits one of them suits no other."""

import numpy as np

from course_utils.diagnosis.patient import Patient
from course_utils.diagnosis.report import Trouble
from course_utils.diagnosis.trials import Change

NEEDS = ("X",)
FINE = "The inputs are on a common scale."
# Steps that put the inputs on a scale, or look them up.
_SCALES = {"normalization", "rescaling", "batch_normalization", "layer_normalization", "embedding"}
LARGE, SPREAD, HELPS, LEFT = 12.0, 30.0, 0.25, 0.1


def examine(patient: Patient) -> Trouble | None:
    """Compare the columns' scales, and train with scaled inputs beside the run as it was."""
    X = patient.X
    if X is None or X.ndim < 2 or not np.isfinite(X).any() or _is_scaled_inside(patient):
        return None
    size = _sizes(X)
    large, spread = size.max(), size.max() / max(size[size > 0].min(), 1e-12)
    if large < LARGE and (spread < SPREAD or large < 2):
        return None
    found = patient.experiments.compare(Change(scaled_inputs=True))
    if found is None and patient.experiments.possible and not patient.is_poor:
        return None
    if found is not None and (found.gain < HELPS or found.before < LEFT):
        return None
    sure = 0.95 if found else 0.75 if large > 100 else 0.55
    said = found.told("With scaled inputs") if found else ""
    return Trouble(
        "inputs_not_scaled",
        "The inputs are not on a common scale",
        _span(patient, X),
        "Scale every column by the training rows: `(X - X_train.mean()) / X_train.std()`, or begin "
        "with a `keras.layers.Normalization` that is adapted to them; divide pixels by 255.",
        sure,
        said,
        lesson=12,
    )


def _sizes(X):
    """The typical size of each column; of all numbers where the input is no table."""
    axes = 0 if X.ndim == 2 else None
    return np.atleast_1d(np.sqrt(np.nanmean(np.where(np.isfinite(X), X, np.nan) ** 2, axis=axes)))


def _is_scaled_inside(patient):
    first = [op for op in patient.operations if op.kind not in {"flatten", "reshape"}][:1]
    return bool(first) and first[0].kind in _SCALES | {"opaque"} and first[0].kind != "opaque"


def _span(patient, X):
    if X.ndim != 2:
        return f"The inputs run from {np.nanmin(X):g} to {np.nanmax(X):g}."
    sizes = _sizes(X)
    largest, smallest = int(np.argmax(sizes)), int(np.argmin(np.where(sizes > 0, sizes, np.inf)))
    parts = [
        f"{patient.train.column(place)} runs from {np.nanmin(X[:, place]):.4g} to "
        f"{np.nanmax(X[:, place]):.4g}"
        for place in dict.fromkeys((largest, smallest))
    ]
    return f"{', '.join(parts)}."
