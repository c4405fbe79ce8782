"""ReLU units that are 0 for every row: they get no slope, so they stay so."""

import numpy as np

from course_utils.diagnosis.patient import Patient
from course_utils.diagnosis.report import Trouble
from course_utils.diagnosis.trials import Change

NEEDS = ("model", "X")
FINE = "No layer is silent."
FOLLOWS_FROM = (
    "missing_values",
    "validation_differs",
    "inputs_not_scaled",
    "equal_start",
    "rate_too_high",
)
MANY, HELPS = 0.5, 0.2


def examine(patient: Patient) -> Trouble | None:
    """Count in each layer the units that are 0 on all rows that were looked at."""
    worst, share, units = None, 0.0, 0
    for layer, values in patient.layer_outputs:
        if not _is_relu(layer) or not np.all(np.isfinite(values)) or values.shape[-1] < 2:
            continue
        flat = values.reshape(-1, values.shape[-1])
        dead = float(np.mean(np.all(flat <= 0, axis=0)))
        if dead > share:
            worst, share, units = layer, dead, values.shape[-1]
    if worst is None or share < MANY:
        return None
    found = patient.experiments.best((Change(rate=0.1), Change(edit="plain_start")))
    helps = found is not None and found.gain > HELPS
    if share < 1 and not helps and (found is not None or patient.experiments.possible):
        return None
    what = "With Keras' own start" if found and found.change.edit else "With a tenth of the rate"
    said = found.told(what) if found and helps else ""
    return _trouble(worst, share, units, 0.9 if helps or share == 1 else 0.6, said)


def _is_relu(layer):
    activation = getattr(layer, "activation", None)
    name = getattr(activation, "__name__", "") or type(layer).__name__
    return name.lower() in {"relu", "relu6"}


def _trouble(layer, share, units, sure, said):
    return Trouble(
        "dead_units",
        "Units are dead: they give 0 for every row",
        f"In the layer `{layer.name}` {round(share * units)} of {units} units are 0 on all rows "
        "that were looked at. Nothing reaches the layers before them.",
        "A smaller learning rate, scaled inputs, or a slope below zero "
        '(`activation="leaky_relu"`).',
        sure,
        said,
        lesson=8,
    )
