"""A loss for another task."""

import numpy as np

from course_utils.diagnosis.judged import BINARY, CLASSES, LABELS, REGRESSION
from course_utils.diagnosis.patient import SQUASHED, Patient
from course_utils.diagnosis.report import Trouble

NEEDS = ("model", "y")
FINE = "The loss is one for this task."
_OF_NUMBERS = {
    *("mean_squared_error", "mean_absolute_error", "huber", "log_cosh"),
    *("mean_absolute_percentage_error", "mean_squared_logarithmic_error"),
}
_RIGHT = {
    BINARY: "binary_crossentropy",
    CLASSES: "sparse_categorical_crossentropy",
    LABELS: "binary_crossentropy",
    REGRESSION: "mean_squared_error",
}


def examine(patient: Patient) -> Trouble | None:
    """Compare the loss with what is to be predicted."""
    if not patient.loss or not patient.task:
        return None
    if "accuracy" in patient.loss:
        return _trouble(
            patient, "An accuracy moves in steps: it has no slope to follow.", 0.98, patient.task
        )
    if "crossentropy" in patient.loss and patient.task == REGRESSION:
        y = patient.y[np.isfinite(patient.y)]
        if y.size and y.min() >= 0 and y.max() <= 1 and patient.loss.startswith("binary"):
            return None  # shares and pixels may be taken for probabilities
        if not y.size or len(np.unique(y)) < 10:
            return None
        return _trouble(
            patient,
            f"A cross-entropy compares probabilities; the targets are {len(np.unique(y)):,} "
            f"different numbers from {y.min():.4g} to {y.max():.4g}.",
            0.96,
            REGRESSION,
        )
    if patient.loss in _OF_NUMBERS and patient.task in (BINARY, CLASSES, LABELS):
        return _numbers_for_classes(patient)
    if patient.loss == "binary_crossentropy" and patient.task == CLASSES:
        return _binary_for_classes(patient)
    return None


def _numbers_for_classes(patient):
    hints = [
        patient.output_activation in SQUASHED,
        any("accuracy" in m or m in {"auc", "precision", "recall"} for m in patient.metrics),
        patient.task == BINARY,
        patient.y.ndim == 2,
    ]
    if not any(hints):
        return None
    return _trouble(
        patient,
        f"The targets are {len(np.unique(patient.y))} labels. At a probability of .01 for the "
        "right class the slope of the squared error is 2, that of the cross-entropy 100.",
        0.9,
        patient.task,
    )


def _binary_for_classes(patient):
    """A softmax with the loss of single labels: it learns, but another thing is measured."""
    if patient.output_activation != "softmax" or (patient.units or 1) < 3:
        return None
    return _trouble(
        patient,
        f"The {patient.units} probabilities sum to 1, and each is judged as if it were alone: the "
        "loss looks small from the start, and so does the error.",
        0.75,
        CLASSES,
    )


def _trouble(patient, evidence, sure, task):
    right = _RIGHT[task]
    if task == CLASSES and patient.y.ndim == 2:
        right = "categorical_crossentropy"
    return Trouble(
        "wrong_loss",
        f"`{patient.loss}` is a loss for another task",
        evidence,
        f'Compile with `loss="{right}"`.',
        sure,
        lesson=9,
    )
