"""The page as a file: whole or not at all, and nothing in it reaches out."""

import pytest

from course_utils.errors import CourseError
from course_utils.widgets.explorer import Explorer
from course_utils.widgets.export import page_html
from tests.widgets.descent import spec


def test_file_stands_alone(tmp_path):
    path = Explorer(spec()).to_html(tmp_path / "descent.html")
    text = path.read_text(encoding="utf-8")
    assert text.startswith('<!doctype html>\n<html lang="en">')
    assert "<title>Down the slope</title>" in text
    assert "default-src 'none'" in text
    assert list(tmp_path.iterdir()) == [path], "no draft is left behind"


def test_text_of_an_author_cannot_end_the_script():
    text = page_html("a < b", {"title": "</script><b>"}, b"")
    assert "<title>a &lt; b</title>" in text
    assert "</script><b>" not in text


def test_a_file_that_stands_there_is_replaced(tmp_path):
    path = tmp_path / "descent.html"
    path.write_text("old")
    Explorer(spec()).to_html(str(path))
    assert "Down the slope" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["missing/descent.html", ""])
def test_where_it_cannot_be_written_it_says_so(tmp_path, name):
    with pytest.raises(CourseError, match="Could not write .*Expected a file name in a folder"):
        Explorer(spec()).to_html(tmp_path / name)
    assert list(tmp_path.iterdir()) == []
