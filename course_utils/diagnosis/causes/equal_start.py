"""Units that start equal stay equal: a layer of twins is one unit."""

import numpy as np

from course_utils.diagnosis.patient import Patient
from course_utils.diagnosis.report import Trouble

NEEDS = ("model",)
FINE = "The units of each layer differ."


def examine(patient: Patient) -> Trouble | None:
    """Compare the units of each hidden layer, after training, with one another."""
    for operation in patient.operations:
        kernel = operation.weights.get("kernel")
        if kernel is None or kernel.ndim < 2 or kernel.shape[-1] < 2 or not operation.trainable:
            continue
        if not np.all(np.isfinite(kernel)):
            continue
        flat = kernel.reshape(-1, kernel.shape[-1])
        size = np.abs(flat).max()
        apart = np.abs(flat - flat[:, :1]).max()
        if operation is _last(patient) and not _started_equal(patient, operation):
            continue
        if apart <= 1e-5 * max(size, 1e-12) or size == 0:
            return _trouble(operation, flat, size)
    return None


def _last(patient):
    return next((op for op in reversed(patient.operations) if "kernel" in op.weights), None)


def _started_equal(patient, operation):
    initializer = operation.settings.get("kernel_initializer")
    name = str(initializer.get("class_name", "") if isinstance(initializer, dict) else initializer)
    return any(word in name.lower() for word in ("zeros", "ones", "constant"))


def _trouble(operation, flat, size):
    n = flat.shape[1]
    what = "all weights are 0" if size == 0 else f"all {n} units have the same weights"
    return Trouble(
        "equal_start",
        "The units of a layer are all alike",
        f"In layer {operation.layer} {what}: they get the same slope at every step, so {n} units "
        "are worth one.",
        "Leave `kernel_initializer` out: Keras starts every unit in a place of its own.",
        0.97,
        lesson=7,
    )
