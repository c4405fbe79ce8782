"""Slopes that get smaller layer by layer, until the first layers do not learn."""

import numpy as np

from course_utils.diagnosis import inside
from course_utils.diagnosis.patient import Patient
from course_utils.diagnosis.report import Trouble
from course_utils.diagnosis.trials import Change

NEEDS = ("model", "X", "y")
FINE = "The slopes reach the first layer."
BY_TRIAL = True
FOLLOWS_FROM = (
    "missing_values",
    "validation_differs",
    "inputs_not_scaled",
    "equal_start",
    "dead_units",
    "saturated_units",
)
SMALL, HELPS = 1e-2, 0.2


def examine(patient: Patient) -> Trouble | None:
    """Compare the slopes of the first layer with those of the last, at the start of training."""
    sizes = slopes_by_layer(patient, patient.start)
    if len(sizes) < 3:
        return None
    ratio = sizes[0] / max(sizes[-1], 1e-30)
    if ratio > SMALL or sizes[-1] == 0:
        return None
    found = patient.experiments.compare(Change(edit="relu"))
    if found is None and not patient.is_poor or found is not None and found.gain < HELPS:
        return None
    sure = 0.5 if found is None else 0.92
    said = found.told("With ReLU in the hidden layers") if found else ""
    return Trouble(
        "vanishing_slopes",
        "The slopes vanish on the way to the first layer",
        f"At the start the first layer's slopes are {ratio:.1g} times those of the last.",
        "Take ReLU in the hidden layers, fewer of them, batch normalization, or shortcuts around "
        "layers.",
        sure,
        said,
        lesson=8,
    )


def slopes_by_layer(patient: Patient, weights: list) -> list[float]:
    """Return the typical slope of each kernel for given weights; empty where it cannot be told."""
    if (
        not patient.experiments.possible
        or not weights
        or patient.has_broken_weights
        and weights is patient.weights
    ):
        return []
    loss = inside.loss_function(patient.model)
    if loss is None:
        return []
    inputs, y = patient.rows_of(patient.seen[:200])
    try:
        found = inside.slopes(patient.model, loss, inputs, y, weights)
    except Exception:
        return []
    kernels = [g for g in found if g.ndim >= 2]
    return [float(np.sqrt(np.mean(g**2))) for g in kernels]
