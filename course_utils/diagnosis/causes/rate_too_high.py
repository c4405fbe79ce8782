"""Steps so large that they jump across the valley, or out of it."""

import numpy as np

from course_utils.diagnosis.patient import Patient
from course_utils.diagnosis.report import Trouble
from course_utils.diagnosis.trials import Change

NEEDS = ("history|model",)
FINE = "The learning rate is not too high."
FOLLOWS_FROM = (
    "missing_values",
    "inputs_not_scaled",
    "labels_out_of_range",
    "exploding_slopes",
    "label_shape",
    "output_units",
    "batch_of_one",
    "regularization_too_strong",
    "dropout_too_strong",
    "validation_differs",
    "saturated_units",
)
HELPS, MUCH, LEFT = 0.15, 5.0, 0.05


def examine(patient: Patient) -> Trouble | None:
    """Look for a loss that grew or jumps, and train with smaller rates beside the run as it was."""
    evidence = _seen(patient)
    if not patient.experiments.possible:
        return _trouble(patient, evidence, "", 0.7) if evidence else None
    evidence = evidence or _suspected(patient)
    if not evidence:
        return None
    found = patient.experiments.best(Change(rate=rate) for rate in (0.1, 0.01, 0.001))
    if found is None:
        return _trouble(patient, evidence, "", 0.6) if patient.has_broken_weights else None
    # A slower run that is better on validation rows alone has only learnt less by heart.
    if found.gain < HELPS or found.changed.train > found.control.train:
        return _trouble(patient, evidence, "", 0.6) if patient.has_broken_weights else None
    said = found.told(f"With a learning rate of {rate_of(patient, found.change)}")
    return _trouble(
        patient,
        evidence,
        said,
        0.94 if found.gain > 0.3 or _is_unusual(patient) else 0.8,
    )


def rate_of(patient: Patient, change: Change) -> str:
    """Say which rate a change stands for."""
    if patient.rate is None:
        return f"{change.rate:g} times the schedule's first"
    return f"{patient.rate * change.rate:.2g}"


def _seen(patient):
    """What the run itself shows."""
    curve = patient.curve("loss")
    if curve is not None and not np.all(np.isfinite(curve)):
        epoch = int(np.argmax(~np.isfinite(curve))) + 1
        return f"The loss is no number from epoch {epoch} on."
    if patient.has_broken_weights:
        return "Weights are no numbers any more."
    if curve is not None and curve[-1] > max(1.5 * np.min(curve), LEFT * curve[0]):
        return f"The loss fell to {np.min(curve):.3g} and was {curve[-1]:.3g} at the end."
    return ""


def _suspected(patient):
    """What is reason enough for an experiment."""
    curve = patient.curve("loss")
    if curve is not None and _jumps(curve) > 0.3 and curve[-1] > LEFT * curve[0]:
        return f"The loss rises in {_jumps(curve):.0%} of the epochs."
    if _is_unusual(patient):
        return f"The learning rate is {patient.rate:g}; Keras would take {patient.usual_rate:g}."
    if patient.is_poor and patient.left_train is not None and patient.left_train > 0.9:
        return "The network is hardly better than a constant."
    return ""


def _is_unusual(patient):
    return patient.rate is not None and patient.rate > MUCH * patient.usual_rate


def _jumps(curve):
    """The share of epochs in which the loss rises, among those that were to learn something."""
    return float(np.mean(np.diff(curve) > 0)) if len(curve) > 5 else 0.0


def _trouble(patient, evidence, said, sure):
    rate = (
        f"The learning rate is {patient.rate:g}. "
        if patient.rate and "rate is" not in evidence
        else ""
    )
    return Trouble(
        "rate_too_high",
        "The learning rate is too high",
        rate + evidence,
        "Take a tenth of it, and again a tenth, until the loss falls without jumps.",
        sure,
        said,
        lesson=3,
    )
