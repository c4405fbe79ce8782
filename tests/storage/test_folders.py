"""A learner's data and the caches stand where COURSE_HOME or the system says."""

from pathlib import Path

import pytest

from course_utils.errors import SetupError
from course_utils.storage.folders import cache_folder, data_folder


def test_course_home_holds_both(monkeypatch, tmp_path):
    monkeypatch.setenv("COURSE_HOME", str(tmp_path))
    assert data_folder() == tmp_path
    assert cache_folder() == tmp_path / "cache"


def test_the_system_says_where_without_it(monkeypatch):
    monkeypatch.delenv("COURSE_HOME")
    assert "deep-learning-course" in str(data_folder())
    assert "deep-learning-course" in str(cache_folder())
    assert data_folder() != cache_folder()


def test_a_tilde_is_the_home_folder(monkeypatch):
    monkeypatch.setenv("COURSE_HOME", "~/course")
    assert data_folder() == Path.home() / "course"
    assert cache_folder() == Path.home() / "course" / "cache"


@pytest.mark.parametrize("folder", [data_folder, cache_folder])
def test_no_home_says_what_to_do(monkeypatch, folder):
    monkeypatch.setenv("COURSE_HOME", "~nobody-of-this-name/course")
    with pytest.raises(SetupError, match="Set COURSE_HOME to a folder you may write to"):
        folder()
