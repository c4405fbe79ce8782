"""The panel with contours and paths: six that can be told apart, for the eye and for the ear."""

import re

import pytest
from playwright.sync_api import expect

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
    expect(page.root.locator(".xp-told .xp-legend")).to_have_text("your guess")


def test_arrow_keys_go_from_path_to_path_and_the_pointer_reads_the_nearest(page):
    page.predict(1)
    reading = page.root.locator(".xp-large .xp-reading")
    plane(page).focus()
    first, *_, last = (walker.label for walker in WALKERS.values())
    page.page.keyboard.press("ArrowRight")
    expect(reading).to_have_text(re.compile(rf"^{first}: weight x .*, height "))
    expect(reading).to_have_attribute("aria-live", "polite")
    for _ in WALKERS:
        page.page.keyboard.press("ArrowRight")
    expect(reading).to_have_text(re.compile(rf"^{last}: "))
    ring = plane(page).locator("circle.xp-cursor")
    numbers = reading.inner_text()
    box = ring.bounding_box()
    page.page.keyboard.press("Escape")
    expect(reading).to_be_hidden()
    page.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(reading).to_have_text(numbers)
    expect(reading).to_have_attribute("aria-live", "off")


def test_before_the_prediction_nothing_is_read(page):
    plane(page).focus()
    page.page.keyboard.press("ArrowRight")
    expect(page.root.locator(".xp-large .xp-reading")).to_be_hidden()
