"""The panel with contours and paths: six that can be told apart, for the eye and for the ear."""

import re

import pytest

from course_utils import explore_optimizers
from course_utils.widgets.explorers.optimizers import WALKERS
from tests.browser.explorer_page import offline_visits

pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture
def page(chromium, tmp_path):
    path = explore_optimizers().to_html(tmp_path / "plane.html")
    with offline_visits(chromium) as visit:
        yield visit(path)


def plane(page):
    return page.root.get_by_role("img", name=re.compile("^From above"))


def test_the_landscape_is_there_before_the_prediction_and_the_paths_are_not(page):
    assert "Hidden" in plane(page).get_attribute("aria-label")
    assert plane(page).locator(".xp-contour").get_attribute("d").count("M") > 5
    assert plane(page).locator(".xp-line").count() == 0


def test_the_paths_differ_in_colour_dash_and_marker(page):
    page.predict(1)
    lines = plane(page).locator(".xp-line:not(.xp-guess):not(.xp-guess-paper)")
    looks = lines.evaluate_all(
        "lines => lines.map(line => [getComputedStyle(line).stroke, "
        "line.getAttribute('stroke-dasharray')])"
    )
    colours, dashes = zip(*looks, strict=True)
    assert len(set(colours)) == len(set(dashes)) == len(WALKERS) == len(looks)


def test_a_screen_reader_hears_where_each_of_them_is(page):
    page.predict(1)
    said = plane(page).get_attribute("aria-label")
    for walker in WALKERS.values():
        assert re.search(rf"{walker.label}: (weight x .*|outside the plot), height", said), said
    assert "lowest place: 0, 0" in said


def test_the_guess_is_marked_on_its_path(page):
    page.predict(0)
    assert plane(page).locator(".xp-sign").text_content() == "✗"
    assert plane(page).locator(".xp-line.xp-guess").count() == 1
