"""Templates escape, and say so when a value is missing."""

import pytest
from jinja2 import UndefinedError

from course_utils.grading.pages.feedback import feedback
from course_utils.grading.pages.templating import fill_template
from tests.grading.pages.samples import result


def test_code_between_backticks_is_code_and_all_is_escaped():
    said = feedback(result("<b>", ended="stopped", note="`<i>` & more"))
    html = fill_template("student.html", feedback=said)
    assert "<bdi><code>&lt;i&gt;</code> &amp; more</bdi>" in html
    assert '<bdi class="name">&lt;b&gt;</bdi>' in html


def test_the_style_stands_in_the_page():
    html = fill_template("student.html", feedback=feedback(result("Ada")))
    assert html.count("<style>") == html.count("</style>") == 1
    assert "prefers-color-scheme: dark" in html


def test_a_value_that_is_missing_is_an_error():
    with pytest.raises(UndefinedError, match="'feedback' is undefined"):
        fill_template("student.html")
