"""Curves of a training."""

import numpy as np
import pandas as pd
import pytest

from course_utils.errors import CourseError
from course_utils.plotting import plot_history

LOSSES = {"loss": [3.0, 2.0, 1.5, 1.2], "val_loss": [3.2, 2.4, 2.2, 2.3], "mae": [1, 1, 1, 0.5]}


def legend(ax):
    """The texts of the legend."""
    return [text.get_text() for text in ax.get_legend().get_texts()]


@pytest.mark.parametrize("form", [dict, pd.DataFrame])
def test_both_curves_against_epochs_from_1(form):
    ax = plot_history(form(LOSSES))
    training, validation = ax.get_lines()
    assert training.get_xdata().tolist() == [1, 2, 3, 4]
    assert training.get_ydata().tolist() == LOSSES["loss"]
    assert validation.get_ydata().tolist() == LOSSES["val_loss"]
    assert legend(ax) == ["training", "validation"]
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("epoch", "loss")
    assert training.get_linestyle() != validation.get_linestyle()
    assert training.get_marker() != validation.get_marker()


def test_the_history_of_a_real_fit():
    import keras

    model = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1)])
    model.compile("sgd", "mae")
    history = model.fit(np.ones((8, 1)), np.ones(8), epochs=3, verbose=0)
    [line] = plot_history(history).get_lines()
    assert line.get_ydata().tolist() == history.history["loss"]


def test_another_metric_with_its_unit():
    ax = plot_history(LOSSES, metric="mae", y_label="error (kcal)")
    assert ax.get_ylabel() == "error (kcal)"
    assert legend(ax) == ["training"]


def test_the_first_epochs_can_be_left_out():
    training, _ = plot_history(LOSSES, start=2).get_lines()
    assert training.get_xdata().tolist() == [3, 4]


def test_log_makes_the_vertical_axis_logarithmic():
    assert plot_history(LOSSES, log=True).get_yscale() == "log"
    assert plot_history(LOSSES).get_yscale() == "linear"


def test_a_long_history_has_no_markers():
    assert plot_history({"loss": np.ones(31)}).get_lines()[0].get_marker() == "None"


@pytest.mark.parametrize("lost", [np.nan, np.inf])
def test_where_the_loss_is_lost_is_marked(lost):
    ax = plot_history({"loss": [3.0, 9.0, lost, np.nan], "val_loss": [3.0, 8.0, 7.0, 6.0]})
    assert legend(ax) == ["training", "training: no finite number from epoch 3", "validation"]
    curve, mark, _ = ax.get_lines()
    assert list(mark.get_xdata()) == [3, 3]
    assert np.isfinite(curve.get_ydata()).tolist() == [True, True, False, False]
    assert ax.get_ylim()[1] < 20


def test_a_history_of_nothing_but_nan_still_gives_a_picture():
    assert "no finite number from epoch 1" in legend(plot_history({"loss": [np.nan] * 3}))[1]


@pytest.mark.parametrize(
    ("history", "options", "text"),
    [
        (LOSSES, {"metric": "acc"}, "The history has no 'acc'. Expected one of: loss, val_loss, m"),
        (LOSSES, {"start": 4}, "start: expected 0 to 3, as there are 4 epochs, found 4"),
        (LOSSES, {"start": -1}, "start: expected 0 to 3"),
        ({"loss": []}, {}, "The history is empty: expected at least one epoch, found none"),
        ({"loss": ["a", "b"]}, {}, r"loss: expected a number for each epoch, found \['a', 'b'\]"),
        ([3, 2, 1], {}, "found list. Write history = model.fit"),
        (None, {}, "found NoneType"),
    ],
)
def test_what_does_not_fit_is_told(history, options, text):
    with pytest.raises(CourseError, match=text):
        plot_history(history, **options)
