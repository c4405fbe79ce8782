"""A network that learnt its rows by heart: the validation loss turned upwards."""

import numpy as np

from course_utils.diagnosis.patient import Patient
from course_utils.diagnosis.report import Trouble

NEEDS = ("history",)
FINE = "The validation loss did not turn upwards."
FOLLOWS_FROM = (
    "missing_values",
    "rate_too_high",
    "validation_differs",
    "sorted_rows",
    "labels_shuffled",
    "weights_past_best",
    "inputs_not_scaled",
    "batch_of_one",
    "scaler_on_all_rows",
)
TURNED, APART = 1.15, 1.5


def examine(patient: Patient) -> Trouble | None:
    """Compare the end of the validation loss with its lowest point, and with the training loss."""
    loss, val = patient.curve("loss"), patient.curve("val_loss")
    if val is None or loss is None or len(val) < 4 or not np.all(np.isfinite([*loss, *val])):
        return _without_history(patient)
    smooth = _smoothed(val)
    best, end = int(np.argmin(smooth)), float(smooth[-1])
    lowest = float(smooth[best])
    if lowest <= 0 or end < TURNED * lowest or loss[-1] > loss[best]:
        return None
    now = patient.loss_on_valid
    if now is not None and now < (lowest + end) / 2 and now < TURNED * lowest:
        return None  # the best weights were put back
    if end < APART * loss[-1]:
        return None
    return Trouble(
        "overfitting",
        "The network learns its rows by heart",
        f"The validation loss was lowest in epoch {best + 1} ({val[best]:.3g}) and rose to "
        f"{val[-1]:.3g}, while the training loss fell to {loss[-1]:.3g}.",
        "Stop at the lowest point (`EarlyStopping(restore_best_weights=True)`); then more rows, a "
        "smaller network, dropout or a penalty on the weights.",
        0.9,
        lesson=4,
    )


def _smoothed(curve):
    """A running mean over a twentieth of the run: one lucky epoch is no turning point."""
    width = max(len(curve) // 20, 1)
    if width == 1:
        return curve
    padded = np.concatenate([curve[:1].repeat(width // 2), curve, curve[-1:].repeat(width)])
    return np.convolve(padded, np.ones(width) / width, mode="valid")[: len(curve)]


def _without_history(patient):
    left, other = patient.left_train, patient.left_valid
    if patient.history.metrics or left is None or other is None:
        return None
    if other < 0.15 or other < 4 * max(left, 0.02):
        return None
    return Trouble(
        "overfitting",
        "The network learns its rows by heart",
        f"It leaves {left:.2f} of the loss of a constant prediction on training rows, and "
        f"{other:.2f} on validation rows.",
        "Give `validation_data` to `fit`, and stop where the validation loss is lowest.",
        0.65,
        lesson=4,
    )
