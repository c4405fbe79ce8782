"""Probabilities handed to a loss that squashes them once more."""

from course_utils.diagnosis.patient import SQUASHED, Patient
from course_utils.diagnosis.report import Trouble

NEEDS = ("model",)


def examine(patient: Patient) -> Trouble | None:
    """Look for `from_logits=True` behind a sigmoid or a softmax, and for two of these in a row."""
    if patient.output_activation not in SQUASHED:
        return None
    last = f"The last activation is {patient.output_activation}"
    if patient.from_logits:
        return _trouble(
            f"{last}, and the loss has `from_logits=True`.",
            "Leave one of them out: the activation, or `from_logits=True`. (Keras may notice and "
            "take the numbers before the activation; other libraries do not.)",
        )
    places = patient.output.inputs if patient.output else ()
    before = [patient.operations[place].kind for place in places if place >= 0]
    if before and before[0] in SQUASHED:
        return _trouble(
            f"{last}, and so it is before it ({before[0]}): probabilities go into it, where any "
            "number is wanted.",
            "Leave one of the two out.",
        )
    return None


def _trouble(evidence, next_step):
    return Trouble(
        "squashed_twice",
        "The outputs are squashed twice",
        evidence,
        next_step,
        0.95,
        lesson=6,
    )
