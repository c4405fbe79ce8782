"""A callback that stopped the training while it still learnt."""

import numpy as np

from course_utils.diagnosis.patient import Patient
from course_utils.diagnosis.report import Trouble
from course_utils.diagnosis.trials import Change

NEEDS = ("history",)
FOLLOWS_FROM = (
    "missing_values",
    "validation_differs",
    "rate_too_high",
    "inputs_not_scaled",
    "rate_too_low",
)
HELPS = 0.2


def examine(patient: Patient) -> Trouble | None:
    """Where `fit` ran fewer epochs than it was asked for, train for all of them."""
    asked, ran = patient.epochs_asked, patient.epochs
    curve = patient.judged_curve
    if not asked or not ran or ran >= asked or curve is None or not np.all(np.isfinite(curve)):
        return None
    best = int(np.argmin(curve)) + 1
    evidence = (
        f"`fit` was asked for {asked} epochs and stopped after {ran}; the lowest loss was "
        f"{curve.min():.3g}, in epoch {best}."
    )
    if not patient.experiments.possible:
        return _trouble(evidence, "", 0.5) if ran <= 5 and ran < asked / 5 else None
    longer = min(asked / ran, 20.0)
    found = patient.experiments.compare(Change(length=longer))
    left = patient.left_valid if patient.left_valid is not None else patient.left_train
    if found is None or left is None:
        return None
    # The best epoch may have been better than the last, whose weights these are.
    at_best = left * curve.min() / max(curve[-1], 1e-12)
    if (at_best - found.changed.valid) / max(at_best, 1e-9) < HELPS:
        return None
    return _trouble(
        evidence,
        f"{longer:.0f} times as long, a short run leaves {found.changed.valid:.2f} of the loss of "
        f"a constant prediction; the model as it is, {left:.2f}.",
        0.92,
    )


def _trouble(evidence, experiment, sure):
    return Trouble(
        "stopped_early",
        "A callback stopped the training while it still learnt",
        evidence,
        "Give `EarlyStopping` more `patience` and a smaller `min_delta`; a loss is best where it "
        'is lowest (`mode="min"`), an accuracy where it is highest.',
        sure,
        experiment,
        lesson=4,
    )
