"""Histograms of columns, side by side."""

import numpy as np
import pytest

from course_utils.errors import CourseError
from course_utils.plotting import plot_histograms
from course_utils.plotting.describe import describe


def test_every_row_is_counted_in_the_panel_of_its_column():
    columns = {"width (mm)": [4, 5, 6, 58.9], "standardized": np.arange(7)[:, np.newaxis]}
    axes = plot_histograms(columns)
    counted = [sum(bar.get_height() for bar in ax.containers[0]) for ax in axes]
    assert counted == [4, 7]
    assert [ax.get_xlabel() for ax in axes] == list(columns)
    assert axes[0].containers[0][-1].get_height() == 1


def test_a_single_row_is_seen_on_a_logarithmic_scale():
    assert plot_histograms({"a": [1, 2]}, log=True)[0].get_yscale() == "log"
    assert plot_histograms({"a": [1, 2]})[0].get_yscale() == "linear"


def test_the_numbers_are_described():
    assert "a (rows)" in describe(plot_histograms({"a": [1, 2], "b": [3]})[0].figure)


@pytest.mark.parametrize("number", [0, 5])
def test_too_many_or_none_are_told(number):
    with pytest.raises(CourseError, match=f"one to 4, found {number}"):
        plot_histograms({f"{name}": [1] for name in range(number)})


def test_a_column_with_an_empty_cell_is_told():
    with pytest.raises(CourseError):
        plot_histograms({"income": [1, np.nan]})
