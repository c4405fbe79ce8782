"""Labels in one form, a loss that wants another: numbers from 0, or one column a class."""

from course_utils.diagnosis.patient import Patient
from course_utils.diagnosis.report import Trouble

NEEDS = ("y",)
FINE = "The targets have the form that the loss wants."


def examine(patient: Patient) -> Trouble | None:
    """Compare the shape of the targets with the loss and with the number of rows."""
    y = patient.y
    return _count(patient, y) or _classes(patient, y)


def _count(patient, y):
    if not patient.train.inputs or len(y) == patient.train.n:
        return None
    return _trouble(
        f"There are {patient.train.n:,} rows of inputs and {len(y):,} targets.",
        "Each row needs its own target: look where the two were cut apart.",
    )


def _classes(patient, y):
    columns = y.shape[1] if y.ndim == 2 else 1
    if patient.loss.startswith("sparse_categorical") and y.ndim == 2 and columns > 1:
        if patient.output_shape is not None and len(patient.output_shape) > 1:
            return None  # a class for each step of a sequence
        return _trouble(
            f"The loss `{patient.loss}` wants one whole number a row; the targets have the shape "
            f"{y.shape}.",
            "Use `categorical_crossentropy`, or take the number of the class: `y.argmax(axis=1)`.",
        )
    if (
        patient.loss in {"categorical_crossentropy", "categorical_focal_crossentropy"}
        and columns == 1
    ):
        return _trouble(
            f"The loss `{patient.loss}` wants a column for each class; the targets have the shape "
            f"{y.shape}.",
            "Use `sparse_categorical_crossentropy` for whole numbers, or "
            "`keras.utils.to_categorical(y)`.",
        )
    return None


def _trouble(evidence, next_step):
    return Trouble(
        "label_shape",
        "The targets do not have the shape that is wanted",
        evidence,
        next_step,
        0.96,
        lesson=9,
    )
