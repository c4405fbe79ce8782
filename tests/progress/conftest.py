"""A home of its own for each test, and a record that has nothing left from the one before."""

import pytest

from course_utils.progress import database


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """The learner's data folder, not made yet."""
    monkeypatch.setenv("COURSE_HOME", str(tmp_path / "home"))
    monkeypatch.delenv("COURSE_PROGRESS", raising=False)
    database._unsaved.clear()
    database._problem[0] = ""
    return tmp_path / "home"
