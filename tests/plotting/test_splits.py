"""Strips of rows: what is drawn where, and what is refused."""

import pytest

from course_utils.errors import CourseError
from course_utils.plotting import plot_splits


def spans(collection):
    """From where to where each bar goes."""
    boxes = [path.get_extents() for path in collection.get_paths()]
    return [(box.x0, box.x1) for box in boxes]


def test_neighbours_are_one_bar_and_a_gap_is_left_blank():
    ax = plot_splits({"a": ([0, 1, 2, 5], [8, 9])}, n_rows=10)
    train, valid = ax.collections
    assert spans(train) == [(0, 3), (5, 6)]
    assert spans(valid) == [(8, 10)]


def test_rows_may_come_in_any_order():
    ax = plot_splits({"a": ([2, 0, 1], [4, 3])}, n_rows=5)
    assert spans(ax.collections[0]) == [(0, 3)]
    assert spans(ax.collections[1]) == [(3, 5)]


def test_each_kind_is_named_once():
    ax = plot_splits({"a": ([0], [1]), "b": ([1], [0])}, n_rows=2, x_label="day")
    (legend,) = ax.figure.legends
    assert [text.get_text() for text in legend.get_texts()] == ["training", "validation"]
    assert ax.get_xlabel() == "day"


@pytest.mark.parametrize("rows", [[5], [-1]])
def test_a_row_that_is_not_there_is_named(rows):
    with pytest.raises(CourseError, match="from 0 to 4"):
        plot_splits({"a": ([0], rows)}, n_rows=5)


def test_no_split_is_refused():
    with pytest.raises(CourseError, match="at least one"):
        plot_splits({}, n_rows=5)
