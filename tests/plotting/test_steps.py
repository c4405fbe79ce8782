"""Values after every step, one line a run."""

import numpy as np
import pytest

from course_utils.errors import CourseError
from course_utils.plotting import plot_steps


def test_steps_are_counted_from_one_and_runs_may_differ_in_length():
    ax = plot_steps({"small": [3, 2, 1], "large": [3, 1]}, y_label="weight")
    small, large = ax.get_lines()
    assert small.get_xdata().tolist() == [1, 2, 3]
    assert large.get_ydata().tolist() == [3, 1]
    assert small.get_linestyle() != large.get_linestyle()
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("step", "weight")


def test_a_level_line_is_in_the_legend():
    ax = plot_steps({"run": [3, 2]}, y_label="loss", level=1.5, level_label="best")
    assert ax.get_lines()[-1].get_ydata() == [1.5, 1.5]
    assert ax.get_legend().get_texts()[-1].get_text() == "best"


def test_a_run_that_diverged_is_named():
    with pytest.raises(CourseError, match="run: expected finite numbers, found 1 of 2"):
        plot_steps({"run": [1.0, np.inf]}, y_label="loss")
