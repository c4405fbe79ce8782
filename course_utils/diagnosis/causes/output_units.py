"""The last layer has another number of units than there is to predict."""

import numpy as np

from course_utils.diagnosis.judged import BINARY, REGRESSION
from course_utils.diagnosis.patient import Patient
from course_utils.diagnosis.report import Trouble

NEEDS = ("model", "y")
FINE = "The last layer has as many units as there is to predict."


def examine(patient: Patient) -> Trouble | None:
    """Compare the number of units with the targets."""
    y, shape = patient.y, patient.output_shape
    if shape is None or len(shape) != 1 or not np.all(np.isfinite(y)) or not len(y):
        return None
    units = shape[0] or 1
    if patient.loss.startswith("sparse"):
        return _of_classes(y, units)
    if y.ndim == 1 and units > 1:
        if patient.loss.startswith("categorical"):
            return None  # `label_shape` says so
        what = "one number" if patient.task == REGRESSION else "one label"
        return _trouble(
            f"The model gives {units} numbers a row, and there is {what} to predict: each of the "
            f"{units} is compared with it.",
            "One probability needs one unit with a sigmoid; several classes need "
            "`sparse_categorical_crossentropy`."
            if patient.task == BINARY
            or "crossentropy" in patient.loss
            or patient.output_activation == "softmax"
            else "Write `Dense(1)` at the end.",
        )
    if y.ndim == 2 and y.shape[1] != units:
        return _trouble(
            f"The model gives {units} numbers a row, and the targets have {y.shape[1]} columns.",
            f"Let the last layer have {y.shape[1]} units.",
        )
    return None


def _of_classes(y, units):
    classes = int(y.max()) + 1
    distinct = len(np.unique(y))
    if y.ndim > 1 or y.min() < 0 or np.any(y != np.round(y)):
        return None
    counted_from_one = y.min() == 1 and distinct == units
    if classes <= units or counted_from_one or distinct <= units - 1:
        return None
    if distinct > max(50, len(y) / 3):
        return None  # a number, not a class: `wrong_loss` says so
    return _trouble(
        f"There are {distinct} classes, and the last layer has {units} "
        f"unit{'s' if units > 1 else ''}.",
        f'Write `Dense({classes}, activation="softmax")`: one unit for each class.'
        if distinct > 2 or units > 1
        else 'For two classes take `Dense(1, activation="sigmoid")` with `binary_crossentropy`.',
    )


def _trouble(evidence, next_step):
    return Trouble(
        "output_units",
        "The last layer has the wrong number of units",
        evidence,
        next_step,
        0.95,
        lesson=9,
    )
