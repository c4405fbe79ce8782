"""A softmax in a hidden layer lets its units share out a sum of 1: little gets through."""

from course_utils.diagnosis.patient import Patient
from course_utils.diagnosis.report import Trouble
from course_utils.diagnosis.trials import Change

NEEDS = ("model",)


def examine(patient: Patient) -> Trouble | None:
    """Look for a softmax that feeds a layer with weights."""
    feeding = {
        place for op in patient.operations if op.kind in {"dense", "dropout"} for place in op.inputs
    }
    inside = [
        op
        for place, op in enumerate(patient.operations)
        if op.kind == "softmax" and place in feeding
    ]
    if not inside or inside[0] is patient.output:
        return None
    said = patient.experiments.told(Change(edit="relu"), "With ReLU in its place")
    return Trouble(
        "softmax_hidden",
        "A hidden layer has a softmax",
        f"Layer {inside[0].layer} gives numbers that sum to 1 for every row: its units cannot be "
        "large together.",
        'Hidden layers take `activation="relu"`; softmax is for the last layer of several classes.',
        0.9,
        said,
        lesson=8,
    )
