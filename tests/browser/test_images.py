"""The panel of images: hidden first, framed, signed, and moved by a click."""

import re

import pytest
from playwright.sync_api import expect

from course_utils import explore_convolution
from tests.browser.explorer_page import offline_visits

pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture
def page(chromium, tmp_path):
    path = explore_convolution().to_html(tmp_path / "images.html")
    with offline_visits(chromium) as visit:
        yield visit(path)


def images(page):
    return page.root.get_by_role("img", name=re.compile("^The digit, and what comes out"))


def cells_of(page, place):
    """The cells that can be seen in the first or second image."""
    return images(page).locator(".xp-pixels").nth(place).locator(".xp-pixel:visible")


def test_the_digit_is_there_before_the_prediction_and_the_map_is_not(page):
    assert "The map: Hidden" in images(page).get_attribute("aria-label")
    assert (cells_of(page, 0).count(), cells_of(page, 1).count()) == (64, 0)
    page.predict(0)
    assert cells_of(page, 1).count() == 9


def test_a_rim_is_drawn_where_there_is_one(page):
    page.predict(0)
    page.move("padding", 1)
    assert (cells_of(page, 0).count(), cells_of(page, 1).count()) == (100, 16)


def test_a_screen_reader_hears_what_is_framed(page):
    page.predict(0)
    page.move("row", 1)
    said = images(page).get_attribute("aria-label")
    assert "The digit: 8 by 8 numbers; framed: rows 3 to 5, columns 1 to 3" in said
    assert "The map: 3 by 3 numbers; framed: rows 2, columns 1" in said


def test_a_click_brings_the_frame_there(page):
    page.predict(0)
    cells_of(page, 1).nth(5).click()  # the second row's last of three
    page.settle()
    assert (page.place("row"), page.place("column")) == (1, 2)
    cells_of(page, 0).nth(40).click()  # the digit is no map: nothing moves
    page.settle()
    assert (page.place("row"), page.place("column")) == (1, 2)


def test_below_zero_has_a_colour_and_a_minus(page):
    page.predict(0)
    below = cells_of(page, 1).and_(page.root.locator(".xp-pixel-below"))
    minuses = images(page).locator(".xp-pixel-minus").nth(1).get_attribute("d")
    assert below.count() == minuses.count("M") > 0


def test_a_map_that_is_used_up_says_so(page):
    page.predict(0)
    for name, place in {"layers": 2, "stride": 1}.items():
        page.move(name, place)
    assert cells_of(page, 1).count() == 0
    assert "used up" in page.heard("used up")
    assert "The map: 0 by 0 numbers" in images(page).get_attribute("aria-label")


def test_the_tables_have_the_numbers(page):
    page.predict(0)
    tables = page.tables()
    assert len(tables["The digit"]) == 9 and len(tables["The map"]) == 4
    expect(page.root.locator(".xp-readouts")).to_contain_text(tables["The map"][1][1])
