"""Small grey images side by side."""

import numpy as np
import pytest

from course_utils.errors import CourseError
from course_utils.plotting import plot_images, show_figure

IMAGES = np.arange(12 * 4).reshape(12, 2, 2)


def test_each_image_has_its_place_and_all_have_one_scale():
    axes = plot_images(IMAGES, [str(number) for number in range(12)])
    assert [ax.get_title() for ax in axes] == [str(number) for number in range(12)]
    assert {ax.get_images()[0].get_clim() for ax in axes} == {(0, 47)}
    assert len(axes[0].figure.axes) == 12  # no empty frames behind the last


def test_titles_may_be_left_out():
    assert plot_images(IMAGES[:3])[0].get_title() == ""


def test_photographs_may_be_larger_than_digits():
    photos = plot_images(np.ones((5, 20, 40)), in_a_row=2)
    assert len(photos) == len(photos[0].figure.axes) == 5
    width, height = photos[0].figure.get_size_inches()
    assert np.isclose(height, 3 * width / 2 / 2)  # three rows of images twice as wide as high
    assert plot_images(np.ones((2, 20, 40)))[0].figure.get_figheight() < height / 3


def test_photographs_are_no_negatives_in_the_dark():
    alt = "Two grey photographs beside each other."
    photos = show_figure(plot_images(np.ones((2, 20, 40)), in_a_row=2), alt)._repr_html_()
    digits = show_figure(plot_images(IMAGES), alt)._repr_html_()
    assert "invert" in digits and 'class="course-figure"' in digits
    assert "invert" not in photos and "course-figure" not in photos


def test_rows_of_pixels_are_told_what_to_do():
    with pytest.raises(CourseError, match=r"found \(12, 4\).*reshape"):
        plot_images(IMAGES.reshape(12, 4))
    with pytest.raises(CourseError, match="each of the 12 images, found 1"):
        plot_images(IMAGES, ["one"])
