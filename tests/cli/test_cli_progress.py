"""Tests for `course progress`."""

import json

import pytest

from course_utils.progress import read_progress, record_verdict


@pytest.fixture
def recorded(surroundings, monkeypatch):
    """One verdict in the record that the command will read."""
    monkeypatch.setenv("COURSE_HOME", surroundings["COURSE_HOME"])
    monkeypatch.delenv("COURSE_PROGRESS", raising=False)
    record_verdict("1.1", "correct", 1.0, 1.0)


def test_the_map(course, recorded):
    done = course("progress")
    assert done.returncode == 0
    assert done.stdout.startswith("The course: ")


def test_as_json(course, recorded):
    page = json.loads(course("progress", "--json").stdout)
    assert set(page) == {"next", "due", "problem", "lessons"}


def test_reset_asks_first(course, recorded):
    refused = course("progress", "--reset", answer="n\n")
    assert refused.returncode == 1
    assert "1.1" in read_progress()
    agreed = course("progress", "--reset", answer="y\n")
    assert agreed.returncode == 0
    assert "Your record is empty now." in agreed.stdout
    assert "call that progress.sqlite to have it back." in agreed.stdout
    assert read_progress() == {}
    assert course("progress", "--reset", "--yes").returncode == 0


def test_a_page_to_hand_on(course, recorded, tmp_path):
    done = course("progress", "--page", "done.html", "--name", "Ada")
    assert done.stdout == "Wrote done.html.\n"
    assert "<p>Ada</p>" in (tmp_path / "done.html").read_text("utf-8")


def test_off(course, recorded):
    done = course("progress", COURSE_PROGRESS="off")
    assert "Recording is off (COURSE_PROGRESS=off)." in done.stdout
