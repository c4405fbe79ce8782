"""The panel of a decision boundary: drawn, read by pointer and by arrow keys, told in words."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect

from course_utils import explore_boundary

pytestmark = pytest.mark.xdist_group("browser")

FENCED = "boundary shape=island noise=0.0 width=4 depth=1 activation=relu epoch=120"


@pytest.fixture
def page(visit):
    explorer = visit(explore_boundary())
    explorer.plot = explorer.root.locator(".xp-large .xp-plot")
    return explorer


def test_only_the_points_are_there_before_the_prediction(page):
    expect(page.plot.locator(".xp-dots")).to_have_count(2)
    expect(page.plot.locator(".xp-border, .xp-ground")).to_have_count(0)
    page.predict(0)
    expect(page.plot.locator(".xp-border")).to_have_count(1)
    expect(page.plot.locator(".xp-grain")).to_have_count(1)


def test_the_boundary_closes_around_the_island(page):
    page.predict(0)
    page.restore(FENCED)
    border = page.plot.locator(".xp-border").get_attribute("d")
    ends = np.array(re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", border), float)
    # Each end of a piece is the end of another: the line goes all the way round.
    close = np.abs(ends[:, np.newaxis] - ends).max(axis=-1) < 0.15  # pixels: they are rounded
    assert len(ends) > 20 and (close.sum(axis=1) % 2 == 0).all()
    expect(page.plot).to_have_attribute("aria-label", re.compile(r"% of the plane is predicted as"))


def test_probabilities_are_read_by_arrow_keys_and_by_the_pointer(page):
    page.predict(0)
    page.restore(FENCED)
    reading = page.root.locator(".xp-large .xp-reading")
    page.plot.focus()
    page.page.keyboard.press("ArrowUp")
    expect(reading).to_have_text(re.compile(r"x 0\.0\d+, y 0\.\d+: inside with \d+ %"))
    expect(reading).to_have_attribute("aria-live", "polite")
    for _ in range(30):
        page.page.keyboard.press("ArrowLeft")
    expect(reading).to_have_text(re.compile(r"x −1\.7, y 0\.\d+: inside with \d %"))
    page.page.keyboard.press("Escape")
    expect(reading).to_be_hidden()
    box = page.plot.bounding_box()
    page.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(reading).to_be_visible()
    expect(reading).to_have_attribute("aria-live", "off")


def test_the_table_holds_probabilities(page):
    page.predict(0)
    tables = page.tables()
    (name,) = [name for name in tables if name.startswith("The boundary")]
    assert len(tables[name]) == 5 and re.fullmatch(r"\d+ %", tables[name][1][1])
