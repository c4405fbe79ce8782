"""Batch normalization with batches of one row: the mean of one row is the row."""

from course_utils.diagnosis.patient import Patient
from course_utils.diagnosis.report import Trouble
from course_utils.diagnosis.trials import Change

NEEDS = ("model", "history")


def examine(patient: Patient) -> Trouble | None:
    """Look for batch normalization where an epoch has as many updates as rows."""
    normalized = [op for op in patient.operations if op.kind == "batch_normalization"]
    steps = patient.steps_an_epoch
    if not normalized or patient.train.n < 10 or steps < 0.7 * patient.train.n:
        return None
    said = patient.experiments.told(Change(batch_size=32), "With batches of 32 rows")
    return Trouble(
        "batch_of_one",
        "Batch normalization has batches of one row",
        f"An epoch has {steps:,} updates for {patient.train.n:,} rows. The mean of one row is "
        "the row: minus its mean, nothing is left of it.",
        "Take `batch_size=32`, or `LayerNormalization`, which looks at one row alone.",
        0.95,
        said,
        lesson=5,
    )
