"""Predicted against true."""

import numpy as np
import pytest

from course_utils.errors import CourseError
from course_utils.plotting import plot_predictions


def test_points_and_the_diagonal():
    ax = plot_predictions([1, 2, 3], np.array([[1.5], [1.8], [4.0]]), label="strength (MPa)")
    [points] = ax.collections
    assert np.asarray(points.get_offsets()).tolist() == [[1, 1.5], [2, 1.8], [3, 4]]
    [diagonal] = ax.get_lines()
    assert list(diagonal.get_xdata()) == list(diagonal.get_ydata()) == [1, 4]
    assert ax.get_aspect() == 1
    assert ax.get_ylabel() == "predicted strength (MPa)"


def test_lengths_must_agree():
    with pytest.raises(CourseError, match="found y_true with 2, y_pred with 1"):
        plot_predictions([1, 2], [1], label="y")


def test_nan_predictions_are_told():
    with pytest.raises(CourseError, match="y_pred: expected finite numbers, found 1 of 2"):
        plot_predictions([1, 2], [1, np.nan], label="y")
