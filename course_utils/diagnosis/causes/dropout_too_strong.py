"""Dropout that leaves too little: a large share, at the wrong place, or in a small network."""

from course_utils.diagnosis.patient import Patient
from course_utils.diagnosis.report import Trouble
from course_utils.diagnosis.trials import Change

NEEDS = ("model",)
STRONG, ALONE, HELPS = 0.4, 0.75, 0.15


def examine(patient: Patient) -> Trouble | None:
    """Look at the rates, and train without dropout beside the run as it was."""
    drops = [op for op in patient.operations if "dropout" in op.kind and op.settings.get("rate")]
    if not drops:
        return None
    strongest = max(drops, key=lambda op: op.settings["rate"])
    rate, at_the_end = strongest.settings["rate"], drops[-1] is patient.output
    if rate < STRONG and not at_the_end:
        return None
    found = patient.experiments.compare(Change(edit="no_dropout"))
    if found is None and rate < ALONE and not at_the_end:
        return None
    if found is not None and found.gain < HELPS and not at_the_end:
        return None
    said = found.told("Without dropout") if found is not None else ""
    place = "behind the last layer" if at_the_end else f"in layer {strongest.layer}"
    return Trouble(
        "dropout_too_strong",
        "Dropout leaves too little to learn with",
        f"A share of {rate:g} is dropped {place}.",
        "Begin without dropout. Where the validation loss turns upwards, add rates of .2 to .5 in "
        "the larger hidden layers, and none behind the last one.",
        0.9 if said or at_the_end else 0.6,
        said,
        lesson=5,
    )
