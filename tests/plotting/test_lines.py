"""Lines against one quantity."""

import numpy as np
import pytest

from course_utils.errors import CourseError
from course_utils.plotting import plot_lines

LABELS = {"x_label": "weight", "y_label": "loss"}


def test_each_line_has_its_name_its_dash_and_its_numbers():
    ax = plot_lines([0, 1, 2], {"one": [1, 2, 3], "other": np.array([[3], [2], [1]])}, **LABELS)
    one, other = ax.get_lines()
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["one", "other"]
    assert list(one.get_xdata()) == list(other.get_xdata()) == [0, 1, 2]
    assert list(other.get_ydata()) == [3, 2, 1]
    assert one.get_linestyle() != other.get_linestyle()
    assert one.get_color() != other.get_color()
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("weight", "loss")


def test_points_stand_where_the_samples_are():
    ax = plot_lines([0, 1], {"p": [0, 1]}, points=([0.2, 0.7], [0, 1]), **LABELS)
    [points] = ax.collections
    assert np.asarray(points.get_offsets()).tolist() == [[0.2, 0], [0.7, 1]]
    assert ax.get_legend().get_texts()[0].get_text() == "samples"


def test_another_length_is_told_by_name():
    with pytest.raises(CourseError, match="x with 3, loss with 2"):
        plot_lines([0, 1, 2], {"loss": [1, 2]}, **LABELS)
    with pytest.raises(CourseError, match="points x with 1, points y with 2"):
        plot_lines([0, 1], {"loss": [1, 2]}, points=([1], [0, 1]), **LABELS)


def test_infinity_is_told():
    with pytest.raises(CourseError, match="loss: expected finite numbers, found 1 of 2"):
        plot_lines([0, 1], {"loss": [1, np.inf]}, **LABELS)
