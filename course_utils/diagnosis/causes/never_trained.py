"""A model that was compiled and never trained, or compiled again after its training."""

import numpy as np

from course_utils.diagnosis.patient import Patient
from course_utils.diagnosis.report import Trouble

NEEDS = ("model",)


def examine(patient: Patient) -> Trouble | None:
    """Compare the weights with the initializers', where no update was counted."""
    if patient.history.metrics or patient.updates_made:
        return None
    if not patient.record.built:
        return _trouble("It has no weights yet") if patient.record.compiled else None
    if not patient.start:
        return None
    if not all(np.allclose(a, b) for a, b in zip(patient.start, patient.weights, strict=True)):
        return None
    return _trouble("Its weights are those it was started with")


def _trouble(evidence):
    return Trouble(
        "never_trained",
        "The model has not been trained",
        f"{evidence}, and its optimizer has made no update.",
        "Call `fit`, and give the history to `diagnose`, too.",
        0.9,
        lesson=3,
    )
