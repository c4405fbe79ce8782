"""A confusion matrix of several classes."""

import pytest

from course_utils.errors import CourseError
from course_utils.plotting import plot_confusion_matrix, show_figure

COUNTS = [[9, 0, 1], [2, 7, 0], [0, 3, 8]]


def test_a_row_is_a_true_class_and_a_column_what_it_was_called():
    ax = plot_confusion_matrix(COUNTS, ["cat", "dog", "hen"])
    written = {(t.get_position()[1], t.get_position()[0]): t.get_text() for t in ax.texts}
    assert written[1, 0] == "2"
    assert written[2, 1] == "3"
    assert (0, 1) not in written  # what never happened is left empty
    assert (ax.get_ylabel(), ax.get_xlabel()) == ("true class", "predicted class")
    assert [tick.get_text() for tick in ax.get_yticklabels()] == ["cat", "dog", "hen"]


def test_the_mistakes_have_the_whole_scale_of_colours_for_themselves():
    image = plot_confusion_matrix([[900, 1], [4, 900]]).get_images()[0]
    assert image.get_clim() == pytest.approx((0, 4 / 0.6))


def test_the_alt_text_names_the_pair_that_is_confused_most():
    shown = show_figure(plot_confusion_matrix(COUNTS), alt="Three classes, mostly right.")
    assert "24 of 30 on the diagonal, most beside it 3 at true class 2, predicted class 1" in (
        shown.alt
    )


def test_a_matrix_without_any_mistake_is_drawn():
    assert len(plot_confusion_matrix([[3, 0], [0, 4]]).texts) == 2


def test_other_shapes_are_told():
    with pytest.raises(CourseError, match=r"as many rows as columns, found shape \(2, 3\)"):
        plot_confusion_matrix([[1, 2, 3], [4, 5, 6]])
    with pytest.raises(CourseError, match="each of the 3 classes, found 2"):
        plot_confusion_matrix(COUNTS, ["cat", "dog"])
