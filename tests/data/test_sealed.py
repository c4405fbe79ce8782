"""A seal can be broken once, says so in plain words, and nothing else breaks it."""

import numpy as np
import pandas as pd
import pytest

from course_utils.data import seal_rows, sealed
from course_utils.errors import SealError

TABLE = pd.DataFrame({"area": [80.0, 120.0, 60.0], "price": [200, 280, 170]})


@pytest.fixture(autouse=True)
def new_kernel(monkeypatch):
    monkeypatch.setattr(sealed, "_SEALED", {})


def test_the_answers_are_hidden_and_the_rest_is_not():
    rows = seal_rows(TABLE, "price")
    assert rows.inputs.equals(TABLE[["area"]])
    assert len(rows) == 3
    assert repr(rows) == "<3 sealed rows: price hidden, not asked yet>"


@pytest.mark.parametrize("shape", [(3,), (3, 1)])
def test_the_first_look_is_answered(shape):
    rows = seal_rows(TABLE, "price")
    assert rows.ask(np.reshape([210, 300, 170], shape)) == 10
    assert repr(rows) == "<3 sealed rows: price hidden, asked>"


def test_the_same_predictions_get_the_same_answer_again():
    rows = seal_rows(TABLE, "price")
    first = rows.ask([210, 300, 170])
    assert rows.ask(np.array([210.01, 300, 170])) == first


def test_other_predictions_are_refused():
    rows = seal_rows(TABLE, "price")
    rows.ask([210, 300, 170])
    with pytest.raises(SealError, match="have been asked before") as caught:
        rows.ask([200, 280, 170])
    assert all(word in str(caught.value) for word in ("Expected", "Found", "Report"))
    assert rows.ask([210, 300, 170]) == 10


def test_a_second_seal_on_the_same_rows_is_the_same():
    rows = seal_rows(TABLE, "price")
    rows.ask([210, 300, 170])
    assert seal_rows(TABLE.copy(), "price") is rows
    assert seal_rows(TABLE.iloc[:2], "price") is not rows
    assert seal_rows(TABLE, "area") is not rows


@pytest.mark.parametrize(
    ("predictions", "found"),
    [
        (None, r"shape \(\)"),
        ([1, 2], r"shape \(2,\)"),
        ([[1, 2, 3]], r"shape \(1, 3\)"),
        ([1, np.nan, np.inf], "2 that are not finite"),
        (["a", "b", "c"], r"no numbers \(list\)"),
        ([[1], [2, 3]], r"no numbers \(list\)"),
        (object(), r"no numbers \(object\)"),
    ],
)
def test_what_is_no_prediction_breaks_nothing(predictions, found):
    rows = seal_rows(TABLE, "price")
    with pytest.raises(SealError, match="Expected: 3 numbers") as caught:
        rows.ask(predictions)
    assert caught.match(found)
    assert rows.ask([210, 300, 170]) == 10


@pytest.mark.parametrize(
    ("table", "target", "found"),
    [
        (TABLE, "prize", "'area', 'price'"),
        (TABLE.iloc[:0], "price", "with rows"),
        (None, "price", "NoneType"),
        (TABLE.assign(price="dear"), "price", "other values"),
        (TABLE.assign(price=np.nan), "price", "other values"),
    ],
)
def test_what_cannot_be_sealed_is_told(table, target, found):
    with pytest.raises(SealError, match=found):
        seal_rows(table, target)
