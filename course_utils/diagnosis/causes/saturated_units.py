"""Sigmoid and tanh units far out, where the curve is flat and no slope passes."""

import numpy as np

from course_utils.diagnosis.patient import Patient
from course_utils.diagnosis.report import Trouble
from course_utils.diagnosis.trials import Change

NEEDS = ("model", "X")
FOLLOWS_FROM = ("missing_values", "validation_differs", "inputs_not_scaled")
FLAT, MANY, HELPS = 0.02, 0.6, 0.2
_RANGES = {"sigmoid": (0, 1), "tanh": (-1, 1), "hard_sigmoid": (0, 1)}


def examine(patient: Patient) -> Trouble | None:
    """Count the values of hidden units that lie within a hundredth of an end of their range."""
    worst, share = None, 0.0
    for layer, values in patient.layer_outputs[:-1]:
        name = getattr(getattr(layer, "activation", None), "__name__", "")
        if name not in _RANGES or hasattr(layer, "cell") or values is patient.layer_outputs[-1][1]:
            continue
        low, high = _RANGES[name]
        place = (values - low) / (high - low)
        flat = float(np.mean((place < FLAT) | (place > 1 - FLAT)))
        if flat > share:
            worst, share = layer, flat
    if worst is None or share < MANY:
        return None
    tried = {
        Change(edit="plain_start"): "With Keras' own start",
        Change(rate=0.1): "With a tenth of the rate",
        Change(edit="relu"): "With ReLU in the hidden layers",
    }
    found = patient.experiments.best(tried)
    if found is None:
        return None if patient.experiments.possible else _trouble(worst, share, 0.55, "")
    if found.gain < HELPS:
        return None
    return _trouble(worst, share, 0.93, found.told(tried[found.change]))


def _trouble(layer, share, sure, said):
    return Trouble(
        "saturated_units",
        "Units are saturated: they sit at the flat ends of their curve",
        f"{share:.0%} of what the layer `{layer.name}` gives is within {FLAT:.0%} of an end of "
        "its range; the slope there is nearly 0.",
        "Scale the inputs, start with smaller weights (Keras' own initializer), or take ReLU.",
        sure,
        said,
        lesson=8,
    )
