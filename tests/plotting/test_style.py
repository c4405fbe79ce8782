"""The palette can be told apart, the style is readable and stays inside our figures."""

from itertools import combinations

import matplotlib as mpl
import numpy as np
import pytest
from matplotlib.colors import to_rgb

from course_utils.plotting.style import CARD, DASHES, INK, MUTED, PALETTE, new_axes, styled

# Machado, Oliveira and Fernandes (2009), severity 1.0, on linear RGB.
SIGHT = {
    "usual": np.eye(3),
    "no red cones": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "no green cones": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "no blue cones": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}
XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])


def linear(colour):
    """SRGB without its gamma (IEC 61966-2-1)."""
    c = np.array(to_rgb(colour))
    return np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)


def lab(rgb):
    """CIE L*a*b* of linear RGB, white D65."""
    t = XYZ @ np.clip(rgb, 0, 1) / XYZ.sum(axis=1)
    f = np.where(t > 216 / 24389, np.cbrt(t), (24389 / 27 * t + 16) / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def closest(colours, sight):
    """The smallest CIE76 difference between any two colours, seen with `sight`."""
    seen = [lab(np.array(sight) @ linear(colour)) for colour in colours]
    return min(np.linalg.norm(a - b) for a, b in combinations(seen, 2))


def contrast(a, b):
    """Contrast ratio of WCAG 2."""
    bright, dark = sorted((XYZ[1] @ linear(colour) + 0.05 for colour in (a, b)), reverse=True)
    return bright / dark


@pytest.mark.parametrize("sight", SIGHT.values(), ids=SIGHT.keys())
def test_the_colours_differ_in_every_kind_of_sight(sight):
    assert closest(PALETTE, sight) > 15


def test_the_check_finds_a_palette_that_fails():
    assert closest(["#D62728", "#5E8B00"], SIGHT["no green cones"]) < 15
    assert closest(["#D62728", "#5E8B00"], SIGHT["usual"]) > 60


@pytest.mark.parametrize("colour", [*PALETTE, MUTED])
def test_lines_stand_out_from_the_card(colour):
    assert contrast(colour, CARD) >= 3


def test_text_stands_out_more():
    assert contrast(INK, CARD) >= 7
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)


def test_every_colour_has_a_dash_pattern_of_its_own():
    assert len({str(dash) for dash in DASHES}) == len(DASHES) == len(PALETTE)


def test_text_is_ten_points_or_more_even_when_drawn_outside_the_style():
    ax = styled(new_axes)()
    ax.plot([0, 1], [0, 1], label="a line")
    ax.figure.draw_without_rendering()
    assert mpl.rcParams["font.size"] == 7
    labels = [*ax.get_xticklabels(), *ax.get_yticklabels(), ax.xaxis.label, ax.title]
    assert min(label.get_fontsize() for label in labels) >= 10


def test_settings_come_back_after_an_error():
    @styled
    def fails():
        assert mpl.rcParams["font.size"] == 11
        raise ValueError("on purpose")

    with pytest.raises(ValueError, match="on purpose"):
        fails()
    assert mpl.rcParams["font.size"] == 7
