"""The line and the plane lie where w and b say."""

import numpy as np
import pytest
from matplotlib.figure import Figure
from mpl_toolkits.mplot3d.art3d import Line3DCollection, Path3DCollection, Poly3DCollection

from course_utils.errors import CourseError
from course_utils.plotting import plot_fitted_line, plot_fitted_plane

X1 = np.array([0.0, 4.0, 10.0])
Y1 = np.array([95.0, 100.0, 120.0])
AXES = {"x_label": "sugars (g)", "y_label": "calories (kcal)"}
LABELS = ("sugars (g)", "fibre (g)", "calories (kcal)")
X2 = np.array([[0.0, 1.0], [5.0, 2.0], [9.0, 0.0], [3.0, 6.0]])


def legend(ax):
    """The texts of the legend."""
    return [text.get_text() for text in ax.get_legend().get_texts()]


@pytest.mark.parametrize(("w", "b"), [(2.5, 90.0), (np.array([[2.5]]), np.array([90.0]))])
def test_the_line_is_w_x_plus_b(w, b):
    ax = plot_fitted_line(X1, Y1, w, b, **AXES)
    [line] = ax.get_lines()
    np.testing.assert_allclose(line.get_ydata(), 2.5 * line.get_xdata() + 90)
    assert list(line.get_xdata()) == [0, 10]
    [points] = ax.collections
    np.testing.assert_array_equal(points.get_offsets(), np.c_[X1, Y1])
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("sugars (g)", "calories (kcal)")
    assert legend(ax) == ["data", "y = 2.5 x + 90"]


def test_the_formula_has_the_signs_one_writes():
    assert legend(plot_fitted_line(X1, Y1, -2, -0.5, **AXES))[-1] == "y = −2 x − 0.5"


def test_errors_run_from_each_point_to_the_line():
    ax = plot_fitted_line(X1, Y1, 2.5, 90, errors=True, **AXES)
    ends = np.array(ax.collections[0].get_segments())
    np.testing.assert_allclose(ends[:, 0], np.c_[X1, 2.5 * X1 + 90])
    np.testing.assert_allclose(ends[:, 1], np.c_[X1, Y1])
    assert "error" in legend(ax)


def test_it_draws_on_the_axes_it_is_given():
    own = Figure().subplots()
    assert plot_fitted_line(X1, Y1, 1, 0, ax=own, **AXES) is own


def test_x_and_y_must_be_of_the_same_length():
    with pytest.raises(CourseError, match="found x with 3, y with 2"):
        plot_fitted_line(X1, Y1[:2], 1, 0, **AXES)


def test_a_weight_must_be_one_number():
    with pytest.raises(CourseError, match="w: expected one number, found 2"):
        plot_fitted_line(X1, Y1, [1, 2], 0, **AXES)


def test_the_plane_is_w1_x1_plus_w2_x2_plus_b():
    y = X2 @ [4, 7] + 80 + [3, -3, 3, -3]
    ax = plot_fitted_plane(X2, y, [[4], [7]], [80], labels=LABELS)
    [plane] = [c for c in ax.collections if isinstance(c, Poly3DCollection)]
    corners = plane._faces.reshape(-1, 3)
    np.testing.assert_allclose(corners[:, 2], corners[:, :2] @ [4, 7] + 80)
    assert (ax.get_xlabel(), ax.get_ylabel(), ax.get_zlabel()) == LABELS


def test_points_are_sorted_to_the_sides_of_the_plane():
    y = X2 @ [4, 7] + 80 + [3, -3, 3, 3]
    ax = plot_fitted_plane(X2, y, [4, 7], 80, labels=LABELS)
    below, above = [c for c in ax.collections if isinstance(c, Path3DCollection)]
    assert (below.get_label(), above.get_label()) == ("below the plane", "above the plane")
    assert (len(below._offsets3d[0]), len(above._offsets3d[0])) == (1, 3)
    joins = [c for c in ax.collections if isinstance(c, Line3DCollection)]
    assert [len(c._segments3d) for c in joins] == [1, 3]


def test_all_points_may_lie_on_one_side():
    ax = plot_fitted_plane(X2, X2 @ [4, 7] + 81, [4, 7], 80, labels=LABELS)
    assert legend(ax) == ["above the plane"]


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({"X": X2[:, :1]}, r"X: expected shape \(n_samples, 2\), found \(4, 1\)"),
        ({"w": [1, 2, 3]}, "w: expected 2 weights, one for each input, found 3"),
        ({"y": [1, 2]}, "X and y of the same length, found X with 4, y with 2"),
        ({"labels": ("a", "b")}, "labels: expected three names"),
        ({"labels": "abc"}, "labels: expected three names"),
        ({"y": [1, 2, np.nan, 4]}, "y: expected finite numbers, found 1 of 4"),
    ],
)
def test_a_plane_that_does_not_fit_is_told(change, text):
    good = {"X": X2, "y": [1, 2, 3, 4], "w": [1, 1], "b": 0, "labels": LABELS}
    with pytest.raises(CourseError, match=text):
        plot_fitted_plane(**(good | change))
