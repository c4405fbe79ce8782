"""The output still has the axes of the image or the sequence: one prediction for each place."""

import numpy as np

from course_utils.diagnosis.patient import Patient
from course_utils.diagnosis.report import Trouble

NEEDS = ("model",)
_RECURRENT = {"lstm", "gru", "simple_rnn", "bidirectional"}


def examine(patient: Patient) -> Trouble | None:
    """Compare the output's axes with those of the targets."""
    shape = patient.output_shape
    if shape is None or len(shape) < 2 or len(patient.record.outputs) != 1:
        return None
    wanted = patient.y.ndim - 1 if len(patient.y) else None
    if len(patient.y) and patient.loss.startswith("sparse"):
        wanted = patient.y.ndim
    if wanted is not None and (len(shape) <= max(wanted, 1)):
        return None
    if wanted is None and not _ends_in_dense(patient):
        return None
    if _is_generator(patient):
        return None
    recurrent = any(op.kind in _RECURRENT for op in patient.operations)
    n = "" if not len(patient.y) else f"; the targets have the shape {np.shape(patient.y)}"
    return Trouble(
        "return_sequences" if recurrent else "no_flatten",
        "The model gives a prediction for each place of the input, not one for each row",
        f"For one row it gives an array of shape {shape}{n}.",
        "The last recurrent layer returns one state a row without `return_sequences=True`."
        if recurrent
        else "Put a `Flatten` or a `GlobalMaxPooling2D` before the first `Dense`.",
        0.95 if wanted is not None else 0.6,
        lesson=15 if recurrent else 14,
    )


def _ends_in_dense(patient):
    return any(op.kind == "dense" for op in patient.operations) and not any(
        op.kind in _RECURRENT for op in patient.operations
    )


def _is_generator(patient):
    """A model that gives images or sequences on purpose has no targets of one number a row."""
    return not len(patient.y) and any(
        "transpose" in op.kind or "up_sampling" in op.kind for op in patient.operations
    )
