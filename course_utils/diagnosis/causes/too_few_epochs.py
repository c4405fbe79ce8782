"""A training that was stopped while it still learnt."""

import numpy as np

from course_utils.diagnosis.causes.rate_too_low import is_falling
from course_utils.diagnosis.patient import Patient
from course_utils.diagnosis.report import Trouble
from course_utils.diagnosis.trials import Change

NEEDS = ("history",)
FINE = "The training was long enough."
BY_TRIAL = True
FOLLOWS_FROM = (
    "missing_values",
    "validation_differs",
    "inputs_not_scaled",
    "target_not_scaled",
    "rate_too_low",
    "stopped_early",
    "frozen",
    "equal_start",
    "vanishing_slopes",
    "exploding_slopes",
    "output_limited",
    "no_output_activation",
    "dead_units",
    "saturated_units",
    "regularization_too_strong",
    "dropout_too_strong",
    "wrong_loss",
    "softmax_hidden",
    "labels_out_of_range",
)
HELPS, LEFT, ENOUGH = 0.4, 0.25, 500


def examine(patient: Patient) -> Trouble | None:
    """Train four times as long, and at least for some hundred updates, beside the run as it was."""
    curve = patient.judged_curve
    if curve is None or not np.all(np.isfinite(curve)):
        return None
    if len(curve) >= 3 and not is_falling(curve):
        return None
    counted = "one epoch" if patient.epochs == 1 else f"{patient.epochs} epochs"
    ended = f"After {counted} the loss is {curve[-1]:.3g}"
    if not patient.experiments.possible:
        before = curve[-1 - max(len(curve) // 5, 1)] if len(curve) >= 3 else 0.0
        # What is nearly nothing may well go on falling.
        steep = 0.1 * curve[0] < curve[-1] < 0.85 * before
        return _trouble(f"{ended} and still falls.", "", 0.5) if steep else None
    longer = float(np.clip(ENOUGH / patient.experiments.steps, 4, 40))
    found = patient.experiments.compare(Change(length=longer))
    if found is None or found.gain < HELPS or found.before < LEFT:
        return None
    return _trouble(
        f"{ended} and still falls.",
        found.told(f"{longer:.0f} times as long"),
        0.8,
    )


def _trouble(evidence, experiment, sure):
    return Trouble(
        "too_few_epochs",
        "The training was too short",
        evidence,
        "Train for more epochs, with `EarlyStopping(patience=…, restore_best_weights=True)` on "
        "validation rows to end it.",
        sure,
        experiment,
        lesson=4,
    )
