"""Tests for the page of all explorers."""

from course_utils.site.explorers_page import explorers_text
from course_utils.site.live_pages import LivePage
from course_utils.source.course_map import lessons


def test_each_has_a_picture_its_page_and_its_lesson():
    lesson = lessons()[2]
    page = LivePage("bends", "Bends & corners", "<!doctype html>", b"PNG", "Three curves.")
    text = explorers_text([(page, lesson), (LivePage("paper", "Paper", ""), lesson)])
    assert (
        '<a class="explorer-card" href="live/bends.html"><img src="live/bends.png" alt=""' in text
    )
    assert "<span>Bends &amp; corners</span>" in text
    assert 'href="lessons/lesson_02_deep_networks.html#bends">Lesson 2: Deep neural' in text
    assert "paper" not in text
