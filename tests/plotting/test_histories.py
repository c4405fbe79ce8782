"""Curves of several trainings on one scale."""

import pytest

from course_utils.errors import CourseError
from course_utils.plotting import plot_histories
from course_utils.plotting.describe import describe

RUNS = {
    "small": {"loss": [9.0, 4.0, 3.0], "val_loss": [9.5, 4.5, 3.5]},
    "large": {"loss": [9.0, 2.0, 0.5], "val_loss": [9.5, 4.0, 4.0]},
}


def test_each_training_has_its_name_and_all_have_one_scale():
    small, large = plot_histories(RUNS, start=1, y_label="error (MPa)")
    assert (small.get_title(), large.get_title()) == ("small", "large")
    assert small.get_ylim() == large.get_ylim()
    assert small.get_ylim()[1] < 9, "the first epoch is left out"
    assert (small.get_ylabel(), large.get_ylabel()) == ("error (MPa)", "")
    [legend] = small.figure.legends
    assert [text.get_text() for text in legend.get_texts()] == ["training", "validation"]


def test_the_words_for_a_screen_reader_name_the_training():
    said = describe(plot_histories(RUNS)[0].figure)
    assert "training (small), from 9 at 1 to 3 at 3" in said
    assert "validation (large), from 9.5 at 1 to 4 at 3" in said


@pytest.mark.parametrize("count", [1, 4])
def test_too_few_or_too_many(count):
    with pytest.raises(CourseError, match=f"found {count}"):
        plot_histories({str(n): RUNS["small"] for n in range(count)})
