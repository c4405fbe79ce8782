"""Softmax over one number is always 1."""

import numpy as np

from course_utils.diagnosis.patient import Patient
from course_utils.diagnosis.report import Trouble

NEEDS = ("model",)


def examine(patient: Patient) -> Trouble | None:
    """Look for a softmax at the end of one unit."""
    if patient.output_activation != "softmax" or patient.units != 1:
        return None
    evidence = "A softmax shares out a sum of 1 among its units, and there is one."
    if patient.predictions is not None:
        distinct = len(np.unique(np.round(patient.predictions, 6)))
        evidence += (
            f" The {len(patient.predictions)} predictions have {distinct} distinct "
            f"value{'s' if distinct > 1 else ''}: {patient.predictions.ravel()[0]:g}."
        )
    return Trouble(
        "softmax_on_one_unit",
        "The last layer has one unit and a softmax",
        evidence,
        'Write `Dense(1, activation="sigmoid")` with `binary_crossentropy`.',
        0.985,
        lesson=6,
    )
