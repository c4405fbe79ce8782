"""`fit` goes on from where the last one ended; `compile` does not reset the weights either."""

import numpy as np

from course_utils.diagnosis.patient import Patient
from course_utils.diagnosis.report import Trouble
from course_utils.diagnosis.trials import Change

NEEDS = ("model", "history")
FRESH = 3.0


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
    curve = patient.curve("loss")
    if curve is None or not np.all(np.isfinite(curve)) or not patient.experiments.possible:
        return None
    # A run that begins where it ends has nothing left to learn.
    if curve[0] > 1.6 * max(curve.min(), 1e-9) and len(curve) > 1:
        return None
    if patient.left_train is None or patient.left_train > 0.7:
        return None
    one = patient.experiments.outcome(Change(length=1 / max(patient.epochs, 1)))
    if one is None or one.train < FRESH * max(patient.left_train, 0.02) or one.train < 0.3:
        return None
    return _trouble(
        f"The loss is {curve[0]:.3g} in the first epoch and {curve[-1]:.3g} in the last.",
        f"A fresh start leaves {one.train:.2f} of a constant's loss after one epoch; this model "
        f"has {patient.left_train:.2f}.",
        0.8,
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
