"""What is kept of a widget: shown where it is not alive, hidden while it is."""

import pytest

from course_utils.widgets.quiz import Quiz
from course_utils.widgets.saved import saved_html
from tests.widgets.quiz_items import LOSS


def test_a_page_is_in_a_frame_and_what_is_still_stands_beside_it():
    text = saved_html("k1", "<p>still</p>", "One & two", "<b>page</b>")
    assert 'data-saved="k1"' in text and 'openSaved("k1");' in text
    assert '<iframe hidden sandbox="allow-scripts" title="One &amp; two"' in text
    assert 'data-page="&lt;b&gt;page&lt;/b&gt;"' in text
    assert "<div><p>still</p></div>" in text


def test_without_a_page_there_is_no_frame():
    assert "<iframe" not in saved_html("k1", "<p>still</p>")


@pytest.mark.parametrize("asked", [None, {"text/html", "text/plain"}])
def test_a_quiz_is_saved_under_the_key_of_its_page(asked):
    quiz = Quiz("guess", [LOSS])
    bundle, _ = quiz._repr_mimebundle_(include=asked)
    assert f'data-saved="{quiz.data["key"]}"' in bundle["text/html"]
    assert bundle["text/plain"] == quiz.text
