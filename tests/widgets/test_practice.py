"""Practice before any browser sees it: its data, what it hears, and its forms without a page."""

import json

import pytest

from course_utils.errors import CourseError
from course_utils.widgets.practice import Practice
from tests.widgets.practice_questions import BATCHES, CURVES, SHAPE


def test_each_answer_is_told_once():
    told = []
    page = Practice([BATCHES, SHAPE], hear=lambda *answer: told.append(answer))
    page.set_state({"answers": {"3.iterations": {"said": "100", "unsure": True}}})
    both = {**page.answers, "0.shape": {"said": "(4,)", "unsure": False}}
    page.set_state({"answers": both})
    page.set_state({"answers": {**both, "3.iterations": {"said": "101", "unsure": False}}})
    assert told == [("3.iterations", "100", True), ("0.shape", "(4,)", False)]


def test_without_a_page_the_questions_are_text_and_the_answers_are_not():
    bundle, _ = Practice([BATCHES, SHAPE, CURVES])._repr_mimebundle_()
    assert "Which shape has `X.mean(axis=0)`?\n- (3,)\n- (4,)" in bundle["text/plain"]
    assert "101" not in bundle["text/plain"]
    outside = bundle["text/html"].partition("<details>")[0]
    assert "How many iterations?" in outside
    assert "101" not in outside
    assert "✓ <strong>101</strong>: The last batch has <em>one</em> row." in bundle["text/html"]
    assert "gone &lt;b&gt;." in bundle["text/html"]


def test_the_page_stands_alone(tmp_path):
    text = Practice([BATCHES], note="A note.").to_html(tmp_path / "p.html").read_text("utf-8")
    assert "<title>Practice</title>" in text
    assert "default-src 'none'" in text
    start = text.index('id="explorer-data">') + len('id="explorer-data">')
    data = json.loads(text[start : text.index("</script>", start)])
    assert (data["questions"], data["alone"], data["note"]) == ([BATCHES], True, "A note.")


def test_a_page_that_cannot_be_written_says_so(tmp_path):
    with pytest.raises(CourseError, match="Could not write"):
        Practice([BATCHES]).to_html(tmp_path / "missing" / "p.html")
