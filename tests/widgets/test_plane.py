"""The plane: a spec that does not fit together is refused, and the still picture has it."""

from dataclasses import replace

import numpy as np
import pytest

from course_utils.errors import CourseError
from course_utils.widgets.panels import Path, Plane
from course_utils.widgets.small_multiples import draw_small_multiples
from course_utils.widgets.spec import Measure
from course_utils.widgets.validation import validate
from tests.widgets.descent import spec

PLANE = Plane(
    title="From above",
    contours=("ring_x", "ring_y"),
    marks=("best_w", "best_b"),
    marks_label="best line",
    paths=(Path("w", "b", "loss", "descent"),),
    x_label="w",
    y_label="b",
    x_range=(-1, 4),
    y_range=(-1, 3),
    height_label="loss",
)


def with_plane(**changes):
    angle = np.linspace(0, 2 * np.pi, 20)
    weights = spec().measures["weights"]
    measures = {
        "ring_x": Measure((), 2 + np.cos(angle)),
        "ring_y": Measure((), 1 + np.sin(angle)),
        "best_w": Measure((), np.array([2.0])),
        "best_b": Measure((), np.array([1.0])),
        "w": Measure(weights.axes, weights.values[..., 0, 0]),
        "b": Measure(weights.axes, weights.values[..., 0, 1]),
    }
    panels = (replace(PLANE, **changes), *spec().panels)
    return replace(spec(), panels=panels, measures=spec().measures | measures)


def test_a_plane_that_fits():
    validate(with_plane())


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"contours": ("ring_x", "ring")}, "there is no measure 'ring'"),
        ({"marks": ("best", "best_b")}, "there is no measure 'best'"),
        ({"paths": (Path("w", "b", "high", "descent"),)}, "there is no measure 'high'"),
        ({"paths": (Path("v", "b", "loss", "descent"),)}, "there is no measure 'v'"),
    ],
)
def test_what_it_names_must_be_there(changes, said):
    with pytest.raises(CourseError, match=said):
        validate(with_plane(**changes))


def test_the_still_picture_has_the_whole_path():
    figure = draw_small_multiples(with_plane(), {"rate": 1, "noise": 0, "step": 3})
    ax = figure.axes[1]  # the rate in the middle: 0.5
    ring, best, path = ax.lines
    assert (len(ring.get_xdata()), best.get_xdata().tolist()) == (20, [2.0])
    np.testing.assert_allclose(path.get_xdata(), spec().measures["weights"].values[2, 0, :, 0, 0])
    assert path.get_label() == "descent" and ax.get_xlim() == (-1, 4)
