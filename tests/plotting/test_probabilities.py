"""Histograms of two classes, and the threshold."""

import numpy as np
import pytest

from course_utils.errors import CourseError
from course_utils.plotting import plot_probabilities

Y = np.array([0, 0, 0, 1, 1])
P = np.array([[0.01], [0.02], [0.6], [0.62], [0.99]])


def heights(container):
    return [bar.get_height() for bar in container]


def test_each_class_is_counted_on_its_own_side():
    ax = plot_probabilities(Y, P, labels=("stayed", "left"))
    left, stayed = ax.containers
    assert (left.get_label(), stayed.get_label()) == ("left", "stayed")
    assert sum(heights(left)) == 2
    assert sum(heights(stayed)) == -3
    assert heights(stayed)[0] == -2
    assert heights(left)[12] == 1
    assert "left" in ax.get_xlabel()


def test_the_threshold_stands_where_it_is_and_counts_are_never_negative():
    ax = plot_probabilities(Y, P, threshold=0.3)
    lines = [line for line in ax.get_lines() if line.get_label() == "threshold 0.3"]
    assert list(lines[0].get_xdata()) == [0.3, 0.3]
    labels = [tick.get_text() for tick in ax.get_yticklabels()]
    assert labels
    assert not any("-" in label or "−" in label for label in labels)


def test_other_labels_are_told():
    with pytest.raises(CourseError, match="expected labels 0 and 1, found 2"):
        plot_probabilities([1, 2], [0.1, 0.2])


def test_logits_are_told():
    with pytest.raises(CourseError, match="found -3 to 2.*through the sigmoid"):
        plot_probabilities([0, 1], [-3.0, 2.0])


def test_lengths_must_agree():
    with pytest.raises(CourseError, match="found y_true with 2, p with 1"):
        plot_probabilities([0, 1], [0.5])
