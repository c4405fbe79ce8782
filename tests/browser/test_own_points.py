"""Points of one's own in the plane of boundaries: set by mouse and by keys, and learned."""

import re

import pytest
from playwright.sync_api import expect

from course_utils import explore_boundary
from tests.browser.axe import axe_findings
from tests.browser.explorer_page import ExplorerPage
from tests.browser.server import put_notebook

pytestmark = pytest.mark.xdist_group("browser")

CELLS = [
    "from course_utils import explore_boundary\nexplore_boundary(state='boundary shape=island "
    "noise=0.0 width=8 depth=1 activation=relu epoch=120')"
]


def test_a_page_without_a_kernel_does_not_offer_it(visit):
    page = visit(explore_boundary())
    page.predict(0)
    expect(page.button("My own points")).to_have_count(0)


def test_points_are_set_by_keys_and_by_mouse_and_learned(lab, server):
    put_notebook(server, "own.ipynb", CELLS)
    lab.open("own.ipynb")
    lab.run_all()
    page = ExplorerPage(lab.page, lab.page.locator(".xp").first)
    keys, plot = lab.page.keyboard, page.root.locator(".xp-large .xp-plot")
    reading = page.root.locator(".xp-large .xp-reading")
    given = plot.locator(".xp-dots").first.get_attribute("d")
    page.press("My own points")
    expect(plot.locator(".xp-border")).to_have_count(0)
    learn = page.button("Learn from these")
    expect(learn).to_have_attribute("aria-disabled", "true")

    plot.focus()
    for key in ("ArrowRight", "2", "ArrowRight", "Enter", "ArrowUp", "1"):
        keys.press(key)
    page.settle()
    expect(reading).to_have_text(re.compile(r"^x .*, y .*: outside$"))
    outside, inside = (dots.get_attribute("d") for dots in plot.locator(".xp-dots").all())
    assert (outside.count("M"), inside.count("M")) == (1, 2)
    keys.press("1")  # a second time takes it away
    page.settle()
    expect(learn).to_have_attribute("aria-disabled", "true")

    page.press("outside")
    box = plot.bounding_box()
    for share in (0.2, 0.8):
        lab.page.mouse.click(box["x"] + share * box["width"], box["y"] + 0.2 * box["height"])
    page.settle()
    expect(learn).to_have_attribute("aria-disabled", "false")
    page.press("Learn from these")
    told = page.root.locator(".xp-side [role=status]")
    expect(told).to_have_text(
        re.compile("^Epoch 120: 4 of your 4 points are predicted right"), timeout=5_000
    )
    expect(plot.locator(".xp-border")).to_have_count(1)
    assert axe_findings(lab.page, ".xp") == []
    lab.picture("own-points", page.root)

    page.move("epoch", 0)
    expect(told).to_have_text(re.compile(r"^Epoch 0: \d of your 4 points"))
    page.move("width", 0)
    expect(plot.locator(".xp-border")).to_have_count(0)  # another network has not learned yet
    page.press("My own points")
    assert plot.locator(".xp-dots").first.get_attribute("d") == given
    assert lab.errors() == []
