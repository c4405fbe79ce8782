"""GivenRows of a time series in random order: the validation rows lie between the training rows."""

import numpy as np

from course_utils.diagnosis.patient import Patient
from course_utils.diagnosis.report import Trouble

NEEDS = ("X", "validation")


def examine(patient: Patient) -> Trouble | None:
    """Compare the times of training and validation rows, where tables have times as index."""
    train, valid = patient.train.index, patient.valid.index
    if train is None or valid is None or train.dtype.kind != "M" or valid.dtype.kind != "M":
        return None
    between = np.mean((valid > train.min()) & (valid < train.max()))
    if between < 0.5:
        return None
    return Trouble(
        "time_shuffled",
        "The validation rows lie among the training rows in time",
        f"{between:.0%} of them are older than the newest training row.",
        "Split by time: learn from what came first, and judge by what came after it.",
        0.85,
        lesson=11,
    )
