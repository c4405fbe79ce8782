"""An explorer as a record: plain words and numbers."""

import numpy as np

from course_utils.exercises.capture import capture
from course_utils.exercises.records import ExplorerRecord
from course_utils.widgets.explorer import Explorer
from tests.widgets.descent import RATES, spec


def test_record_holds_settings_and_single_numbers():
    record = capture(Explorer(spec(), show=["rate"]))
    assert isinstance(record, ExplorerRecord)
    assert record.describe() == "the explorer `descent`"
    assert record.words["noise"] == ("calm_sea", "rough_sea")
    assert record.texts["rate"] == tuple(str(rate) for rate in RATES)
    assert {"loss", "learnt", "last_loss"} <= set(record.numbers)
    assert not {"line", "weights", "residuals"} & set(record.numbers), "nothing that is only drawn"
    assert record.met == "learnt"
    assert "within 0.1 of 2" in record.goal


def test_numbers_are_found_where_the_settings_stand():
    record = capture(Explorer(spec()))
    at = {"rate": 2, "noise": 1, "step": 5}
    assert record.number("loss", at) == spec().measures["loss"].values[2, 1, 5]
    assert record.number("last_loss", at) == spec().measures["last_loss"].values[2, 1]
    assert np.isnan(record.number("loss", at | {"rate": 4, "step": 30}))


def test_record_is_a_copy():
    record = capture(Explorer(spec()))
    record.numbers["loss"][:] = 0
    assert spec().measures["loss"].values.any()
