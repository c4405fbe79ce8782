"""What is saved of a widget, in a page of Colab's kind: one document, the widget may be late."""

import pytest
from playwright.sync_api import expect

from course_utils.widgets.saved import saved_html

COLAB = "<script>window.google = {colab: {}};</script>"
COME_TO_LIFE = "document.body.append(Object.assign(document.createElement('p'), {id: 'widget'}))"


@pytest.fixture
def page(chromium):
    """A page of Colab's kind with what is saved of a widget, and no widget yet."""
    context = chromium.new_context()
    page = context.new_page()
    page.set_content(COLAB + saved_html("k1", "still", "An explorer", "<b>kept</b>"))
    yield page
    context.close()


def test_the_saved_page_waits_for_the_widget_and_goes_when_it_comes(page):
    frame = page.locator("iframe")
    expect(frame).to_be_hidden()
    expect(frame).to_be_visible()  # no widget for 1.6 s: this may be a notebook without a kernel
    page.evaluate(f"{COME_TO_LIFE}; document.querySelector('#widget').dataset.alive = 'k1'")
    expect(frame).to_be_hidden()
