"""The numbers in an alt text are those of what is drawn."""

import numpy as np
import pytest
from matplotlib.figure import Figure

from course_utils.plotting import (
    plot_activation,
    plot_curves,
    plot_fitted_line,
    plot_lines,
    plot_network,
    plot_probabilities,
    plot_relu_sum,
    plot_steps,
    show_figure,
)
from course_utils.plotting.describe import describe

LABELS = {"x_label": "sugars (g)", "y_label": "calories (kcal)"}


def told(ax):
    return describe(ax.figure)


def test_another_number_gives_another_alt_text():
    lines = [plot_fitted_line([0, 5, 10], [9, 8, 10], w, 90, **LABELS) for w in (3, -2)]
    first, second = (show_figure(ax, alt="The line of a neuron over points.").alt for ax in lines)
    assert "y = 3 x + 90, from 90 at 0 to 120 at 10" in first
    assert "y = −2 x + 90, from 90 at 0 to 70 at 10" in second


def test_a_line_is_told_by_its_ends_and_extremes():
    line = plot_lines(range(5), {"loss": [3, 0, 9, 2, 2]}, x_label="w", y_label="loss")
    assert told(line) == "Drawn: loss, from 3 at 0 to 2 at 4, lowest 0 at 1, highest 9 at 2."
    level = plot_steps({"run": [1.0, 2.0]}, y_label="w", level=3.7, level_label="best line")
    assert told(level).endswith("; best line, at 3.7.")


def test_few_points_are_named_and_many_are_told_by_their_mean():
    few = plot_curves([1, 2], [-3, 50_000], {}, **LABELS)
    assert told(few) == "Drawn: data, −3 at 1, 50,000 at 2."
    y = np.repeat([1, 5, 3], 10)
    many = plot_curves(np.arange(30), y, {}, **LABELS)
    assert "30 points, on average 1 at the left, 5 in the middle and 3 at the right" in told(many)


def test_bars_are_told_by_their_sum_and_the_tallest():
    bars = plot_probabilities([0, 1, 1, 1], [0.12, 0.92, 0.93, 0.4])
    assert "threshold 0.5, at 0.5" in told(bars)
    assert "class 1, 3 in all, most from 0.9 to 0.95" in told(bars)


def test_two_panels_are_told_apart():
    upper, _ = plot_activation("tanh", slope=True)
    assert "tanh (output), from −0.999 at −4" in told(upper)
    assert "tanh (slope), from 0.00134 at −4" in told(upper)


@pytest.mark.parametrize("units", [1, 128])
def test_units_in_a_bundle_have_no_numbers(units):
    rng = np.random.default_rng(1)
    said = told(plot_relu_sum(*rng.normal(size=(3, units)), 0.0))
    assert ("unit 1," in said) is (units == 1)
    assert "hidden units" not in said and "sum + output bias, from" in said


def test_a_figure_of_ones_own_is_no_error():
    ax = Figure().subplots()
    ax.plot(["low", "high"], [1, 2], label="words")
    ax.errorbar([1, 2], [3, 4], yerr=1, label="spread")
    ax.scatter([], [], label="none yet")
    ax.scatter([1, np.nan], [2, 3], label="a gap")
    ax.bar([], [], label="no bars")
    said = told(ax)
    assert "words, from 1 at 0 to 2 at 1" in said
    assert "none yet, none in sight; a gap, 2 at 1" in said


def test_where_nothing_has_a_name_nothing_is_added():
    assert told(plot_network([2, 1])) == ""
