"""Data are checked before anything is built: each wrong shape has its own sentence."""

import keras
import numpy as np
import pytest

from course_utils.errors import CourseError
from course_utils.training.rows import check_fits, check_rows

X, Y = np.ones((6, 2)), np.ones(6)
GAP = np.where(np.eye(6, 2), np.nan, 1.0)


def test_targets_become_a_column():
    rows = check_rows((X, Y, X[:2], Y[:2]), probe=X[:3])
    assert rows.y.shape == (6, 1)
    assert rows.y_valid.shape == (2, 1)
    assert rows.x.dtype == rows.y.dtype == rows.probe.dtype == np.float32


def test_without_validation_rows():
    rows = check_rows([X, np.ones((6, 3))])
    assert rows.y.shape == (6, 3)
    assert rows.x_valid is rows.y_valid is rows.probe is None


@pytest.mark.parametrize(
    ("data", "probe", "message"),
    [
        (X, None, "found a single ndarray"),
        ((X, Y, X), None, "found 3 parts"),
        ((X, Y[:4]), None, "as many rows in X_train as in y_train, found 6 and 4"),
        ((X, Y, X, Y[:4]), None, "as many rows in X_valid as in y_valid, found 6 and 4"),
        ((Y, Y), None, "X_train to be of shape (n_rows, n_features), found (6,)"),
        ((X, np.ones((6, 1, 1))), None, "found (6, 1, 1)"),
        ((X[:0], Y[:0]), None, "X_train to have at least one row, found shape (0, 2)"),
        ((GAP, Y), None, "X_train to hold finite numbers, found 2 NaN or infinite"),
        ((X, Y * np.inf), None, "y_train to hold finite numbers, found 6"),
        ((X.astype(str) + "a", Y), None, "X_train to hold numbers, found something else"),
        ((X, Y, X[:, :1], Y), None, "X_valid to have rows of shape (2,) like X_train, found (1,)"),
        ((X, Y), X[:, :1], "probe to have rows of shape (2,) like X_train, found (1,)"),
    ],
)
def test_wrong_data_say_what_is_wrong(data, probe, message):
    with pytest.raises(CourseError) as caught:
        check_rows(data, probe)
    assert message in str(caught.value)


def model(n_inputs, n_outputs):
    return keras.Sequential([keras.Input((n_inputs,)), keras.layers.Dense(n_outputs)])


@pytest.mark.parametrize(
    ("sizes", "y", "is_class_number", "message"),
    [
        ((3, 1), Y, False, "X_train to have rows of shape (3,), as the model's keras.Input says"),
        ((2, 3), Y, False, "y_train to have rows of shape (3,), because the model's output"),
        ((2, 3), np.ones((6, 3)), True, "y_train to have rows of shape (1,)"),
        ((2, 3), 3 * Y, True, "class numbers from 0 to 2, one for each of the model's outputs"),
        ((2, 3), 0.5 * Y, True, "found 0.5 to 0.5"),
    ],
)
def test_a_model_that_does_not_fit_is_told_so(sizes, y, is_class_number, message):
    with pytest.raises(CourseError) as caught:
        check_fits(check_rows((X, y)), model(*sizes), is_class_number)
    assert message in str(caught.value)


def test_a_model_that_fits_is_left_alone():
    check_fits(check_rows((X, Y)), model(2, 1), False)
    check_fits(check_rows((X, 2 * Y)), model(2, 3), True)
