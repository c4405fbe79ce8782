"""Kernels: every weight is written down, and its sign has a colour."""

import numpy as np
import pytest

from course_utils.errors import CourseError
from course_utils.plotting import plot_kernels

KERNELS = np.array([[[1.0, 0.0], [-0.125, -1.0]]] * 5)


def test_each_weight_is_written_in_its_cell():
    axes = plot_kernels(KERNELS, list("abcde"))
    assert [ax.get_title() for ax in axes] == list("abcde")
    assert [text.get_text() for text in axes[0].texts] == ["1", "0", "−0.12", "−1"]
    assert len(axes[0].figure.axes) == 5  # no empty frames behind the last


def test_colours_tell_the_signs_apart_and_zero_is_white():
    image = plot_kernels(KERNELS[:1])[0].get_images()[0]
    (above, zero), (_, below) = image.cmap(image.norm(image.get_array()))
    assert zero[:3].min() > 0.99
    assert above[2] > above[0] and below[0] > below[2]


def test_kernels_as_keras_has_them_are_told_what_to_do():
    with pytest.raises(CourseError, match=r"found \(3, 3, 1, 8\).*last axis"):
        plot_kernels(np.ones((3, 3, 1, 8)))
    with pytest.raises(CourseError, match="each of the 5 kernels, found 1"):
        plot_kernels(KERNELS, ["one"])
