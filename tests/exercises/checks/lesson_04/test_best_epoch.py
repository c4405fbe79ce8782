"""Reading the best epoch, and the usual wrong readings."""

import numpy as np
import pytest

from course_utils.exercises.checks.lesson_04.best_epoch import expect_best_epoch
from course_utils.exercises.records import HistoryRecord, NumberRecord


def history(loss, val_loss):
    return HistoryRecord({"loss": np.array(loss), "val_loss": np.array(val_loss)})


RUN = history([3.0, 2.0, 1.5, 1.0, 0.8], [3.2, 2.5, 2.0, 2.2, 2.4])


@pytest.mark.parametrize(
    ("answer", "mistake"),
    [
        (3, None),
        (2, "counted-from-0"),
        (5, "read-from-the-training-curve"),
        (1, ""),
    ],
)
def test_reading_the_best_epoch(answer, mistake):
    finding = expect_best_epoch(NumberRecord(answer), RUN)
    assert finding.ok == (mistake is None)
    assert finding.mistake == (mistake or "")


def test_the_last_epoch_is_not_the_best():
    noisy = history([3.0, 0.5, 1.0, 0.9], [3.0, 2.0, 1.0, 2.0])
    finding = expect_best_epoch(NumberRecord(4), noisy)
    assert finding.mistake == "last-for-best"
    assert "That is the last epoch" in finding.next_step
