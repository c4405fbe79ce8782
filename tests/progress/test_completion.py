"""The page of what was done: its numbers, its days, and what it says when all fails."""

import re
from importlib.metadata import version

import pytest

from course_utils.errors import CourseError, SetupError
from course_utils.progress import (
    completion_html,
    record_practice_answer,
    record_quiz_answer,
    record_verdict,
    write_completion,
)


@pytest.fixture
def done():
    """Two questions tried, one of them solved at the second attempt; guesses and practice."""
    record_verdict("1.1", "incorrect", 0.0, 1.0)
    record_verdict("1.1", "correct", 1.0, 1.0)
    record_verdict("1.2", "incorrect", 0.0, 1.0)
    for item, right in [("1.a", True), ("1.b", False), ("1.b", True)]:
        record_quiz_answer(item, "an option", right)
    for right in (True, False, True):
        record_practice_answer("1.neuron_output", right)


def text_of(page):
    return " ".join(re.sub(r"<style>.*?</style>|<[^>]*>", " ", page, flags=re.DOTALL).split())


def test_the_numbers_are_those_of_the_record(done):
    text = text_of(completion_html())
    assert "1 questions solved" not in text
    assert "1 question solved, in 2 attempts." in text
    assert "1 of 2 answers guessed in the lessons were foreseen." in text
    assert "2 of 3 answers given in practice were right." in text
    assert re.search(r"1\. A single neuron 1 of \d+ 1 of 2 \d{4}-\d\d-\d\d 2\. Deep", text)
    assert f"version {version('deep-learning-course')} of the course" in text


def test_before_the_first_answer_it_is_an_empty_page():
    text = text_of(completion_html())
    assert "0 questions solved." in text
    assert "foreseen" not in text


def test_a_name_is_a_text_and_never_html():
    assert "<p>Ada &lt;b&gt; &amp; co</p>" in completion_html(" Ada <b> & co ")
    assert "<p></p>" not in completion_html()


def test_it_is_written_whole_or_not_at_all(tmp_path, done):
    path = write_completion(tmp_path / "done.html", "Ada")
    assert path.read_text("utf-8").startswith("<!doctype html>")
    with pytest.raises(CourseError, match="Could not write .* Expected a file name in a folder"):
        write_completion(tmp_path / "missing" / "done.html")
    with pytest.raises(CourseError, match="Could not write"):
        write_completion(tmp_path)


def test_a_record_that_cannot_be_read_is_said(home, monkeypatch):
    home.write_text("a file in the place of the folder")
    with pytest.raises(SetupError, match="could not be used"):
        completion_html()
    monkeypatch.setenv("COURSE_PROGRESS", "off")
    with pytest.raises(SetupError, match="Recording is off"):
        completion_html()
