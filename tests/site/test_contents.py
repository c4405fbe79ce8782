"""Tests for the table of contents: every lesson once, in its part, with its exercise."""

import pytest

from course_utils.errors import AuthoringError
from course_utils.site import contents
from course_utils.site.contents import course_parts, lesson_toctrees, lessons_list
from course_utils.source.course_map import lessons


def test_every_lesson_is_in_one_part():
    parts = course_parts()
    assert [one.lesson for part in parts for one in part.lessons] == lessons()
    assert parts[0].title == "Start" and all(one.learn for part in parts for one in part.lessons)


def test_the_list_links_lesson_and_exercise():
    text = lessons_list()
    assert "[1. A single neuron](lessons/lesson_01_single_neuron.ipynb)" in text
    assert "then [7 questions](exercises/01_single_neuron.ipynb)]{.lesson-time}" in text


def test_the_tree_has_a_caption_for_each_part():
    text = lesson_toctrees()
    assert text.count(":caption:") == len(course_parts())
    assert "\n1. A single neuron <lessons/lesson_01_single_neuron>\n" in text


def test_a_lesson_that_readme_forgot_is_an_error(monkeypatch):
    monkeypatch.setattr(contents, "section", lambda text, heading: "| **Start** | | |")
    with pytest.raises(
        AuthoringError, match=r"README.md: expected a row for each of .* found \[\]"
    ):
        course_parts()
