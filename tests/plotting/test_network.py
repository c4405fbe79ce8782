"""The picture of a network says what the network is."""

import numpy as np
import pytest
from matplotlib.collections import LineCollection
from matplotlib.colors import to_hex
from matplotlib.patches import Circle, FancyBboxPatch

from course_utils.errors import CourseError
from course_utils.plotting import plot_network
from course_utils.plotting.style import BLUE, VERMILION


def texts(ax):
    """Every text drawn, as a list."""
    return [text.get_text() for text in ax.texts if text.get_text()]


def count(ax, kind):
    """How many patches of a kind are drawn."""
    return sum(isinstance(patch, kind) for patch in ax.patches)


def edges(ax):
    """The edges, one array of segments for each pair of layers."""
    lines = [c for c in ax.collections if isinstance(c, LineCollection)]
    return [np.array(line.get_segments()) for line in lines]


def test_a_single_neuron_names_its_parts():
    ax = plot_network([3, 1])
    for part in ("$x_{1}$", "$x_{2}$", "$x_{3}$", "$w_{1}$", "$w_{2}$", "$w_{3}$", "$b$", "1"):
        assert texts(ax).count(part) == 1
    assert {"Σ", "$y$", "3 inputs", "output", "1 unit"} <= set(texts(ax))
    assert count(ax, Circle) == 4
    assert [len(group) for group in edges(ax)] == [4]


def test_one_input_needs_no_index():
    assert {"$x$", "$w$", "$b$", "$y$", "1 input"} <= set(texts(plot_network([1, 1])))


def test_without_bias_there_is_no_constant_1():
    ax = plot_network([3, 1], bias=False)
    assert not {"$b$", "1"} & set(texts(ax))
    assert [len(group) for group in edges(ax)] == [3]


def test_every_weight_of_a_deep_network_is_an_edge():
    ax = plot_network([2, 4, 3, 1], activation="relu")
    assert [len(group) for group in edges(ax)] == [3 * 4, 5 * 3, 4 * 1]
    assert count(ax, Circle) == 10
    assert count(ax, FancyBboxPatch) == 3
    assert texts(ax).count("relu") == 2
    assert texts(ax).count("linear") == 1
    assert {"hidden 1", "hidden 2", "4 units", "3 units"} <= set(texts(ax))
    assert not [text for text in texts(ax) if "w_" in text]


def test_edges_run_from_unit_to_unit():
    ax = plot_network([2, 1], bias=False)
    centres = {tuple(patch.center) for patch in ax.patches if isinstance(patch, Circle)}
    assert {tuple(point) for segment in edges(ax)[0] for point in segment} == centres


def test_a_curve_in_a_unit_is_its_activation():
    ax = plot_network([1, 1], activation="relu")
    [curve] = ax.get_lines()
    z, value = curve.get_data()
    assert np.ptp(value[z < z.mean()]) == pytest.approx(0, abs=1e-9)
    assert np.all(np.diff(value[z > z.mean()]) > 0)
    assert "Σ" not in texts(ax)


def test_large_layers_are_elided_and_say_how_many_units_they_have():
    ax = plot_network([8, 512, 512, 1000, 1], activation="relu")
    assert texts(ax).count("⋮") == 3
    assert texts(ax).count("512 units") == 2
    assert "1,000 units" in texts(ax)
    assert count(ax, Circle) == 8 + 3 * 6 + 1


def test_elided_inputs_and_outputs_keep_their_numbers_and_names():
    ax = plot_network([64, 10], input_labels=[f"pixel {i}" for i in range(1, 65)])
    assert {"$x_{4}$", "$x_{63}$", "pixel 64", "$y_{10}$"} <= set(texts(ax))
    assert not {"$x_{5}$", "pixel 5", "$y_{5}$"} & set(texts(ax))


def test_names_of_inputs_and_outputs_stay_on_the_page():
    ax = plot_network([2, 1], input_labels=["sugars", "dietary fibre"], output_labels=["calories"])
    page = ax.figure.bbox
    for text in ax.texts:
        box = text.get_window_extent()
        assert page.x0 <= box.x0 <= box.x1 <= page.x1
        assert page.y0 <= box.y0 <= box.y1 <= page.y1


@pytest.mark.parametrize("units", [[3, 1], [2, 4, 3, 1], [8, 512, 512, 512, 1], [4, 3]])
def test_no_two_texts_overlap(units):
    ax = plot_network(units, activation="relu")
    boxes = [text.get_window_extent() for text in ax.texts if text.get_text()]
    assert not [1 for i, a in enumerate(boxes) for b in boxes[:i] if a.overlaps(b)]


