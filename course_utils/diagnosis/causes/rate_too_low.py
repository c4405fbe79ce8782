"""Steps so small that the weights hardly leave their start."""

import numpy as np

from course_utils.diagnosis.causes.rate_too_high import rate_of
from course_utils.diagnosis.patient import Patient
from course_utils.diagnosis.report import Trouble
from course_utils.diagnosis.trials import Change

NEEDS = ("history|model",)
FINE = "The learning rate is not too low."
BY_TRIAL = True
FOLLOWS_FROM = (
    "missing_values",
    "validation_differs",
    "inputs_not_scaled",
    "target_not_scaled",
    "frozen",
    "equal_start",
    "vanishing_slopes",
    "output_limited",
    "labels_out_of_range",
    "output_units",
)
HELPS, MUCH, BELOW, LONG = 0.25, 0.5, 0.34, 1_500


def examine(patient: Patient) -> Trouble | None:
    """Train with ten and a hundred times the rate, beside the run as it was."""
    below = patient.rate is not None and patient.rate <= BELOW * patient.usual_rate
    falling = is_falling(patient.curve("loss"))
    if not patient.experiments.possible:
        curve = patient.curve("loss")
        if patient.rate == 0 or (below and curve is not None and falling):
            return _trouble(patient, "", 0.6)
        return None
    if not below and not (falling or patient.is_poor):
        return None
    times = [10.0, 100.0]
    if below and patient.rate:
        times.append(patient.usual_rate / patient.rate)
    found = patient.experiments.best(Change(rate=rate) for rate in times)
    if found is None or found.gain < HELPS:
        return None
    # With a usual rate, and not many steps, the training was rather too short.
    if not below and (patient.experiments.steps < LONG or found.gain < MUCH or not patient.is_poor):
        return None
    tried = found.told(f"With a learning rate of {rate_of(patient, found.change)}")
    said = f"{tried} The weights moved by {found.control.moved:.1%} of their size."
    return _trouble(patient, said, 0.93 if below else 0.7)


def is_falling(curve: np.ndarray | None) -> bool:
    """Whether a loss still falls at its end: by 3 % and more over its last fifth."""
    if curve is None or len(curve) < 3 or not np.all(np.isfinite(curve)):
        return False
    last = max(len(curve) // 5, 1)
    return bool(curve[-1] < 0.97 * curve[-1 - last])


def _trouble(patient, said, sure):
    curve = patient.curve("loss")
    went = f" The loss went from {curve[0]:.3g} to {curve[-1]:.3g}." if curve is not None else ""
    rate = (
        f"The learning rate is {patient.rate:g}; Keras would take {patient.usual_rate:g}."
        if (patient.rate is not None)
        else "The learning rate follows a schedule."
    )
    return Trouble(
        "rate_too_low",
        "The learning rate is too low",
        f"{rate}{went}",
        "Take ten times as much, and again, until the loss begins to jump; then go back one step.",
        sure,
        said,
        lesson=3,
    )
