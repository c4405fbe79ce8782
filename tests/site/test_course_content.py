"""Tests for the key of a part of the course."""

import shutil

import pytest

from course_utils.site import course_content as module
from course_utils.site.course_content import course_content


@pytest.fixture
def course(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "root", lambda: tmp_path)
    (tmp_path / "room").mkdir()
    (tmp_path / "room" / "a.py").write_text("1")
    (tmp_path / "list.txt").write_text("# a comment\n-r other.txt\n\nnumpy>=2  # why\n")
    return tmp_path


def test_the_same_content_has_the_same_key(course):
    before = course_content([course / "room"], "list.txt")
    shutil.copytree(course / "room", course / "room" / "__pycache__")
    assert course_content([course / "room"], "list.txt") == before


@pytest.mark.parametrize("change", ["content", "name", "version"])
def test_any_change_has_another(course, change, monkeypatch):
    before = course_content([course / "room"], "list.txt")
    path = course / "room" / "a.py"
    if change == "content":
        path.write_text("2")
    elif change == "name":
        path.rename(path.with_name("b.py"))
    else:
        monkeypatch.setattr(module, "version", lambda name: f"9 of {name}")
    assert course_content([course / "room"], "list.txt") != before
