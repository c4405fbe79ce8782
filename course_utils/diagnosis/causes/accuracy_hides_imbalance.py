"""An accuracy that is the base rate: the network always says the larger class."""

import numpy as np

from course_utils.diagnosis.judged import BINARY, CLASSES
from course_utils.diagnosis.patient import Patient
from course_utils.diagnosis.report import Trouble

NEEDS = ("model", "y")
FOLLOWS_FROM = ("missing_values", "rate_too_high", "equal_start", "inputs_not_scaled")
LARGE, SHARE = 0.8, 0.3


def examine(patient: Patient) -> Trouble | None:
    """Count how often the rarer class is predicted."""
    y, p = patient.y, patient.predictions
    if patient.task not in (BINARY, CLASSES) or p is None or not np.all(np.isfinite(p)):
        return None
    if not any("accuracy" in name for name in patient.metrics) or p.ndim != 2:
        return None
    y = y.argmax(axis=1) if y.ndim == 2 else y
    values, counts = np.unique(y, return_counts=True)
    share = counts.max() / len(y)
    if share < LARGE or len(values) < 2:
        return None
    common = values[counts.argmax()]
    said = _decided(patient, p, values)
    if said is None:
        return None
    rare, predicted = 1 - share, float(np.mean(said != common))
    if predicted > SHARE * rare:
        return None
    return Trouble(
        "accuracy_hides_imbalance",
        "The accuracy is the share of the larger class",
        f"{share:.1%} of the rows are of class {common:g}. The network says another class for "
        f"{np.sum(said != common):,} of {len(said):,} rows, where {rare:.1%} would be right.",
        "Look at recall and at the area under the curve (`keras.metrics.Recall()`, `AUC()`); "
        "choose the threshold for what a mistake costs, or give the rarer class more weight "
        "(`class_weight`).",
        0.89,
        lesson=6,
    )


def _decided(patient, p, values):
    if p.shape[1] == 1:
        limit = 0.0 if patient.from_logits and patient.output_activation == "linear" else 0.5
        return np.where(p[:, 0] > limit, values[-1], values[0]) if len(values) == 2 else None
    return p.argmax(axis=1)
