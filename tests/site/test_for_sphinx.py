"""Tests for what Sphinx is given: formulas without a script, and the buttons."""

import xml.etree.ElementTree as ET
from types import SimpleNamespace

import pytest
from docutils import nodes

from course_utils.site import for_sphinx


def rendered(function, text):
    translator = SimpleNamespace(body=[])
    with pytest.raises(nodes.SkipNode):
        function(translator, nodes.math(text, text))
    return "".join(translator.body)


def test_a_formula_is_mathml_with_its_own_text():
    html = rendered(for_sphinx._inline_formula, r"p = \frac{1}{1 + e^{-z}}")
    tree = ET.fromstring(html)
    assert tree.tag == "{http://www.w3.org/1998/Math/MathML}math"
    assert tree.get("alttext") == r"p = \frac{1}{1 + e^{-z}}"
    assert tree.find(".//{*}mfrac") is not None


def test_a_formula_of_its_own_line_is_a_block():
    html = rendered(for_sphinx._block_formula, r"w < \max(0, z)")
    assert html.startswith('<div class="formula"><math ') and 'display="block"' in html
    assert "&lt;" in html


def test_buttons_are_below_the_title_of_a_notebook_alone():
    config = SimpleNamespace(
        course_repository="https://github.com/a/b",
        course_revision="main",
        course_published="gh-pages",
    )
    app = SimpleNamespace(config=config)
    for page, has in (("lessons/lesson_01_single_neuron", True), ("glossary", False)):
        context = {"body": "<h1>Title</h1><p>Text</p>"}
        for_sphinx._add_buttons(app, page, "page.html", context, None)
        assert ("</h1>\n<nav class=" in context["body"]) == has


def test_a_heading_without_a_text_is_a_plain_cell():
    corner = '<tr><th class="blank level0">&nbsp;</th><th class="head"><p></p></th><th>a</th></tr>'
    context = {"body": corner}
    for_sphinx._fill_corners(None, "data", "page.html", context, None)
    assert context["body"] == "<tr><td></td><td></td><th>a</th></tr>"
