"""Labels that the loss cannot take: −1 and 1, or classes counted from 1."""

import numpy as np

from course_utils.diagnosis.judged import BINARY
from course_utils.diagnosis.patient import Patient
from course_utils.diagnosis.report import Trouble

NEEDS = ("model", "y")
FINE = "The labels are those that the loss takes."


def examine(patient: Patient) -> Trouble | None:
    """Compare the set of labels with what a cross-entropy takes."""
    y = patient.y
    if not len(y) or not np.all(np.isfinite(y)) or "crossentropy" not in patient.loss:
        return None
    if patient.loss.startswith("categorical") and y.ndim == 1:
        return None  # a number for a class: `label_shape` says so
    lowest, highest = float(y.min()), float(y.max())
    if patient.loss.startswith("sparse"):
        units = patient.units or 0
        if y.ndim > 1 or (lowest >= 0 and highest < units) or units < 2:
            return None
        classes = len(np.unique(y))
        if lowest >= 0 and classes > units:
            return None  # too few units: `output_units` says so
        return _trouble(
            patient,
            f"The labels run from {lowest:g} to {highest:g}; with {units} units the loss takes 0 "
            f"to {units - 1}.",
            f"Count the classes from 0: `y - {lowest:g}`."
            if lowest
            else "Number the classes without gaps: `np.unique(y, return_inverse=True)[1]`.",
        )
    if lowest >= 0 and highest <= 1:
        return None
    if patient.task != BINARY and len(np.unique(y)) > 12:
        return None  # no labels at all: `wrong_loss` says so
    return _trouble(
        patient,
        f"The labels run from {lowest:g} to {highest:g}; a cross-entropy takes 0 to 1.",
        "Turn them into 0 and 1: `(y == y.max()).astype(int)` for two classes.",
    )


def _trouble(patient, evidence, next_step):
    curve = patient.curve("loss")
    if curve is not None and np.nanmin(curve) < 0:
        evidence += f" The loss fell to {np.nanmin(curve):.3g}: no cross-entropy is below zero."
    return Trouble(
        "labels_out_of_range",
        "The labels are not those that the loss takes",
        evidence,
        next_step,
        0.97,
        lesson=6,
    )
