"""The sum of bends is the network's output."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils.errors import CourseError
from course_utils.plotting import plot_relu_sum

W, B, V, C = [1.0, 2.0, -1.0], [0.0, -2.0, -1.0], [1.0, -2.0, 0.8], 0.5


def line(ax, label):
    """The line with this label."""
    [found] = [found for found in ax.get_lines() if found.get_label() == label]
    return found


def bends(ax):
    """Where bends are marked, as rows of x and y."""
    [found] = [c for c in ax.collections if c.get_label() == "bends"]
    return np.asarray(found.get_offsets())


def output(x, w=W, b=B, v=V, c=C):
    """A 1-k-1 network, written out unit by unit."""
    return c + sum(v_i * max(w_i * x + b_i, 0) for w_i, b_i, v_i in zip(w, b, v, strict=True))


def test_the_sum_is_the_network_and_the_units_are_its_parts():
    ax = plot_relu_sum(W, B, V, C)
    total = line(ax, "sum + output bias")
    np.testing.assert_allclose(total.get_ydata(), [output(x) for x in total.get_xdata()])
    parts = [line(ax, f"unit {i}") for i in (1, 2, 3)]
    np.testing.assert_allclose(sum(p.get_ydata() for p in parts) + C, total.get_ydata())
    assert len({p.get_linestyle() for p in parts}) == 3
    assert total.get_linewidth() > 2 * parts[0].get_linewidth()


def test_bends_are_marked_at_minus_b_over_w():
    marked = bends(plot_relu_sum(W, B, V, C))
    np.testing.assert_allclose(marked[:, 0], [-1, 0, 1])
    np.testing.assert_allclose(marked[:, 1], [output(x) for x in (-1, 0, 1)])


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 7))
def test_any_network_is_drawn_exactly(seed, k):
    rng = np.random.default_rng(seed)
    w, b, v, c = rng.normal(size=(1, k)), rng.normal(size=k), rng.normal(size=(k, 1)), [0.3]
    ax = plot_relu_sum(w, b, v, c, x=[-2, 2])
    total = line(ax, "sum + output bias")
    x = np.linspace(-2, 2, 41)
    expected = [output(value, w[0], b, v[:, 0], 0.3) for value in x]
    np.testing.assert_allclose(np.interp(x, *total.get_data()), expected, atol=1e-9)
    inside = np.sort([p for p in -b / w[0] if -2 <= p <= 2])
    np.testing.assert_allclose(bends(ax)[:, 0], inside)


def test_many_units_are_one_bundle_in_the_legend():
    ax = plot_relu_sum(np.ones(16), np.arange(16), np.ones(16), 0)
    texts = [text.get_text() for text in ax.figure.legends[0].get_texts()]
    assert texts == ["the 16 hidden units", "sum + output bias", "bends"]
    assert len(ax.get_lines()) == 18


def test_the_range_is_that_of_x_then_of_the_data():
    data = ([-5.0, 7.0], [0.0, 1.0])
    assert line(plot_relu_sum(W, B, V, C, data=data), "unit 1").get_xdata()[[0, -1]].tolist() == [
        -5,
        7,
    ]
    both = plot_relu_sum(W, B, V, C, data=data, x=[-3, 3], x_label="time (s)", y_label="level (m)")
    assert line(both, "unit 1").get_xdata()[[0, -1]].tolist() == [-3, 3]
    assert (both.get_xlabel(), both.get_ylabel()) == ("time (s)", "level (m)")


def test_a_unit_without_weight_has_no_bend():
    assert len(bends(plot_relu_sum([0.0], [1.0], [2.0], 0.0))) == 0


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({"biases": [0, 1]}, "found weights with 3, biases with 2, output_weights with 3"),
        ({"weights": np.ones((2, 3))}, r"weights: expected one column .* shape \(2, 3\)"),
        ({"output_bias": [1, 2]}, "output_bias: expected one number, found 2"),
        ({"data": [1, 2, 3]}, r"data: expected a pair \(x, y\), found list"),
        ({"data": ([1, 2], [1])}, "data x with 2, data y with 1"),
    ],
)
def test_what_does_not_fit_is_told(change, text):
    good = {"weights": W, "biases": B, "output_weights": V, "output_bias": C}
    with pytest.raises(CourseError, match=text):
        plot_relu_sum(**(good | change))
