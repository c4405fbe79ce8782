"""Layers that are not trained."""

from course_utils.diagnosis.patient import Patient
from course_utils.diagnosis.report import Trouble
from course_utils.diagnosis.trials import Change

NEEDS = ("model",)
HELPS = 0.3


def examine(patient: Patient) -> Trouble | None:
    """Count trainable weights; where some layers rest, train them as well and compare."""
    if not patient.record.built or not patient.record.parameters:
        return None
    resting = [op for op in patient.operations if "kernel" in op.weights and not op.trainable]
    trained, every = patient.record.trainable_parameters, patient.record.parameters
    evidence = f"{trained:,} of {every:,} parameters are trained"
    if not trained:
        return _trouble(f"{evidence}.", "", 0.98)
    if not resting or not patient.is_poor:
        return None
    found = patient.experiments.compare(Change(edit="all_trainable"))
    if found is None or found.gain < HELPS:
        return None
    layers = ", ".join(str(op.layer) for op in resting[:4])
    return _trouble(
        f"{evidence}; layer {layers} rests.",
        found.told("With all layers trained"),
        0.9,
    )


def _trouble(evidence, experiment, sure):
    return Trouble(
        "frozen",
        "Layers are frozen that should learn",
        evidence,
        "Set `layer.trainable = True` before `compile`, or freeze only what was trained before.",
        sure,
        experiment,
        lesson=14,
    )
