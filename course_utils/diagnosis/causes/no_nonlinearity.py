"""Linear layers on top of one another are one linear layer."""

from course_utils.diagnosis.patient import LINEAR, Patient
from course_utils.diagnosis.report import Trouble
from course_utils.diagnosis.trials import Change

NEEDS = ("model",)
FINE = "There is a bend between the layers."
_WEIGHTED = {"dense", "conv1d", "conv2d", "conv1_d", "conv2_d"}


def examine(patient: Patient) -> Trouble | None:
    """Follow the operations, and look for two layers with nothing that bends between them."""
    pairs = [
        (before, operation)
        for operation in patient.operations
        if operation.kind in _WEIGHTED
        for before in _weighted_before(patient, operation)
    ]
    if not pairs:
        return None
    before, after = pairs[0]
    said = patient.experiments.told(Change(edit="relu"), "With ReLU in the hidden layers")
    return Trouble(
        "no_nonlinearity",
        "Layers follow each other with no activation between them",
        f"Layer {before.layer} and layer {after.layer} multiplied into one matrix give the same "
        "outputs: two linear layers are one.",
        'Give the hidden layers an activation: `Dense(…, activation="relu")`.',
        0.93,
        said,
        lesson=2,
    )


def _weighted_before(patient, operation):
    """The layers with weights that reach an operation without a bend on the way."""
    waiting, found = list(operation.inputs), []
    while waiting:
        place = waiting.pop()
        if place < 0:
            continue
        before = patient.operations[place]
        if before.kind in _WEIGHTED:
            found.append(before)
        elif before.kind in LINEAR:
            waiting.extend(before.inputs)
    return found
