"""Texts among the inputs or the targets: a network computes with numbers."""

import numpy as np

from course_utils.diagnosis.given import floats_of
from course_utils.diagnosis.patient import Patient
from course_utils.diagnosis.report import Trouble

NEEDS = ("X",)


def examine(patient: Patient) -> Trouble | None:
    """Look for texts, where the model has no layer that turns them into numbers."""
    if any("lookup" in op.kind or "vectorization" in op.kind for op in patient.operations):
        return None
    where = next((p for p in patient.train.inputs if floats_of(p) is None), None)
    targets = patient.train.y is not None and floats_of(patient.train.y) is None
    if where is None and not targets:
        return None
    values = patient.train.y if where is None else where
    text = next((v for v in np.asarray(values).ravel()[:1000] if isinstance(v, str)), "a text")
    name = "the targets" if where is None else "the inputs"
    return Trouble(
        "not_numbers",
        f"There are texts among {name}",
        f"One of the values is {str(text)[:40]!r}.",
        "Turn words into columns of 0 and 1 (`pandas.get_dummies`), labels into whole numbers "
        "from 0.",
        0.97,
        lesson=12,
    )
