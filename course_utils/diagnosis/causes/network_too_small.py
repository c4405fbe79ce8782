"""A network that cannot bend as the data do: training and validation rows are both badly learnt."""

from course_utils.diagnosis.patient import Patient
from course_utils.diagnosis.report import Trouble
from course_utils.diagnosis.trials import Change

NEEDS = ("model", "X", "y")
FINE = "The network is large enough."
BY_TRIAL = True
FOLLOWS_FROM = (
    "missing_values",
    "validation_differs",
    "inputs_not_scaled",
    "target_not_scaled",
    "rate_too_low",
    "rate_too_high",
    "too_few_epochs",
    "no_nonlinearity",
    "dead_units",
    "equal_start",
    "frozen",
    "stopped_early",
    "output_limited",
    "softmax_hidden",
    "vanishing_slopes",
    "saturated_units",
    "wrong_loss",
    "dropout_too_strong",
    "regularization_too_strong",
    "no_output_activation",
)
HELPS, LEFT = 0.4, 0.2


def examine(patient: Patient) -> Trouble | None:
    """Train a network of four times the width, beside the run as it was."""
    left = patient.left_valid if patient.left_valid is not None else patient.left_train
    if left is None or left < LEFT:
        return None
    if patient.left_train is not None and patient.left_train < 0.5 * left:
        return None  # it learns its rows: it is large enough
    found = patient.experiments.compare(Change(edit="wider"))
    if found is None or found.gain < HELPS or found.before < LEFT:
        return None
    longer = patient.experiments.compare(Change(length=4.0))
    if longer is not None and longer.gain > 0.7 * found.gain:
        return None  # time would do as well
    return Trouble(
        "network_too_small",
        "The network is too small for this task",
        f"With {patient.record.parameters:,} parameters it leaves {patient.left_train or left:.2f} "
        f"of the loss of a constant prediction on training rows, {left:.2f} on validation rows.",
        "More units or one more layer, until the validation loss no longer falls.",
        0.86,
        found.told("With four times the units"),
        lesson=4,
    )
