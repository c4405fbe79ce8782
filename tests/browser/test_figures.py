"""Figures on a light and on a dark page: their ground is the page's, their ink stands out."""

from io import BytesIO

import pytest
from matplotlib.pyplot import imread

from course_utils.plotting import plot_network, show_figure

pytestmark = pytest.mark.xdist_group("browser")


@pytest.mark.parametrize(("is_light", "ground"), [("true", "#ffffff"), ("false", "#111111")])
def test_a_figure_is_readable_in_both_themes(chromium, is_light, ground):
    figure = show_figure(plot_network([2, 1]), alt="Two inputs lead to one neuron.")
    page = chromium.new_page(viewport={"width": 700, "height": 500})
    # The mark that JupyterLab and the pages of nbconvert have on their body.
    page.set_content(f'<body data-jp-theme-light="{is_light}">{figure._repr_html_()}</body>')
    picture = imread(BytesIO(page.get_by_role("img", name="Two inputs").screenshot()))
    page.close()
    light = (255 * picture[..., :3].mean(axis=2)).round()
    assert abs(light[light.shape[0] // 2, 3] - int(ground[1:3], 16)) <= 1
    ink = light.min() if is_light == "true" else light.max()
    assert contrast(ink / 255, int(ground[1:3], 16) / 255) > 4.5


def contrast(one, other):
    """The ratio of WCAG 2 for two greys, from 0 to 1."""
    lights = sorted(((grey + 0.055) / 1.055) ** 2.4 + 0.05 for grey in (one, other))
    return lights[1] / lights[0]
