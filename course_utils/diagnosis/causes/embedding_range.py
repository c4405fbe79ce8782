"""An embedding is a table of rows 0 to n − 1; another number has no row in it."""

import numpy as np

from course_utils.diagnosis.patient import Patient
from course_utils.diagnosis.report import Trouble

NEEDS = ("model", "X")


def examine(patient: Patient) -> Trouble | None:
    """Compare the numbers that go into an embedding with its size."""
    first = next((op for op in patient.operations if -1 in op.inputs), None)
    if first is None or first.kind != "embedding" or patient.X is None or not patient.X.size:
        return None
    rows = first.settings.get("input_dim")
    values = patient.X[np.isfinite(patient.X)]
    if rows is None or not len(values):
        return None
    if values.min() >= 0 and values.max() < rows and np.all(values == np.round(values)):
        return None
    return Trouble(
        "embedding_range",
        "The embedding is asked for rows that it does not have",
        f"It has the rows 0 to {rows - 1}; the inputs run from {values.min():g} to "
        f"{values.max():g}.",
        f"Write `Embedding({int(values.max()) + 1}, …)`, and number the words from 0.",
        0.97,
        lesson=16,
    )
