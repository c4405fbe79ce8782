"""A cross-entropy that is given numbers which are no probabilities."""

import numpy as np

from course_utils.diagnosis.judged import CLASSES, REGRESSION
from course_utils.diagnosis.patient import Patient
from course_utils.diagnosis.report import Trouble
from course_utils.diagnosis.trials import Change

NEEDS = ("model",)
FINE = "The last activation and the loss go together."
_PROBABILITIES = {"sigmoid", "softmax", "opaque", "hard_sigmoid"}


def examine(patient: Patient) -> Trouble | None:
    """Compare the last activation with the loss."""
    if "crossentropy" not in patient.loss or patient.from_logits or patient.task == REGRESSION:
        return None
    several = patient.loss.startswith(("sparse", "categorical"))
    if patient.output_activation in _PROBABILITIES:
        return _sigmoid_for_classes(patient, several)
    if not patient.operations or (several and (patient.units or 2) < 2):
        return None
    right = "softmax" if several else "sigmoid"
    evidence = (
        f"`{patient.loss}` wants probabilities; the last activation is {patient.output_activation}"
    )
    if patient.predictions is not None and np.all(np.isfinite(patient.predictions)):
        low, high = patient.predictions.min(), patient.predictions.max()
        evidence += f", and the outputs run from {low:.3g} to {high:.3g}"
    return Trouble(
        "no_output_activation",
        "The loss wants probabilities, and the model gives none",
        f"{evidence}.",
        f'Write `activation="{right}"` in the last layer, or `from_logits=True` in the loss.',
        0.97,
        _tried(patient, right),
        lesson=9 if several else 6,
    )


def _sigmoid_for_classes(patient, several):
    if not several or patient.output_activation not in {"sigmoid", "hard_sigmoid"}:
        return None
    if patient.task not in ("", CLASSES) or (patient.units or 1) < 2:
        return None
    return Trouble(
        "no_output_activation",
        "The classes are one of several, and their probabilities do not sum to 1",
        f"The last activation is {patient.output_activation} with {patient.units} units.",
        'One of several classes takes `activation="softmax"`; a sigmoid is for labels that are on '
        "or off by themselves.",
        0.75,
        _tried(patient, "softmax"),
        lesson=9,
    )


def _tried(patient, right):
    return patient.experiments.told(
        Change(edit=f"output:activation={right}"), f"With {right} at the end"
    )
