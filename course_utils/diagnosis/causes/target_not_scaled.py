"""A target far from 0 and 1: the last bias needs thousands of small steps to get there."""

import numpy as np

from course_utils.diagnosis.judged import REGRESSION
from course_utils.diagnosis.patient import Patient
from course_utils.diagnosis.report import Trouble
from course_utils.diagnosis.trials import Change

NEEDS = ("model", "y")
FOLLOWS_FROM = (
    "missing_values",
    "inputs_not_scaled",
    "equal_start",
    "frozen",
    "dead_units",
    "saturated_units",
    "vanishing_slopes",
    "exploding_slopes",
    "rate_too_high",
    "batch_of_one",
    "dropout_too_strong",
    "regularization_too_strong",
    "labels_shuffled",
    "validation_differs",
)
FAR, LARGE, HELPS, LEFT = 8.0, 1_000, 0.5, 0.4
HUNDREDS, ALIKE = 100.0, 1.5


def examine(patient: Patient) -> Trouble | None:
    """Compare the target's scale, and train with a scaled one beside the run as it was."""
    y = patient.y
    if patient.task != REGRESSION or y.ndim > 1 or "crossentropy" in patient.loss:
        return None
    if not np.all(np.isfinite(y)) or patient.output_activation in {"sigmoid", "tanh", "softmax"}:
        return None
    size = float(np.sqrt(np.mean(y**2)))
    if 1 / FAR**2 < size < FAR:
        return None
    found = patient.experiments.compare(Change(scaled_target=True))
    if found is None and (patient.experiments.possible or size < LARGE):
        return None
    if found is not None and (found.gain < HELPS or found.before < LEFT):
        return None
    if found is not None and size < HUNDREDS and _is_rather_slow(patient, found.changed.valid):
        return None
    sure = 0.93 if found else 0.5
    said = found.told("With the target scaled") if found else ""
    return Trouble(
        "target_not_scaled",
        "The target is on a scale that the network cannot reach in this time",
        f"It runs from {y.min():g} to {y.max():g}, with a mean of {y.mean():.4g}.",
        "Learn `(y - y_train.mean()) / y_train.std()`, or the target in thousands, and turn the "
        "predictions back.",
        sure,
        said,
        lesson=3,
    )


def _is_rather_slow(patient, left):
    """Whether a larger rate, or a longer run, does as well without touching the target."""
    others = patient.experiments.best((Change(rate=10.0), Change(rate=100.0), Change(length=4.0)))
    return others is not None and others.changed.valid < ALIKE * left
