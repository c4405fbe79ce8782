"""A training that changed nothing."""

import numpy as np

from course_utils.diagnosis.patient import Patient
from course_utils.diagnosis.report import Trouble

NEEDS = ("history",)
FOLLOWS_FROM = ("frozen", "missing_values", "dead_units", "rate_too_low", "equal_start")


def examine(patient: Patient) -> Trouble | None:
    """Look for a loss that is the same in all epochs, and for weights that are where they began."""
    curve = patient.curve("loss")
    if curve is None or len(curve) < 2 or not np.all(np.isfinite(curve)):
        return None
    still = np.ptp(curve) <= 1e-5 * max(abs(curve[0]), 1e-9)
    same = bool(patient.start) and all(
        np.allclose(a, b, atol=1e-7) for a, b in zip(patient.start, patient.weights, strict=True)
    )
    if not still and not (same and patient.updates_made):
        return None
    where = " The weights are those it was started with." if same else ""
    rate = " The learning rate is 0." if patient.rate == 0 else ""
    return Trouble(
        "weights_did_not_move",
        "The training changed nothing",
        f"The loss is {curve[0]:.4g} in the first epoch and {curve[-1]:.4g} in the last.{where}"
        f"{rate}",
        "Look at `model.trainable_weights`, at the learning rate, and whether the loss depends on "
        "the weights at all.",
        0.88,
        lesson=3,
    )
