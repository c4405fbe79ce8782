"""A model that was compiled and never trained, or compiled again after its training."""

import numpy as np

from course_utils.diagnosis.patient import Patient
from course_utils.diagnosis.report import Trouble

NEEDS = ("model",)


def examine(patient: Patient) -> Trouble | None:
    """Compare the weights with the initializers', where no update was counted."""
    if patient.history.metrics or patient.updates_made or not patient.start or not patient.weights:
        return None
    if patient.left_train is not None and patient.left_train < 0.9:
        return None
    if not all(np.allclose(a, b) for a, b in zip(patient.start, patient.weights, strict=True)):
        return None
    return Trouble(
        "never_trained",
        "The model has not been trained",
        "Its weights are those it was started with, and its optimizer has made no update.",
        "Call `fit`, and give the history to `diagnose`, too.",
        0.9,
        lesson=3,
    )
