"""A last activation that cannot reach the targets."""

import numpy as np

from course_utils.diagnosis.judged import REGRESSION
from course_utils.diagnosis.patient import Patient
from course_utils.diagnosis.report import Trouble
from course_utils.diagnosis.trials import Change

NEEDS = ("model", "y")
FINE = "The outputs can reach all targets."
_RANGES = {
    "sigmoid": (0, 1),
    "hard_sigmoid": (0, 1),
    "softmax": (0, 1),
    "tanh": (-1, 1),
    "softsign": (-1, 1),
    "relu": (0, np.inf),
    "relu6": (0, 6),
    "softplus": (0, np.inf),
    "elu": (-1, np.inf),
    "exponential": (0, np.inf),
}


def examine(patient: Patient) -> Trouble | None:
    """Compare the range of the last activation with that of the targets."""
    y = patient.y
    if (
        "crossentropy" in patient.loss  # `wrong_loss` says so
        or patient.task != REGRESSION
        or patient.output_activation not in _RANGES
        or not np.all(np.isfinite(y))
    ):
        return None
    low, high = _RANGES[patient.output_activation]
    width = max(float(np.ptp(y)), 1e-12)
    beyond = np.mean((y < low - 0.02 * width) | (y > high + 0.02 * width))
    if beyond < 0.01:
        return None
    said = patient.experiments.told(
        Change(edit="output:activation=linear"), "With no activation at the end"
    )
    reach = f"{low:g} to {high:g}" if np.isfinite(high) else f"{low:g} upwards"
    return Trouble(
        "output_limited",
        "The last activation keeps the predictions from the targets",
        f"`{patient.output_activation}` gives {reach}; the targets run from {y.min():.4g} to "
        f"{y.max():.4g}, and {beyond:.0%} of them are out of reach.",
        "Leave the activation of the last layer out: a regression ends in `Dense(1)`.",
        0.96,
        said,
        lesson=8,
    )
