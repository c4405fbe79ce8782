"""An accuracy for a number: it counts predictions that are exactly equal."""

from course_utils.diagnosis.judged import BINARY, REGRESSION
from course_utils.diagnosis.patient import Patient
from course_utils.diagnosis.report import Trouble

NEEDS = ("model", "y")
FOLLOWS_FROM = ("wrong_loss", "labels_out_of_range")


def examine(patient: Patient) -> Trouble | None:
    """Compare the metrics with the task."""
    named = next((name for name in patient.metrics if "accuracy" in name), None)
    curve = patient.curve(named) if named else None
    if named and patient.task == REGRESSION and len(set(patient.y.ravel()[:2000])) > 2:
        seen = f" It ended at {curve[-1]:.3g}." if curve is not None else ""
        return _trouble(
            f"`{named}` counts how often a prediction equals the target exactly; the targets are "
            f"numbers.{seen}",
            'Take `metrics=["mae"]`: the error in the unit of the target.',
        )
    if named == "categorical_accuracy" and patient.task == BINARY and patient.units == 1:
        return _trouble(
            "`categorical_accuracy` asks which of the units is largest; there is one unit, so it "
            "is always right.",
            'Take `metrics=["accuracy"]` or `"binary_accuracy"`.',
        )
    return None


def _trouble(evidence, next_step):
    return Trouble(
        "wrong_metric",
        "The metric says nothing about this task",
        evidence,
        next_step,
        0.92,
        lesson=6,
    )
