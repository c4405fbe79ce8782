"""What is accepted, and what the errors say."""

import numpy as np
import pandas as pd
import pytest

from course_utils.errors import CourseError
from course_utils.plotting.inputs import as_number, as_numbers, as_vector, same_length


@pytest.mark.parametrize(
    "values",
    [[1, 2], (1.0, 2.0), np.array([[1], [2]]), np.array([[1, 2]]), pd.Series([1, 2], index=[7, 9])],
)
def test_a_column_in_any_spelling_is_a_vector(values):
    assert as_vector(values, "x").tolist() == [1.0, 2.0]


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ([], "x: expected at least one number, found none"),
        ([1, np.nan, np.inf], "found 2 of 3 that are NaN or infinite. Drop or fill"),
        (["1", "2"], "x: expected numbers, found '1'. Pass a column"),
        ([1, None], "x: expected numbers, found None"),
        ([[1, 2], [3]], "x: expected numbers, found rows of different lengths"),
        (np.array([1j]), "x: expected numbers, found"),
        (np.ones((2, 3)), r"x: expected one column of numbers, found an array of shape \(2, 3\)"),
    ],
)
def test_a_bad_column_is_told(values, text):
    with pytest.raises(CourseError, match=text):
        as_vector(values, "x")


def test_a_matrix_keeps_its_shape():
    assert as_numbers([[1, 2], [3, 4]], "X").shape == (2, 2)


def test_a_number_may_stand_in_an_array():
    assert as_number(np.array([[2.5]]), "w") == 2.5
    with pytest.raises(CourseError, match="w: expected one number, found 2"):
        as_number([1, 2], "w")


def test_lengths_are_compared():
    same_length(x=[1, 2], y=[3, 4])
    with pytest.raises(CourseError, match="x and y of the same length, found x with 2, y with 1"):
        same_length(x=[1, 2], y=[3])
