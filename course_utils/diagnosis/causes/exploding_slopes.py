"""Weights that start too large: every layer makes the numbers, and their slopes, larger."""

import numpy as np

from course_utils.diagnosis.causes.vanishing_slopes import slopes_by_layer
from course_utils.diagnosis.patient import Patient
from course_utils.diagnosis.report import Trouble
from course_utils.diagnosis.trials import Change

NEEDS = ("model", "X", "y")
FOLLOWS_FROM = ("missing_values", "inputs_not_scaled", "saturated_units")
LARGE, BROKEN, HELPS = 5.0, 1.5, 0.2


def examine(patient: Patient) -> Trouble | None:
    """Compare the start with Keras' own, and train from there beside the run as it was."""
    if not patient.start:
        return None
    size = max((_against_glorot(values) for values in patient.start if values.ndim >= 2), default=0)
    sizes = slopes_by_layer(patient, patient.start)
    if size < (BROKEN if patient.has_broken_weights else LARGE):
        return None
    found = patient.experiments.compare(Change(edit="plain_start"))
    if found is None or found.gain < HELPS:
        return None
    slope = f" The largest slopes are about {max(sizes):.2g}." if sizes else ""
    return Trouble(
        "exploding_slopes",
        "The weights start so large that the slopes explode",
        f"They are up to {size:.3g} times as large as Keras would start them.{slope}",
        "Leave `kernel_initializer` out, or take `he_normal` with ReLU; `clipnorm=1.0` in the "
        "optimizer limits each step.",
        0.93,
        found.told("With Keras' own start"),
        lesson=7,
    )


def _against_glorot(values):
    fan_out = values.shape[-1] * int(np.prod(values.shape[:-2], initial=1))
    fan_in = int(np.prod(values.shape[:-1]))
    return float(values.std() / np.sqrt(2 / (fan_in + fan_out)))
