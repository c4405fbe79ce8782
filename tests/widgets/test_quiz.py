"""The quiz before any browser sees it: its data, its answers, and its forms without a page."""

import json

import pytest

from course_utils.errors import CourseError
from course_utils.widgets.quiz import Quiz, marked, quiz_html
from tests.widgets.quiz_items import LAYERS, LOSS


def answer(quiz, **answers):
    """What the page sends when somebody commits; `a=0` is the item 3.a."""
    quiz.set_state({"answers": {f"3.{name}": places for name, places in answers.items()}})


def noted(items, answers=None):
    """A recall, and the list of what it notes."""
    notes = []
    quiz = Quiz("recall", items, answers, lambda item, option: notes.append((item["id"], option)))
    return quiz, notes


def test_each_new_answer_is_noted_once():
    quiz, notes = noted([LOSS, LAYERS])
    answer(quiz, a=[0])
    answer(quiz, a=[0], b=[1])
    answer(quiz, a=[0, 1], b=[1])
    assert notes == [
        ("3.a", LOSS["options"][0]),
        ("3.b", LAYERS["options"][1]),
        ("3.a", LOSS["options"][1]),
    ]


def test_what_was_answered_earlier_is_not_noted_again():
    quiz, notes = noted([LOSS], {"3.a": (2,)})
    assert quiz.answers == {"3.a": [2]}
    assert notes == []
    answer(quiz, a=[2, 0])
    assert notes == [("3.a", LOSS["options"][0])]


@pytest.mark.parametrize("place", [-1, 3, 0.5, "0", None])
def test_what_is_no_option_is_not_noted(place):
    quiz, notes = noted([LOSS])
    answer(quiz, a=[place])
    assert notes == []


def test_an_item_of_another_quiz_is_not_noted():
    quiz, notes = noted([LOSS])
    answer(quiz, z=[0])
    assert notes == []


def test_without_a_page_the_questions_are_text_and_the_answers_are_not():
    bundle, _ = Quiz("recall", [LOSS, LAYERS])._repr_mimebundle_()
    assert bundle["text/plain"].startswith("Which `loss` follows the mean?\n- `mae`\n- mse\n")
    assert "17.6" not in bundle["text/plain"]
    outside, _, inside = bundle["text/html"].partition("<details>")
    assert "Which <code>loss</code> follows the mean?" in outside
    assert "&lt;b&gt;huber&lt;/b&gt;" in outside
    assert "17.6" not in outside
    assert "✓ <strong>mse</strong>: The mean is 17.6 &amp; no more." in inside
    assert "✗ <strong><code>mae</code></strong>: It follows the <em>middle</em>: 5." in inside


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a < b & c", "a &lt; b &amp; c"),
        ("`a*b*c` and *d*", "<code>a*b*c</code> and <em>d</em>"),
        ("w * x * y", "w * x * y"),
        ("`<b>`", "<code>&lt;b&gt;</code>"),
        ("an open ` and *", "an open ` and *"),
    ],
)
def test_marks_become_html_and_nothing_else_does(text, html):
    assert marked(text) == html


def test_the_page_stands_alone():
    text = quiz_html("guess", [LOSS])
    assert "<title>Guess 3.a</title>" in text
    assert "default-src 'none'" in text
    start = text.index('id="explorer-data">') + len('id="explorer-data">')
    data = json.loads(text[start : text.index("</script>", start)])
    assert data["items"] == [LOSS]
    assert (data["asks"], data["alone"]) == (True, True)


def test_a_page_that_cannot_be_written_says_so(tmp_path):
    with pytest.raises(CourseError, match="Could not write .*Expected a file name in a folder"):
        Quiz("guess", [LOSS]).to_html(tmp_path / "missing" / "quiz.html")
