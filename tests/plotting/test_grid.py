"""Curves of many runs: what a line is, what its band covers, and what is refused."""

from types import SimpleNamespace

import numpy as np
import pytest

from course_utils.errors import CourseError
from course_utils.plotting import plot_grid


def grid_of(values, **axes):
    return SimpleNamespace(axes=axes, curves={"val_loss": np.asarray(values, float)})


def test_a_line_is_the_median_over_all_other_axes():
    values = np.arange(2 * 3 * 5 * 4).reshape(2, 3, 5, 4)
    ax = plot_grid(grid_of(values, l2=(0, 1), width=(2, 4, 8), seed=tuple(range(5))))
    lines = ax.get_lines()
    assert [line.get_label() for line in lines] == ["width 2", "width 4", "width 8"]
    runs = values[:, 1].reshape(10, 4)
    middle = lines[1].get_ydata()
    assert np.all(middle >= np.sort(runs, axis=0)[4]) and np.all(middle <= np.sort(runs, 0)[5])
    assert list(lines[0].get_xdata()) == [1, 2, 3, 4]


def test_a_band_leaves_out_the_outer_tenths():
    values = np.repeat(np.arange(11.0)[None, :, None], 3, axis=2)
    ax = plot_grid(grid_of(values, width=(4,), seed=tuple(range(11))))
    [band] = ax.collections
    heights = band.get_paths()[0].vertices[:, 1]
    assert heights.min() == 1 and heights.max() == 9


def test_the_first_epochs_may_be_left_out_and_one_run_has_no_band():
    ax = plot_grid(grid_of([[9, 2, 1]], width=(4,)), start=1, y_label="loss in mpg")
    [line] = ax.get_lines()
    assert list(line.get_xdata()) == [2, 3] and list(line.get_ydata()) == [2, 1]
    assert not ax.collections and ax.get_ylabel() == "loss in mpg"


def test_runs_that_diverged_count_as_above_all_others():
    values = [[[1, 1], [2, np.nan], [3, np.inf]]]
    ax = plot_grid(grid_of(values, width=(4,), seed=(1, 2, 3)))
    middle = ax.get_lines()[0].get_ydata()
    assert middle[0] == 2 and np.isnan(middle[1])


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"curve": "accuracy"}, "no curve 'accuracy'.*val_loss"),
        ({"by": "l2"}, "no axis 'l2'.*width"),
        ({"start": 2}, "start: expected 0 to 1"),
    ],
)
def test_what_is_not_there_is_named(options, said):
    with pytest.raises(CourseError, match=said):
        plot_grid(grid_of([[2, 1]], width=(4,)), **options)


def test_too_many_lines_are_refused():
    with pytest.raises(CourseError, match="at most 6 values"):
        plot_grid(grid_of(np.ones((7, 2)), width=tuple(range(7))))
