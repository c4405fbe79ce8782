"""Probabilities handed to a loss that squashes them once more."""

from course_utils.diagnosis.patient import SQUASHED, Patient
from course_utils.diagnosis.report import Trouble

NEEDS = ("model",)


def examine(patient: Patient) -> Trouble | None:
    """Look for `from_logits=True` behind a sigmoid or a softmax."""
    if not patient.from_logits or patient.output_activation not in SQUASHED:
        return None
    return Trouble(
        "squashed_twice",
        "The outputs are squashed twice",
        f"The last activation is {patient.output_activation}, and the loss has `from_logits=True`.",
        "Leave one of them out: the activation, or `from_logits=True`. (Keras may notice and take "
        "the numbers before the activation; other libraries do not.)",
        0.93,
        lesson=6,
    )
