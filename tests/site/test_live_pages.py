"""Tests for the explorers' pages: equal ones are one, and a frame says what it holds."""

from base64 import b64encode

from course_utils.site.live_pages import LivePages, frame_html
from course_utils.widgets.saved import SavedParts


def saved(key, numbers="1", name='"name": "bends", ', still=""):
    page = f'<!doctype html>{{{name}"title": "x", "key": "{key * 32}"}}{numbers}'
    return SavedParts(still, 'How many "bends"?', page)


def test_two_displays_of_one_explorer_are_one_page():
    live = LivePages()
    assert live.add(saved("a")) is live.add(saved("b"))
    assert [*live.files()] == ["live/bends.html"]
    assert b"aaaa" not in live.files()["live/bends.html"]


def test_another_state_of_it_has_a_name_of_its_own():
    live = LivePages()
    live.add(saved("a"))
    assert live.add(saved("a", numbers="2")).name == "bends-2"


def test_a_page_without_a_name_is_called_by_its_title():
    assert LivePages().add(saved("a", name="")).name == "how_many_bends"


def test_the_picture_is_a_file_with_its_alt():
    picture = b64encode(b"PNG").decode()
    live = LivePages()
    page = live.add(
        saved("a", still=f'<img alt="Three &lt; curves" src="data:image/png;base64,{picture}">')
    )
    assert live.files()["live/bends.png"] == b"PNG"
    assert 'src="../live/bends.png" alt="Three &lt; curves"' in frame_html(page)


def test_a_frame_has_a_title_and_waits_until_it_is_seen():
    html = frame_html(LivePages().add(saved("a")))
    assert 'title="How many &quot;bends&quot;?" src="../live/bends.html" loading="lazy"' in html
    assert "<img" not in html
    assert "loading" not in frame_html(LivePages().add(saved("a")), lazy=False)
