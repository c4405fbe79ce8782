"""Validation rows that were learnt from: they say how well was memorized."""

import numpy as np

from course_utils.diagnosis.patient import Patient
from course_utils.diagnosis.report import Trouble

NEEDS = ("X", "validation")
FINE = "The validation rows are none of the training rows."
MORE, LEAST = 0.08, 5


def examine(patient: Patient) -> Trouble | None:
    """Count validation rows that are also training rows, beyond the table's own repetitions."""
    if not patient.train.n or not patient.valid.n:
        return None
    train, valid = _keys(patient.train.inputs), _keys(patient.valid.inputs)
    if not train or not valid:
        return None
    known = set(train)
    in_both = sum(key in known for key in valid)
    # A table that repeats itself has such rows by chance.
    by_chance = 1 - len(known) / len(train)
    if in_both < LEAST or in_both / len(valid) < by_chance + MORE:
        return None
    return Trouble(
        "rows_in_both",
        "Some validation rows are training rows, too",
        f"{in_both:,} of {len(valid):,} validation rows are among the training rows; within the "
        f"training rows {by_chance:.0%} are repeated.",
        "Split once, before anything else, and take the validation rows out of the training rows.",
        0.92,
        lesson=11,
    )


def _keys(inputs):
    """Each row as bytes."""
    try:
        joined = np.concatenate(
            [part.reshape(len(part), -1).astype("float32") for part in inputs], 1
        )
    except (TypeError, ValueError):
        return []
    return [row.tobytes() for row in np.ascontiguousarray(joined)]