def test_text_is_ten_points_or_more():
    assert min(text.get_fontsize() for text in plot_network([3, 2, 1]).texts) >= 10


def test_weights_show_as_numbers_signs_and_widths():
    kernel = np.array([[2.0], [-1.25], [0.5]])
    ax = plot_network([3, 1], weights=[kernel, np.array([-4.0])])
    assert {"2", "−1.25", "0.5", "−4"} <= set(texts(ax))
    [lines] = ax.collections
    assert [style[1] is None for style in lines.get_linestyle()] == [True, False, True, False]
    colours = [to_hex(colour).upper() for colour in lines.get_colors()]
    assert colours == [BLUE, VERMILION, BLUE, VERMILION]
    assert np.argsort(lines.get_linewidths()).tolist() == [2, 1, 0, 3]
    legend = [text.get_text() for text in ax.get_legend().get_texts()]
    assert legend == ["positive weight", "negative weight"]


def test_the_weights_of_a_keras_model_fit():
    import keras

    model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(6), keras.layers.Dense(3)])
    ax = plot_network([4, 6, 3], weights=model.get_weights())
    drawn = [c for c in ax.collections if isinstance(c, LineCollection)]
    signs = [style[1] is None for style in drawn[0].get_linestyle()]
    assert signs[:24] == (model.get_weights()[0] >= 0).ravel().tolist()
    assert not [text for text in texts(ax) if "." in text]  # too many for numbers


def test_weights_of_zero_are_drawn():
    assert "0" in texts(plot_network([1, 1], weights=[np.zeros((1, 1)), np.zeros(1)]))


@pytest.mark.parametrize(
    ("units", "options", "text"),
    [
        (3, {}, "units: expected a list of two or more whole numbers .*found 3"),
        ([3], {}, r"number of inputs first, such as \[3, 1\]; found \[3\]"),
        ([3, 0], {}, "units: expected"),
        ([3, 1.5], {}, "units: expected"),
        ("31", {}, "units: expected"),
        ([3, 1], {"activation": "rleu"}, "activation: expected one name, .* found 'rleu'"),
        ([3, 1], {"activation": 7}, "activation: expected one name"),
        ([3, 2, 1], {"activation": ["relu"]}, r"or 2 \(one for each layer.*found \['relu'\]"),
        ([3, 1], {"input_labels": ["a"]}, r"input_labels: expected a list of 3 names, found \['a"),
        ([3, 1], {"input_labels": "abc"}, "input_labels: expected a list of 3 names, found 'abc'"),
        ([3, 1], {"output_labels": ["a", "b"]}, "output_labels: expected a list of 1 names"),
        ([9, 1], {"weights": []}, "weights: expected layers of at most 8 units, found 9"),
        ([2, 1], {"weights": [np.ones((2, 1))]}, r"expected arrays of shapes \[\(2, 1\), \(1,\)\]"),
        ([2, 1], {"weights": [[[1], [np.nan]], [0]]}, "weights: expected finite numbers, found 1"),
    ],
)
def test_what_does_not_fit_is_told(units, options, text):
    with pytest.raises(CourseError, match=text):
        plot_network(units, **options)


def test_numbers_of_a_forward_and_a_backward_pass():
    ax = plot_network([2, 2, 1], values=[[1, 2], [2, 0.5], [4]], blames=[[12, -6], [6]])
    assert {"2", "0.5", "4", "← 12", "← −6", "← 6"} <= set(texts(ax))
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["blame, handed back"]


@pytest.mark.parametrize("numbers", [[[1, 2]], [[1, 2], [3], [4]]])
def test_numbers_that_are_too_few(numbers):
    with pytest.raises(CourseError, match=r"values: expected an array for each of 3 layers"):
        plot_network([2, 2, 1], values=numbers)


def test_a_dropped_unit_is_crossed_out_and_has_no_edges():
    ax = plot_network([2, 3, 1], activation="relu", dropped=[[0, 0], [1, 0, 1], [0]])
    into, out = (
        collection.get_alpha()
        for collection in ax.collections
        if isinstance(collection, LineCollection)
    )
    # Two inputs and the bias into three units, then three units and the bias into one.
    assert into.tolist() == [0, 1, 0] * 3
    assert out.tolist() == [0, 1, 0, 1]
    crosses = [line for line in ax.lines if line.get_marker() == "x"]
    assert len(crosses) == 2
    assert len({cross.get_xdata()[0] for cross in crosses}) == 1


def test_what_is_dropped_must_fit_the_network():
    with pytest.raises(CourseError, match="dropped: expected"):
        plot_network([2, 3, 1], dropped=[[0, 0], [1, 0], [0]])
