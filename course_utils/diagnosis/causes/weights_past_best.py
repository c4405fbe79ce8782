"""Early stopping waits, and what it keeps are the last weights, unless it is told otherwise."""

import numpy as np

from course_utils.diagnosis.patient import Patient
from course_utils.diagnosis.report import Trouble

NEEDS = ("history",)
FOLLOWS_FROM = ("missing_values", "rate_too_high", "validation_differs", "sorted_rows")
WORSE = 1.05


def examine(patient: Patient) -> Trouble | None:
    """Where a callback stopped the run, compare the model's validation loss with the best one."""
    curve, asked = patient.curve("val_loss"), patient.epochs_asked
    if curve is None or not asked or patient.epochs >= asked or not np.all(np.isfinite(curve)):
        return None
    best = int(np.argmin(curve))
    since = len(curve) - 1 - best
    if since < 1 or curve[-1] < WORSE * curve[best]:
        return None
    now = patient.loss_on_valid
    if now is not None and abs(now - curve[best]) < abs(now - curve[-1]):
        return None  # the best weights were put back
    seen = "" if now is None else f"; the model as it is has {now:.3g}"
    return Trouble(
        "weights_past_best",
        "The weights are those of the last epoch, not of the best",
        f"The validation loss was lowest in epoch {best + 1} ({curve[best]:.3g}), {since} "
        f"epoch{'s' if since > 1 else ''} before the end ({curve[-1]:.3g}){seen}.",
        "Write `EarlyStopping(…, restore_best_weights=True)`.",
        0.91 if now is not None else 0.6,
        lesson=4,
    )
