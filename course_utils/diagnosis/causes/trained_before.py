"""`fit` goes on from where the last one ended; `compile` does not reset the weights either."""

import numpy as np

from course_utils.diagnosis.patient import Patient
from course_utils.diagnosis.report import Trouble
from course_utils.diagnosis.trials import Change

NEEDS = ("model", "history")
FRESH, LEAST = 3.0, 0.1


def examine(patient: Patient) -> Trouble | None:
    """Compare the updates that were counted, and the first loss, with those of a fresh start."""
    made = patient.steps_an_epoch * patient.epochs
    if not made or not patient.history.params.get("steps"):
        return None
    if patient.updates_made >= 1.5 * made and patient.updates_made - made >= patient.steps_an_epoch:
        return _trouble(
            f"This history has {made:,} updates, and the optimizer has counted "
            f"{patient.updates_made:,}: `fit` was called before.",
            "",
            0.85,
        )
    return _compiled_between(patient)


def _compiled_between(patient):
    """After `compile` the count begins again, but the first epoch is far too good for a start."""
    curve, left = patient.curve("loss"), patient.left_train
    if curve is None or not np.all(np.isfinite(curve)) or left is None or left > 0.7:
        return None
    # Keras reports the mean of an epoch, so a fresh start is asked in the middle of its first.
    fresh = patient.experiments.outcome(Change(length=0.5 / patient.epochs))
    if fresh is None or fresh.train < LEAST or fresh.loss < FRESH * curve[0]:
        return None
    return _trouble(
        f"The loss is {curve[0]:.3g} in the first epoch and {curve[-1]:.3g} in the last.",
        f"From a fresh start it is {fresh.loss:.3g} in the middle of the first epoch.",
        0.85,
    )


def _trouble(evidence, experiment, sure):
    return Trouble(
        "trained_before",
        "The training began with weights that were trained before",
        evidence,
        "Build the model again before `fit`, in the same cell: neither `fit` nor `compile` puts "
        "the weights back.",
        sure,
        experiment,
        lesson=3,
    )
