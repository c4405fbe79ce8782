"""A notebook exported by nbconvert, opened from a folder without a network: its explorer works."""

import nbformat
import pytest
from nbconvert import HTMLExporter

from course_utils.widgets.explorer import Explorer
from tests.browser.explorer_page import ExplorerPage
from tests.widgets.descent import spec

pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture
def exported(tmp_path):
    """The two outputs that an explorer leaves in a notebook, as a page of nbconvert."""
    data, _ = Explorer(spec())._repr_mimebundle_()
    widget = "application/vnd.jupyter.widget-view+json"
    outputs = [
        nbformat.v4.new_output("display_data", {widget: data.pop(widget)}),
        nbformat.v4.new_output("display_data", data),
    ]
    cell = nbformat.v4.new_code_cell("explore()", outputs=outputs)
    text, _ = HTMLExporter().from_notebook_node(nbformat.v4.new_notebook(cells=[cell]))
    path = tmp_path / "exported.html"
    path.write_text(text, encoding="utf-8")
    return path


def test_it_asks_and_answers(chromium, exported):
    context = chromium.new_context(viewport={"width": 1100, "height": 900}, offline=True)
    page = context.new_page()
    page.goto(exported.as_uri())
    inside = page.frame_locator(".xp-saved iframe")
    explorer = ExplorerPage(page, inside.locator(".xp"))
    inside.locator(".xp").wait_for()
    assert not explorer.is_open
    inside.locator(".xp-choices button").first.click()
    inside.locator("[data-stage=open]").wait_for()
    context.close()


def test_where_no_script_runs_there_is_the_still_picture(chromium, exported):
    context = chromium.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto(exported.as_uri())
    picture = page.locator(".xp-saved img")
    assert picture.is_visible() and len(picture.get_attribute("alt")) > 20
    context.close()
