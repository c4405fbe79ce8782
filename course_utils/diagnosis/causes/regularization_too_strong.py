"""A penalty on the weights that is larger than the error itself."""

from course_utils.diagnosis.patient import Patient
from course_utils.diagnosis.report import Trouble
from course_utils.diagnosis.trials import Change

NEEDS = ("model",)
HELPS, LEFT, MOST = 0.2, 0.05, 0.6


def examine(patient: Patient) -> Trouble | None:
    """Look for penalties, and train without them beside the run as it was."""
    found = [
        (op, key, value)
        for op in patient.operations
        for key, value in op.settings.items()
        if key.endswith("_regularizer") and value
    ]
    if not found:
        return None
    tried = patient.experiments.compare(Change(edit="no_penalty"))
    if tried is None or tried.before < LEFT:
        return None
    share = _share_of_penalty(patient)
    if tried.gain < HELPS and not (share > MOST and patient.is_poor):
        return None
    op, key, value = found[0]
    settings = getattr(value, "settings", {})
    strength = max((float(v) for v in settings.values() if isinstance(v, int | float)), default=0.0)
    of_strength = f" of strength {strength:g}" if strength else ""
    return Trouble(
        "regularization_too_strong",
        "The penalty on the weights is too strong",
        f"Layer {op.layer} has a `{key}`{of_strength}.",
        "Make it ten times smaller until the validation loss no longer falls; 1e-4 is a usual "
        "place to begin.",
        0.91,
        tried.told("Without it"),
        lesson=13,
    )


def _share_of_penalty(patient):
    """How much of the validation loss that Keras reports is no error but penalty."""
    curve, error = patient.curve("val_loss"), patient.loss_on_valid
    if curve is None or error is None or not curve[-1] > 0:
        return 0.0
    return float(1 - error / curve[-1])
