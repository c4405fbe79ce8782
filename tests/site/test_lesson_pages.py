"""Tests for what a page keeps of a notebook's outputs."""

from course_utils.site.lesson_pages import lesson_page
from course_utils.site.live_pages import LivePages
from course_utils.widgets.saved import saved_html


def page_of(source, *htmls, tags=(), below=()):
    """The page of a notebook with one code cell; each HTML is an output."""
    outputs = [
        {"output_type": "execute_result", "execution_count": 1, "metadata": {}, "data": data}
        for data in ({"text/html": html, "text/plain": "plain"} for html in htmls)
    ]
    cell = {"cell_type": "code", "id": "a", "metadata": {"tags": [*tags]}, "source": [source]}
    notebook = {"cells": [{**cell, "execution_count": 1, "outputs": outputs}], "metadata": {}}
    return lesson_page(notebook, LivePages(), below)


def shown(page):
    return ["".join(output["data"]["text/html"]) for output in page["cells"][0]["outputs"]]


def test_an_explorer_is_in_a_frame():
    saved = saved_html("k", "<p>Still.</p>", "Bends", "<!doctype html><p>Page")
    (html,) = shown(page_of("explore_bends()", saved))
    assert '<iframe class="live-frame" title="Bends" src="../live/bends.html"' in html
    assert "<script" not in html


def test_a_quiz_is_mounted_and_its_code_hidden():
    page = page_of('guess("3.a")', saved_html("k", "<p>Still.</p>"), tags=["guess"])
    (html,) = shown(page)
    assert 'class="course-mount"' in html
    assert page["cells"][0]["metadata"]["tags"] == ["guess", "remove-input"]


def test_a_widget_that_needs_a_kernel_says_so():
    (html,) = shown(page_of("live", saved_html("k", "<p>[Run this cell to train here.]</p>")))
    assert html == '<div class="needs-kernel"><p>[Run this cell to train here.]</p></div>'


def test_a_figure_keeps_its_alt_and_loses_the_style_for_jupyterlab():
    figure = '<style>.x {}</style><img class="course-figure" alt="A curve." src="data:image/png,">'
    assert shown(page_of("show_figure()", figure)) == [figure.removeprefix("<style>.x {}</style>")]


def test_tables_and_plain_outputs_stay():
    assert shown(page_of("table", "<table></table>")) == ["<table></table>"]
    stream = {"output_type": "stream", "name": "stdout", "text": "1\n"}
    cell = {"cell_type": "code", "id": "a", "metadata": {}, "source": "1", "outputs": [stream]}
    page = lesson_page({"cells": [cell], "metadata": {}}, LivePages())
    assert page["cells"][0]["outputs"] == [stream]


def test_links_to_the_start_page_lead_home():
    cell = {"cell_type": "markdown", "metadata": {}, "source": ["[Start](../00_start_here.ipynb)"]}
    page = lesson_page({"cells": [cell], "metadata": {}}, LivePages())
    assert page["cells"][0]["source"] == "[Start](../index.md)"


def test_the_pages_below_are_in_a_hidden_table_of_contents():
    page = page_of("1", below=["Exercise 1 </exercises/01>"])
    assert page["cells"][-1]["source"].splitlines() == [
        "```{toctree}",
        ":hidden:",
        "",
        "Exercise 1 </exercises/01>",
        "```",
    ]
