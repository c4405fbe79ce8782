"""Row numbers read from what a function returned."""

import numpy as np
import pytest

from course_utils.exercises.expect import row_sides, what_came
from course_utils.exercises.records import (
    ArrayRecord,
    CallResult,
    NoneRecord,
    NumberRecord,
    SequenceRecord,
)


def array(*values):
    return ArrayRecord(np.array(values, dtype=float))


def test_two_sides_of_unequal_length_are_read():
    train, valid = row_sides(SequenceRecord((array(0, 1, 2), array(3))))
    assert train.tolist() == [0, 1, 2] and valid.tolist() == [3]
    assert train.dtype.kind == "i"


@pytest.mark.parametrize(
    "value",
    [
        None,
        NoneRecord(),
        array(0, 1),
        SequenceRecord((array(0, 1),)),
        SequenceRecord((array(0, 1), NumberRecord(2))),
        SequenceRecord((array(0, 0.5), array(1))),
        SequenceRecord((array(0, np.nan), array(1))),
    ],
)
def test_anything_else_is_none(value):
    assert row_sides(value) is None


def test_what_came_of_a_call_is_said():
    assert "deadline" in what_came(CallResult(timed_out=True))
    assert what_came(CallResult(error="NameError: `x`")) == "`NameError: `x`"
    assert what_came(CallResult(NoneRecord())) == "`None`"
